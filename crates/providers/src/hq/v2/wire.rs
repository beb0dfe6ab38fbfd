//! Requests of v2.

use chrono::Days;
use domain::payload::{Payload, PayloadPosition};
use domain::tax::Treatment;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::hq::calls::Api;
use crate::hq::document;
use crate::hq::protocol::Place;
use crate::hq::settings::HqSettings;
use crate::hq::texts;
use crate::hq::wire::{body, day, id, number};
use crate::outcome::Obstacle;

/// The type of an ordinary invoice.
pub(super) const INVOICE: &str = "Invoice";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewDocument<'a> {
    company_id: u64,
    currency: &'a str,
    date: String,
    document_type: &'static str,
    document_template_entity_id: u64,
    performance_period_start_date: String,
    performance_period_end_date: String,
    valid_until_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_condition_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal_contact_person_id: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewPosition<'a> {
    document_entity_id: u64,
    document_table_id: Option<&'a str>,
    interval: &'static str,
    text: String,
    amount1: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_id1: Option<u64>,
    price: Box<RawValue>,
    tax: Box<RawValue>,
}

/// The request for a new document: what is required, and what the connection adds.
pub(super) fn new_document(api: &Api, payload: &Payload) -> Result<String, Obstacle> {
    let settings = &api.settings;
    // The tax option is not among the fields of a new document.
    if payload.treatment != Treatment::Standard {
        return Err(Obstacle::Treatment);
    }
    let due = payload
        .invoice_date
        .checked_add_days(Days::new(settings.due_in_days.into()));
    body(&NewDocument {
        company_id: id(&payload.customer.id)?,
        currency: &payload.currency,
        date: day(payload.invoice_date),
        document_type: INVOICE,
        document_template_entity_id: settings
            .document_template
            .ok_or(Obstacle::ConnectionIncomplete)?,
        performance_period_start_date: day(payload.service_from),
        performance_period_end_date: day(payload.service_to),
        valid_until_date: day(due.ok_or(Obstacle::Unsendable)?),
        payment_condition_id: settings.payment_condition,
        internal_contact_person_id: api.contact_person.as_deref().map(id).transpose()?,
    })
}

/// The request for a new position. A unit without an id is named in the text.
pub(super) fn new_position(
    settings: &HqSettings,
    place: &Place,
    position: &PayloadPosition,
) -> Result<String, Obstacle> {
    let unit_id = *settings.unit_ids.of(position.unit);
    let text = match unit_id {
        Some(_) => position.text.clone(),
        None => texts::with_unit(&position.text, position.unit, settings),
    };
    body(&NewPosition {
        document_entity_id: place.document,
        document_table_id: place.table.as_deref(),
        interval: "Once",
        text: texts::written(&text, settings.text_format),
        amount1: number(position.quantity)?,
        unit_id1: unit_id,
        price: number(position.price)?,
        tax: number(document::written(position.tax, settings.tax_scale))?,
    })
}
