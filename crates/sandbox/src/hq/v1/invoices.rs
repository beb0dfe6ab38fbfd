//! Invoices: making, reading, deleting, and changing their status.
//!
//! v1's API document marks no field as required but the id, which a generator wrote. What is refused here is what an
//! invoice can't be without. Nested positions are ignored, because the vendor shows nesting for addresses alone.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, Utc};

use super::{find, json, render, wanted};
use crate::faults::Corruption;
use crate::hq::books::{Books, Counters};
use crate::hq::call::Call;
use crate::hq::corrupt;
use crate::hq::document::{self, day};
use crate::hq::masters;
use crate::hq::model::{Dialect, Document, INVOICE, Status};
use crate::hq::options::FirstStatus;
use crate::hq::refusal::Refusal;
use crate::json::Fields;
use crate::sandbox::Sandbox;
use crate::state;

/// `GET /v1/Invoices(7)`.
pub(super) fn get(sandbox: &Sandbox, call: &Call, id: &str) -> Result<Response, Refusal> {
    let wanted = wanted(sandbox, call);
    sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        let body = render::invoice(document, wanted.expands("Positions"));
        Ok(json(StatusCode::OK, &body))
    })
}

/// `POST /v1/Invoices`: 201 and the invoice.
pub(super) async fn create(sandbox: &Sandbox, call: &Call) -> Result<Response, Refusal> {
    if !super::covers_documents(sandbox) {
        let message = "The new finance module is not available in this API.";
        return Err(Refusal::invalid("", message));
    }
    let fields = call.fields()?;
    let corruption = call.corruption;
    let first_status = sandbox.options().hq.first_status;
    let made = sandbox
        .write(move |world, now| {
            let mut counters = world.hq.counters();
            let mut made = invoice(&fields, &world.hq, &mut counters, now)?;
            if first_status == FirstStatus::Review {
                made.status = Status::Review;
            }
            Ok::<_, Refusal>(stored(made, counters, corruption, &world.hq))
        })
        .await?;
    Ok(json(StatusCode::CREATED, &render::invoice(&made, false)))
}

fn stored(
    mut document: Document,
    mut counters: Counters,
    corruption: Option<Corruption>,
    books: &Books,
) -> (Vec<state::Change>, Document) {
    let answered = document.clone();
    if let Some(corruption) = corruption {
        corrupt::corrupt(&mut document, corruption, books, &mut counters);
    }
    (document::changes(document, counters), answered)
}

fn invoice(
    fields: &Fields,
    books: &Books,
    counters: &mut Counters,
    now: DateTime<Utc>,
) -> Result<Document, Refusal> {
    let company = fields.integer("CompanyId")?.value();
    let company = company.and_then(|id| u64::try_from(id).ok());
    let company = company
        .filter(|id| books.company(*id).is_some())
        .ok_or_else(|| Refusal::invalid("CompanyId", "The company does not exist."))?;
    let kind = fields.text("Type")?.value();
    if kind.is_some_and(|kind| kind != INVOICE) {
        let message = "Only documents of the type Invoice can be created here.";
        return Err(Refusal::invalid("Type", message));
    }
    let template = known(fields, "DocumentTemplateId", |id| {
        masters::has_template(id, Dialect::V1, INVOICE)
    })?;
    let condition = known(fields, "PaymentConditionId", |id| {
        masters::CONDITIONS.iter().any(|(known, ..)| *known == id)
    })?;
    let project = known(fields, "ProjectId", |id| books.project(id).is_some())?;
    let date = date(fields, "InvoiceDate")?.unwrap_or_else(|| crate::berlin::day(now));
    let text = |field: &str| Ok::<_, Refusal>(fields.text(field)?.value());
    Ok(Document {
        project,
        contact_person: known(fields, "InternalContactPersonId", |id| {
            masters::USERS.iter().any(|user| user.id == id)
        })?,
        template: template.or(Some(311)),
        condition,
        due: self::date(fields, "DueDate")?,
        service_to: self::date(fields, "DeliveryDate")?,
        currency: text("Currency")?.unwrap_or_else(|| "EUR".to_owned()),
        subject: text("Subject")?,
        header: text("Header")?,
        footer: text("Footer")?,
        note: text("Note")?,
        tax_option: text("TaxOption")?.or_else(|| Some("VatApplicable".to_owned())),
        service_option: text("ServiceOption")?.or_else(|| Some("None".to_owned())),
        purchase_order: text("CompanyPurchaseOrderNumber")?,
        sync_id: text("SyncId")?,
        ..Document::draft(counters.next_document(), Dialect::V1, company, date, now)
    })
}

/// An id that must be that of something.
fn known(
    fields: &Fields,
    field: &'static str,
    exists: impl Fn(u64) -> bool,
) -> Result<Option<u64>, Refusal> {
    let Some(id) = fields.integer(field)?.value() else {
        return Ok(None);
    };
    let id = u64::try_from(id).ok().filter(|id| exists(*id));
    let refused = || Refusal::invalid(field, format!("{field} is the id of nothing."));
    id.map(Some).ok_or_else(refused)
}

fn date(fields: &Fields, field: &'static str) -> Result<Option<NaiveDate>, Refusal> {
    let text = fields.text(field)?.value();
    text.map(|text| day(field, &text)).transpose()
}

/// `DELETE /v1/Invoices(7)`: 204.
pub(super) async fn delete(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let id = id.to_owned();
    sandbox
        .write(move |world, _| document::delete_draft(find(&world.hq, &id)?))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /v1/Invoices(7)/do.SetStatus`.
pub(super) async fn set_status(
    sandbox: &Sandbox,
    call: &Call,
    id: &str,
) -> Result<Response, Refusal> {
    let wanted = call.fields()?.text("Status")?.value();
    let wanted = wanted.and_then(|wanted| {
        Status::ALL
            .into_iter()
            .find(|status| render::status(*status) == wanted)
    });
    let status = wanted.ok_or_else(|| Refusal::invalid("Status", "There is no such status."))?;
    let id = id.to_owned();
    sandbox
        .write(move |world, now| {
            let document = find(&world.hq, &id)?;
            let counters = world.hq.counters();
            Ok::<_, Refusal>(document::in_status(document, status, counters, now))
        })
        .await?;
    Ok(StatusCode::OK.into_response())
}
