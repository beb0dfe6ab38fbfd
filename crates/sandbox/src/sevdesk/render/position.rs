//! Positions, which have two forms.

use rust_decimal::Decimal;

use super::{amount, date, flag, maybe_reference, reference, sev_client};
use crate::out::Out;
use crate::sevdesk::model::{Invoice, Position};
use crate::sevdesk::{seed, sums, units};

/// How positions are written by GET.
pub(crate) struct ReadForm {
    pub(crate) embed_unit: bool,
    pub(crate) embed_part: bool,
    pub(crate) unit_shift: u64,
}

/// A position as GET has it.
pub(crate) fn position_as_read(position: &Position, invoice: &Invoice, form: &ReadForm) -> Out {
    let part = match position.part {
        Some(id) if form.embed_part => seed::part(id),
        id => maybe_reference(id, "Part"),
    };
    let unit = if form.embed_unit {
        units::render(position.unit, form.unit_shift)
    } else {
        reference(position.unit, "Unity")
    };
    let (price_net, price_gross, price_tax) = prices(position, invoice.show_net);
    let sums = &position.sums;
    Out::object([
        ("id", Out::text(position.id)),
        ("objectName", Out::text("InvoicePos")),
        ("additionalInformation", Out::Null),
        ("create", date(position.created)),
        ("update", date(position.updated)),
        ("invoice", reference(invoice.id, "Invoice")),
        ("part", part),
        ("quantity", amount(position.quantity)),
        ("price", amount(position.price)),
        ("priceNet", amount(price_net)),
        ("priceTax", amount(price_tax)),
        ("priceGross", amount(price_gross)),
        ("name", Out::maybe(position.name.as_ref())),
        ("unity", unit),
        ("sevClient", sev_client()),
        ("positionNumber", Out::text(position.number)),
        ("text", Out::maybe(position.text.as_ref())),
        ("discount", amount(position.discount.unwrap_or_default())),
        ("taxRate", amount(position.tax_rate)),
        ("temporary", flag(false)),
        ("sumDiscount", amount(sums.discount)),
        ("sumNet", amount(sums.net)),
        ("sumTax", amount(sums.tax)),
        ("sumGross", amount(sums.gross)),
        ("sumNetAccounting", amount(sums.net)),
        ("sumTaxAccounting", amount(sums.tax)),
        ("sumGrossAccounting", amount(sums.gross)),
    ])
}

/// A position as the answer to `saveInvoice` has it. It repeats the whole invoice each time.
pub(crate) fn position_as_saved(position: &Position, invoice: &Out, unit_shift: u64) -> Out {
    let quantity = if position.quantity == Decimal::ONE {
        Out::Bool(true)
    } else {
        Out::Number(position.quantity)
    };
    let sums = &position.sums;
    Out::object([
        ("id", Out::text(position.id)),
        ("objectName", Out::text("InvoicePos")),
        ("create", Out::Null),
        ("update", Out::Null),
        ("invoice", invoice.clone()),
        ("part", maybe_reference(position.part, "Part")),
        ("quantity", quantity),
        ("price", Out::Number(position.price)),
        ("name", Out::maybe(position.name.as_ref())),
        ("unity", units::render(position.unit, unit_shift)),
        ("positionNumber", Out::number(position.number)),
        ("text", Out::maybe(position.text.as_ref())),
        (
            "discount",
            Out::Number(position.discount.unwrap_or_default()),
        ),
        ("taxRate", Out::text(format!("{:.2}", position.tax_rate))),
        ("sumDiscount", Out::Number(sums.discount)),
        ("sumNet", Out::Number(sums.net)),
        ("sumTax", Out::Number(sums.tax)),
        ("sumGross", Out::Number(sums.gross)),
    ])
}

/// Net price, gross price and the tax in it.
fn prices(position: &Position, show_net: bool) -> (Decimal, Decimal, Decimal) {
    let rate = Decimal::ONE + position.tax_rate / Decimal::ONE_HUNDRED;
    let (net, gross) = if show_net {
        (position.price, sums::cents(position.price * rate))
    } else {
        (sums::cents(position.price / rate), position.price)
    };
    (net, gross, gross - net)
}
