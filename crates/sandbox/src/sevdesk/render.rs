//! Documents as sevDesk writes them.
//!
//! Read by GET, every scalar is a text or null and amounts lose their trailing zeros; `paidAmount` alone is a number.
//! In the answer to `saveInvoice` the positions have numbers instead, and a quantity of 1 is `true`.
//! Public source: recorded answers in `jernoxit/sevdesk-rs@cd8639c`, and sevDesk's API document for the names.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::model::{Address, Contact, Invoice, PAID, Position, Tax};
use super::{seed, sums, units};
use crate::berlin;
use crate::out::Out;

/// A reference to another object; ids are given as texts.
pub(crate) fn reference(id: u64, model: &'static str) -> Out {
    Out::object([("id", Out::text(id)), ("objectName", Out::text(model))])
}

fn maybe_reference(id: Option<u64>, model: &'static str) -> Out {
    id.map_or(Out::Null, |id| reference(id, model))
}

fn sev_client() -> Out {
    reference(seed::CLIENT, "SevClient")
}

fn amount(value: Decimal) -> Out {
    Out::text(value.normalize())
}

fn flag(value: bool) -> Out {
    Out::text(u8::from(value))
}

fn date(at: DateTime<Utc>) -> Out {
    Out::Text(berlin::rfc3339(at))
}

fn maybe_date(at: Option<DateTime<Utc>>) -> Out {
    at.map_or(Out::Null, date)
}

/// A contact.
pub(crate) fn contact(contact: &Contact) -> Out {
    let mut fields = vec![
        ("id", Out::text(contact.id)),
        ("objectName", Out::text("Contact")),
        ("create", date(contact.created)),
        ("update", date(contact.updated)),
        ("name", Out::maybe(contact.name.as_ref())),
        ("status", Out::text(contact.status)),
        (
            "customerNumber",
            Out::maybe(contact.customer_number.as_ref()),
        ),
        ("surename", Out::maybe(contact.first_name.as_ref())),
        ("familyname", Out::maybe(contact.last_name.as_ref())),
        ("titel", Out::Null),
        ("category", reference(contact.category, "Category")),
        ("description", Out::Null),
        ("sevClient", sev_client()),
        ("name2", Out::Null),
        ("vatNumber", Out::maybe(contact.vat_number.as_ref())),
        ("defaultTimeToPay", Out::Null),
        ("taxNumber", Out::Null),
        ("exemptVat", flag(false)),
        ("buyerReference", Out::Null),
        ("governmentAgency", flag(false)),
    ];
    if let Some(parent) = contact.parent {
        fields.push(("parent", reference(parent, "Contact")));
    }
    Out::Object(fields)
}

/// A postal address.
pub(crate) fn address(address: &Address) -> Out {
    Out::object([
        ("id", Out::text(address.id)),
        ("objectName", Out::text("ContactAddress")),
        ("create", date(address.created)),
        ("update", date(address.created)),
        ("contact", reference(address.contact, "Contact")),
        ("street", Out::maybe(address.street.as_ref())),
        ("zip", Out::maybe(address.zip.as_ref())),
        ("city", Out::maybe(address.city.as_ref())),
        ("country", reference(address.country, "StaticCountry")),
        ("category", maybe_reference(address.category, "Category")),
        ("name", Out::maybe(address.name.as_ref())),
        ("sevClient", sev_client()),
    ])
}

/// An invoice without its positions. The customer is a reference, or in full when embedded.
pub(crate) fn invoice(invoice: &Invoice, customer: Option<Out>) -> Out {
    let mut fields = Vec::with_capacity(72);
    fields.extend(head(invoice, customer));
    fields.extend(texts(invoice));
    fields.extend(taxation(invoice));
    fields.extend(totals(invoice));
    fields.extend(fate(invoice));
    Out::Object(fields)
}

fn head(invoice: &Invoice, customer: Option<Out>) -> [(&'static str, Out); 15] {
    [
        ("id", Out::text(invoice.id)),
        ("objectName", Out::text("Invoice")),
        ("additionalInformation", Out::Null),
        ("invoiceNumber", Out::maybe(invoice.number.as_ref())),
        (
            "contact",
            customer.unwrap_or_else(|| reference(invoice.contact, "Contact")),
        ),
        (
            "contactPerson",
            reference(invoice.contact_person, "SevUser"),
        ),
        ("createUser", reference(seed::FIRST_USER, "SevUser")),
        ("sevClient", sev_client()),
        ("create", date(invoice.created)),
        ("update", date(invoice.updated)),
        ("invoiceDate", date(invoice.dated)),
        ("deliveryDate", maybe_date(invoice.delivery_date)),
        ("deliveryDateUntil", maybe_date(invoice.delivery_until)),
        ("status", Out::text(invoice.status)),
        ("invoiceType", Out::text(&invoice.kind)),
    ]
}

fn texts(invoice: &Invoice) -> [(&'static str, Out); 14] {
    let parts = &invoice.address_parts;
    [
        ("header", Out::maybe(invoice.header.as_ref())),
        ("headText", Out::maybe(invoice.head_text.as_ref())),
        ("footText", Out::maybe(invoice.foot_text.as_ref())),
        ("timeToPay", Out::maybe(invoice.days_to_pay)),
        ("discount", Out::text(invoice.cash_discount)),
        ("discountTime", Out::maybe(invoice.cash_discount_days)),
        ("address", Out::maybe(invoice.address.as_ref())),
        ("addressName", Out::maybe(parts.name.as_ref())),
        ("addressStreet", Out::maybe(parts.street.as_ref())),
        ("addressZip", Out::maybe(parts.zip.as_ref())),
        ("addressCity", Out::maybe(parts.city.as_ref())),
        (
            "addressCountry",
            maybe_reference(invoice.country, "StaticCountry"),
        ),
        (
            "customerInternalNote",
            Out::maybe(invoice.reference.as_ref()),
        ),
        ("currency", Out::text(&invoice.currency)),
    ]
}

fn taxation(invoice: &Invoice) -> [(&'static str, Out); 7] {
    let (rule, kind) = match &invoice.tax {
        Tax::Rule(id) => (reference(*id, "TaxRule"), Out::Null),
        Tax::Type(name) => (Out::Null, Out::text(name)),
    };
    [
        ("taxRule", rule),
        ("taxType", kind),
        ("taxSet", Out::Null),
        ("taxRate", Out::text(0)),
        ("taxText", Out::maybe(invoice.tax_text.as_ref())),
        ("smallSettlement", flag(invoice.small_settlement)),
        ("showNet", flag(invoice.show_net)),
    ]
}

fn totals(invoice: &Invoice) -> [(&'static str, Out); 13] {
    let sums = &invoice.sums;
    let paid = if invoice.status == PAID {
        sums.gross
    } else {
        Decimal::ZERO
    };
    [
        ("sumNet", amount(sums.net)),
        ("sumTax", amount(sums.tax)),
        ("sumGross", amount(sums.gross)),
        ("sumDiscounts", amount(sums.discount)),
        ("sumNetForeignCurrency", Out::text(0)),
        ("sumTaxForeignCurrency", Out::text(0)),
        ("sumGrossForeignCurrency", Out::text(0)),
        ("sumDiscountsForeignCurrency", Out::text(0)),
        ("sumNetAccounting", amount(sums.net)),
        ("sumTaxAccounting", amount(sums.tax)),
        ("sumGrossAccounting", amount(sums.gross)),
        ("sumDiscountsAccounting", amount(sums.discount)),
        ("paidAmount", Out::number(paid)),
    ]
}

fn fate(invoice: &Invoice) -> [(&'static str, Out); 8] {
    [
        ("enshrined", maybe_date(invoice.enshrined)),
        (
            "sendType",
            Out::text(invoice.send_type.as_deref().unwrap_or("0")),
        ),
        ("sendDate", maybe_date(invoice.sent)),
        ("payDate", Out::Null),
        ("origin", maybe_reference(invoice.origin, "Invoice")),
        (
            "paymentMethod",
            maybe_reference(invoice.payment_method, "PaymentMethod"),
        ),
        ("propertyIsEInvoice", flag(invoice.electronic)),
        ("costCentre", Out::Null),
    ]
}

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
