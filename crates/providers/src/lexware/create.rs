//! Making a new draft.

use domain::payload::{Payload, PayloadPosition};

use super::number::Number;
use super::settings::LexwareSettings;
use super::wire::{NewInvoice, NewLine, Recipient, Shipping, TaxConditions, Total, UnitPrice};
use super::{CAPABILITIES, Lexware, dates, limits, tax, texts, units};
use crate::outcome::{Obstacle, Outcome, Refusal};
use crate::places;
use crate::texts::split;

/// Makes a draft with one creating request. There is no field for a reference: it is found again by what it holds.
pub(super) async fn create(lexware: &Lexware, payload: &Payload) -> Outcome {
    match body(payload, lexware.company) {
        Ok(body) => lexware.api.create_invoice(&body).await,
        Err(obstacle) => Outcome::NotExecuted(Refusal::NotSendable(obstacle)),
    }
}

/// The JSON of the request.
fn body(payload: &Payload, company: Option<LexwareSettings>) -> Result<String, Obstacle> {
    places::check(payload, &CAPABILITIES)?;
    limits::check(payload, 0)?;
    limits::check_head(payload)?;
    let company = company.ok_or(Obstacle::ConnectionIncomplete)?;
    let tax_type = tax::type_of(payload.treatment, company).ok_or(Obstacle::Treatment)?;
    let invoice = NewInvoice {
        voucher_date: dates::midnight(payload.invoice_date),
        address: Recipient {
            contact_id: payload.customer.id.clone(),
        },
        line_items: lines(payload)?,
        total_price: Total { currency: "EUR" },
        tax_conditions: TaxConditions { tax_type },
        shipping_conditions: service(payload),
        title: given(payload.header.clone()),
        introduction: given(texts::plain(&payload.intro)),
        remark: given(texts::plain(&payload.closing)),
    };
    serde_json::to_string(&invoice).map_err(|_| Obstacle::Unsendable)
}

/// Our positions.
pub(super) fn lines(payload: &Payload) -> Result<Vec<NewLine>, Obstacle> {
    payload.positions.iter().map(line).collect()
}

fn line(position: &PayloadPosition) -> Result<NewLine, Obstacle> {
    let (name, description) = split(&position.text);
    Ok(NewLine {
        kind: "custom",
        name: name.to_owned(),
        description: given(texts::plain(description)),
        quantity: Number(position.quantity),
        unit_name: units::word(position.unit).ok_or(Obstacle::Unit(position.unit))?,
        unit_price: UnitPrice {
            currency: "EUR",
            net_amount: Number(position.price),
            tax_rate_percentage: Number(position.tax.percent()),
        },
    })
}

fn service(payload: &Payload) -> Shipping {
    let shipping_date = dates::midnight(payload.service_from);
    if payload.service_from == payload.service_to {
        return Shipping::Service { shipping_date };
    }
    Shipping::ServicePeriod {
        shipping_date,
        shipping_end_date: dates::midnight(payload.service_to),
    }
}

fn given(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}
