//! The fields of the invoice itself.

use super::Desk;
use crate::json::{Fields, Given};
use crate::sevdesk::envelope::Refusal;
use crate::sevdesk::model::{Invoice, Tax};
use crate::sevdesk::options::Bookkeeping;
use crate::sevdesk::seed;

/// What a new invoice must have. sevDesk's own list (`Model_Invoice` in its API document) is longer, but calls without the rest
/// of it have been measured to succeed.
const REQUIRED: [&str; 6] = [
    "contact",
    "contactPerson",
    "invoiceDate",
    "status",
    "invoiceType",
    "taxText",
];

/// A new invoice, before its fields are applied.
pub(super) fn fresh(fields: &Fields, desk: &mut Desk) -> Result<Invoice, Refusal> {
    let missing = REQUIRED.into_iter().find(|key| !fields.has(key));
    if let Some(key) = missing {
        return Err(Refusal::bad_request(format!("{key} is required.")));
    }
    if !fields.has("currency") {
        return Err(Refusal::bad_request("Currency is required."));
    }
    let tax = tax(fields, desk)?.ok_or_else(|| Refusal::invalid("taxRule is required."))?;
    let blank = Invoice::draft(desk.counters.next_invoice(), 0, seed::FIRST_USER, desk.now);
    Ok(Invoice { tax, ..blank })
}

/// Takes over the fields that are given, and keeps the others.
pub(super) fn apply(invoice: &mut Invoice, fields: &Fields, desk: &Desk) -> Result<(), Refusal> {
    state(fields)?;
    parties(invoice, fields, desk)?;
    dates(invoice, fields)?;
    texts(invoice, fields)?;
    address(invoice, fields)?;
    terms(invoice, fields)?;
    if let Some(tax) = tax(fields, desk)? {
        invoice.tax = tax;
    }
    Ok(())
}

/// An invoice is only ever saved as a draft; its status moves by other calls.
fn state(fields: &Fields) -> Result<(), Refusal> {
    match fields.integer("status")? {
        Given::Value(100) | Given::Absent => Ok(()),
        _ => Err(Refusal::invalid(
            "An invoice can only be saved with status 100.",
        )),
    }
}

fn parties(invoice: &mut Invoice, fields: &Fields, desk: &Desk) -> Result<(), Refusal> {
    if let Some(id) = fields.reference("contact", "Contact")?.value() {
        desk.books
            .contact(id)
            .ok_or_else(|| Refusal::not_found("Contact", id))?;
        invoice.contact = id;
    }
    if let Some(id) = fields.reference("contactPerson", "SevUser")?.value() {
        if !seed::is_user(id) {
            return Err(Refusal::not_found("SevUser", id));
        }
        invoice.contact_person = id;
    }
    if let Some(kind) = fields.text("invoiceType")?.value() {
        if !["RE", "AR", "TR"].contains(&kind.as_str()) {
            let message = format!(
                "An invoice of type {kind} can't be saved here; the simulation knows RE, AR and TR."
            );
            return Err(Refusal::invalid(message));
        }
        invoice.kind = kind;
    }
    Ok(())
}

fn dates(invoice: &mut Invoice, fields: &Fields) -> Result<(), Refusal> {
    if let Some(date) = fields.date("invoiceDate")?.value() {
        invoice.dated = date;
    }
    invoice.delivery_date = fields.date("deliveryDate")?.or_keep(invoice.delivery_date);
    invoice.delivery_until = fields
        .date("deliveryDateUntil")?
        .or_keep(invoice.delivery_until);
    Ok(())
}

fn texts(invoice: &mut Invoice, fields: &Fields) -> Result<(), Refusal> {
    let slots = [
        ("invoiceNumber", &mut invoice.number),
        ("header", &mut invoice.header),
        ("headText", &mut invoice.head_text),
        ("footText", &mut invoice.foot_text),
        ("taxText", &mut invoice.tax_text),
        ("customerInternalNote", &mut invoice.reference),
    ];
    for (key, slot) in slots {
        *slot = fields.text(key)?.or_keep(slot.take());
    }
    if let Some(currency) = fields.text("currency")?.value() {
        invoice.currency = currency;
    }
    Ok(())
}

fn address(invoice: &mut Invoice, fields: &Fields) -> Result<(), Refusal> {
    let parts = &mut invoice.address_parts;
    let slots = [
        ("address", &mut invoice.address),
        ("addressName", &mut parts.name),
        ("addressStreet", &mut parts.street),
        ("addressZip", &mut parts.zip),
        ("addressCity", &mut parts.city),
    ];
    for (key, slot) in slots {
        *slot = fields.text(key)?.or_keep(slot.take());
    }
    invoice.country = fields
        .reference("addressCountry", "StaticCountry")?
        .or_keep(invoice.country);
    Ok(())
}

fn terms(invoice: &mut Invoice, fields: &Fields) -> Result<(), Refusal> {
    invoice.days_to_pay = fields.integer("timeToPay")?.or_keep(invoice.days_to_pay);
    invoice.cash_discount = fields
        .integer("discount")?
        .value()
        .unwrap_or(invoice.cash_discount);
    invoice.cash_discount_days = fields
        .integer("discountTime")?
        .or_keep(invoice.cash_discount_days);
    invoice.show_net = fields.flag("showNet")?.value().unwrap_or(invoice.show_net);
    invoice.small_settlement = fields
        .flag("smallSettlement")?
        .value()
        .unwrap_or(invoice.small_settlement);
    invoice.electronic = fields
        .flag("propertyIsEInvoice")?
        .value()
        .unwrap_or(invoice.electronic);
    invoice.payment_method = fields
        .reference("paymentMethod", "PaymentMethod")?
        .or_keep(invoice.payment_method);
    Ok(())
}

/// The tax that a request gives: a rule in bookkeeping 2.0, a type before. For a time of transition 2.0 translates
/// types into rules, except `custom` (sevDesk's API document, "sevdesk-Update 2.0").
fn tax(fields: &Fields, desk: &Desk) -> Result<Option<Tax>, Refusal> {
    let kind = fields.text("taxType")?.value();
    if desk.options.bookkeeping == Bookkeeping::V1 {
        return Ok(kind.map(Tax::Type));
    }
    if let Some(rule) = fields.reference("taxRule", "TaxRule")?.value() {
        return Ok(Some(Tax::Rule(rule)));
    }
    match kind.as_deref() {
        None => Ok(None),
        Some("default") => Ok(Some(Tax::Rule(1))),
        Some("eu") => Ok(Some(Tax::Rule(3))),
        Some("ss") => Ok(Some(Tax::Rule(11))),
        Some("noteu") => Ok(Some(Tax::Rule(17))),
        Some(other) => Err(Refusal::invalid(format!(
            "taxType {other} is not supported in version 2.0, use taxRule."
        ))),
    }
}
