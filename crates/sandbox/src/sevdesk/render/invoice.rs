//! Invoices.

use rust_decimal::Decimal;

use super::{amount, date, flag, maybe_date, maybe_reference, reference, sev_client};
use crate::out::Out;
use crate::sevdesk::model::{Invoice, PAID, Tax};
use crate::sevdesk::seed;

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
