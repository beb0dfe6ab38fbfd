//! Requests of v1.

use domain::payload::{Payload, PayloadPosition};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::hq::calls::Api;
use crate::hq::document;
use crate::hq::settings::HqSettings;
use crate::hq::texts;
use crate::hq::wire::{body, day, given, id, number};
use crate::outcome::Obstacle;

/// The type of an ordinary invoice.
pub(super) const INVOICE: &str = "Invoice";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NewInvoice<'a> {
    company_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    invoice_date: String,
    delivery_date: String,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_template_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_condition_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal_contact_person_id: Option<u64>,
    tax_option: &'a str,
    service_option: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    header: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    footer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_purchase_order_number: Option<&'a str>,
    sync_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NewPosition<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'static str>,
    text: String,
    amount: Box<RawValue>,
    unit: &'a str,
    price: Box<RawValue>,
    tax: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<u64>,
}

/// The request for a new invoice.
pub(super) fn new_invoice(
    api: &Api,
    payload: &Payload,
    reference: &str,
) -> Result<String, Obstacle> {
    let settings = &api.settings;
    let person = api.contact_person.as_deref().map(id).transpose()?;
    let closing = given(&payload.closing);
    body(&NewInvoice {
        company_id: id(&payload.customer.id)?,
        r#type: settings.send_types.then_some(INVOICE),
        invoice_date: utc(payload.invoice_date),
        delivery_date: utc(payload.service_to),
        currency: &payload.currency,
        document_template_id: settings.document_template,
        payment_condition_id: settings.payment_condition,
        internal_contact_person_id: person,
        tax_option: settings
            .tax_option(payload.treatment)
            .ok_or(Obstacle::Treatment)?,
        service_option: &settings.service_option,
        language: settings.language.as_deref(),
        subject: given(&payload.header),
        header: texts::written(&introduction(payload), settings.text_format),
        footer: closing.map(|closing| texts::written(closing, settings.text_format)),
        company_purchase_order_number: given(&payload.reference),
        sync_id: reference,
    })
}

/// A date is sent as the instant in UTC that it is answered as: `OData` knows no dates without one here.
fn utc(date: chrono::NaiveDate) -> String {
    format!("{}Z", day(date))
}

/// The text above the lines. v1 has one date of delivery, so the whole period of service is named here.
fn introduction(payload: &Payload) -> String {
    let (from, to) = (payload.service_from, payload.service_to);
    let period = format!(
        "Leistungszeitraum: {} – {}",
        from.format("%d.%m.%Y"),
        to.format("%d.%m.%Y")
    );
    match given(&payload.intro) {
        Some(intro) => format!("{intro}\n{period}"),
        None => period,
    }
}

/// The request for a new position.
pub(super) fn new_position(
    settings: &HqSettings,
    position: &PayloadPosition,
    order: u64,
) -> Result<String, Obstacle> {
    body(&NewPosition {
        r#type: settings.send_types.then_some("Freetext"),
        interval: settings.send_types.then_some("Once"),
        text: texts::written(&position.text, settings.text_format),
        amount: number(position.quantity)?,
        unit: settings.unit_texts.of(position.unit),
        price: number(position.price)?,
        tax: number(document::written(position.tax, settings.tax_scale))?,
        order: settings.send_order.then_some(order),
    })
}
