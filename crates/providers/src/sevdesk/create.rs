//! Making a new draft.

use domain::payload::{CustomerRef, Payload};
use domain::tax::Treatment;

use super::calls::{self, Api};
use super::dates;
use super::lines::new_lines;
use super::tax::{self, Bookkeeping};
use super::texts;
use super::wire::{NewInvoice, Reference, SaveInvoice};
use super::{Sevdesk, classify};
use crate::error::ProviderError;
use crate::outcome::{Obstacle, Outcome, Refusal};
use crate::provider::Settings;

/// sevDesk's id of Germany (sevDesk OpenAPI, `Model_ContactAddress.country`).
const GERMANY: &str = "1";
/// The status of a draft, the only one with which an invoice may be saved.
const DRAFT: u8 = 100;

/// Makes a draft that carries `reference`, with one creating request.
pub(super) async fn create(sevdesk: &Sevdesk, payload: &Payload, reference: &str) -> Outcome {
    // What can be refused here is refused before anything is asked of the tool.
    if let Err(obstacle) = body(payload, reference, GERMANY, &sevdesk.settings) {
        return Outcome::NotExecuted(Refusal::NotSendable(obstacle));
    }
    let country = match country_of(&sevdesk.api, &payload.customer).await {
        Ok(country) => country,
        Err(error) => return Outcome::NotExecuted(error.into()),
    };
    match body(payload, reference, &country, &sevdesk.settings) {
        Ok(body) => classify::creating(sevdesk.api.save_invoice(body).await, sevdesk.api.now()),
        Err(obstacle) => Outcome::NotExecuted(Refusal::NotSendable(obstacle)),
    }
}

/// The country of the customer's first address, the one that `takeDefaultAddress` copies; Germany without one.
async fn country_of(api: &Api, customer: &CustomerRef) -> Result<String, ProviderError> {
    let addresses = api
        .all(&["ContactAddress"], &calls::contact_filter(&customer.id))
        .await?;
    let theirs = addresses
        .rows
        .iter()
        .find(|row| row.reference("contact").as_deref() == Some(&customer.id));
    let country = theirs.and_then(|address| address.reference("country"));
    Ok(country.unwrap_or_else(|| GERMANY.to_owned()))
}

/// The JSON of the request.
fn body(
    payload: &Payload,
    reference: &str,
    country: &str,
    settings: &Settings,
) -> Result<String, Obstacle> {
    let save = SaveInvoice {
        invoice: head(payload, reference, country, settings)?,
        invoice_pos_save: new_lines(payload, 0, settings)?,
        invoice_pos_delete: (),
        discount_save: (),
        discount_delete: (),
        take_default_address: true,
    };
    serde_json::to_string(&save).map_err(|_| Obstacle::Unsendable)
}

fn head(
    payload: &Payload,
    reference: &str,
    country: &str,
    settings: &Settings,
) -> Result<NewInvoice, Obstacle> {
    check_period(payload)?;
    let person = settings
        .contact_person
        .as_deref()
        .ok_or(Obstacle::ConnectionIncomplete)?;
    let (tax_rule, tax_type) = taxation(payload.treatment, settings)?;
    let object = |id, name| Reference::new(id, name).ok_or(Obstacle::Unsendable);
    let rates = payload.positions.iter().map(|position| position.tax);
    Ok(NewInvoice {
        object_name: "Invoice",
        map_all: true,
        invoice_number: (),
        contact: object(&payload.customer.id, "Contact")?,
        contact_person: object(person, "SevUser")?,
        invoice_date: dates::german(payload.invoice_date),
        delivery_date: dates::berlin_midnight(payload.service_from),
        delivery_date_until: dates::berlin_midnight(payload.service_to),
        header: given(&payload.header),
        head_text: given(&texts::html(&payload.intro)),
        foot_text: given(&texts::html(&payload.closing)),
        discount: 0,
        status: DRAFT,
        invoice_type: "RE",
        currency: payload.currency.clone(),
        show_net: true,
        small_settlement: payload.treatment == Treatment::SmallBusiness,
        tax_rule,
        tax_type,
        tax_rate: 0,
        tax_text: tax::sentence(payload.treatment, rates),
        address_country: object(country, "StaticCountry")?,
        customer_internal_note: reference.to_owned(),
    })
}

/// An ordinary invoice cannot be for a service that begins after its own date; it may end later (sevDesk OpenAPI,
/// `createInvoiceByFactory`, and drafts in `jernoxit/sevdesk-rs@cd8639c`).
fn check_period(payload: &Payload) -> Result<(), Obstacle> {
    if payload.service_from > payload.invoice_date {
        return Err(Obstacle::PeriodAfterInvoiceDate);
    }
    if payload.service_to < payload.service_from {
        return Err(Obstacle::PeriodEndsBeforeStart);
    }
    Ok(())
}

/// The tax rule or the tax type, whichever the account's bookkeeping has.
fn taxation(
    treatment: Treatment,
    settings: &Settings,
) -> Result<(Option<Reference>, Option<&'static str>), Obstacle> {
    let version = settings
        .bookkeeping_version
        .as_deref()
        .and_then(Bookkeeping::parse);
    match version.ok_or(Obstacle::ConnectionIncomplete)? {
        Bookkeeping::V2 => {
            let rule = tax::rule_of(treatment).ok_or(Obstacle::Treatment)?;
            Ok((Reference::new(&rule.to_string(), "TaxRule"), None))
        }
        Bookkeeping::V1 => Ok((
            None,
            Some(tax::type_of(treatment).ok_or(Obstacle::Treatment)?),
        )),
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
