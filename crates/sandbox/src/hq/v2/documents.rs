//! Documents: making, reading, deleting, and changing their status.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, Utc};

use super::{covers_documents, find, json, render, wanted};
use crate::hq::books::{Books, Counters};
use crate::hq::call::Call;
use crate::hq::corrupt;
use crate::hq::document::{self, day};
use crate::hq::masters;
use crate::hq::model::{Dialect, Document, Element, GRID, INVOICE, Status};
use crate::hq::options::{AnswerToCreate, FirstStatus, HqOptions, NewDocument};
use crate::hq::refusal::Refusal;
use crate::json::Fields;
use crate::sandbox::Sandbox;

/// What a document can't be made without (v2's API document, `DocumentPost`).
const REQUIRED: [&str; 8] = [
    "companyId",
    "currency",
    "date",
    "documentTemplateEntityId",
    "documentType",
    "performancePeriodStartDate",
    "performancePeriodEndDate",
    "validUntilDate",
];

/// `GET /v2/Documents/7`.
pub(super) fn get(sandbox: &Sandbox, call: &Call, id: &str) -> Result<Response, Refusal> {
    let wanted = wanted(sandbox, call);
    sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        let with_status = wanted.expands("documentStatusEntity");
        Ok(json(&render::document(document, with_status)))
    })
}

/// `POST /v2/Documents`: 200 and the document.
pub(super) async fn create(sandbox: &Sandbox, call: &Call) -> Result<Response, Refusal> {
    if !covers_documents(sandbox) {
        let message = "The finance module of this tenant has no such documents.";
        return Err(Refusal::invalid("documentType", message));
    }
    let fields = call.fields()?;
    let missing = REQUIRED.into_iter().filter(|field| !fields.has(field));
    let missing: Vec<&str> = missing.collect();
    if !missing.is_empty() {
        return Err(Refusal::lacks(missing));
    }
    let (corruption, options) = (call.corruption, sandbox.options().hq.clone());
    let made = sandbox
        .write(move |world, now| {
            let mut counters = world.hq.counters();
            let made = invoice(&fields, &world.hq, &options, &mut counters, now)?;
            let mut stored = made.clone();
            if let Some(corruption) = corruption {
                corrupt::corrupt(&mut stored, corruption, &world.hq, &mut counters);
            }
            Ok::<_, Refusal>((document::changes(stored, counters), made))
        })
        .await?;
    Ok(answer(&made, sandbox.options().hq.answer_to_create))
}

fn answer(made: &Document, form: AnswerToCreate) -> Response {
    match form {
        AnswerToCreate::Document => json(&render::document(made, false)),
        AnswerToCreate::Empty => StatusCode::OK.into_response(),
        AnswerToCreate::Location => {
            let mut response = StatusCode::OK.into_response();
            let location = format!("/v2/Documents/{}", made.id);
            if let Ok(location) = HeaderValue::from_str(&location) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
    }
}

fn invoice(
    fields: &Fields,
    books: &Books,
    options: &HqOptions,
    counters: &mut Counters,
    now: DateTime<Utc>,
) -> Result<Document, Refusal> {
    let company = known(fields, "companyId", |id| books.company(id).is_some())?;
    let kind = fields.text("documentType")?.value().unwrap_or_default();
    if kind != INVOICE {
        let message = "Only documents of the type Invoice are simulated.";
        return Err(Refusal::invalid("documentType", message));
    }
    let template = known(fields, "documentTemplateEntityId", |id| {
        masters::has_template(id, Dialect::V2, INVOICE)
    })?;
    let project = fields.has("projectId").then(|| {
        known(fields, "projectId", |id| {
            books
                .project(id)
                .is_some_and(|project| project.company == company)
        })
    });
    let contact_person = fields.has("internalContactPersonId").then(|| {
        known(fields, "internalContactPersonId", |id| {
            masters::USERS.iter().any(|user| user.id == id)
        })
    });
    let condition = fields.integer("paymentConditionId")?.value();
    let date = date(fields, "date")?;
    let status = match options.first_status {
        FirstStatus::Draft => Status::Draft,
        FirstStatus::Review => Status::Review,
    };
    Ok(Document {
        status,
        template: Some(template),
        project: project.transpose()?,
        contact_person: contact_person.transpose()?,
        condition: condition.and_then(|id| u64::try_from(id).ok()),
        due: Some(self::date(fields, "validUntilDate")?),
        service_from: Some(self::date(fields, "performancePeriodStartDate")?),
        service_to: Some(self::date(fields, "performancePeriodEndDate")?),
        currency: fields.text("currency")?.value().unwrap_or_default(),
        elements: elements(options.new_document, counters),
        ..Document::draft(counters.next_document(), Dialect::V2, company, date, now)
    })
}

/// What the template of a document consists of.
fn elements(form: NewDocument, counters: &mut Counters) -> Vec<Element> {
    let kinds: &[&str] = match form {
        NewDocument::FromTemplate => &["Text", GRID, "SummaryGrid"],
        NewDocument::WithoutTable => &["Text"],
    };
    let numbered = kinds.iter().zip(0..);
    let element = numbered.map(|(kind, index)| Element {
        id: counters.next_element(),
        kind: (*kind).to_owned(),
        text: (*kind == "Text").then(|| "Vielen Dank für den Auftrag.".to_owned()),
        index,
    });
    element.collect()
}

/// An id that must be that of something.
fn known(
    fields: &Fields,
    field: &'static str,
    exists: impl Fn(u64) -> bool,
) -> Result<u64, Refusal> {
    let id = fields.integer(field)?.value();
    id.and_then(|id| u64::try_from(id).ok())
        .filter(|id| exists(*id))
        .ok_or_else(|| Refusal::invalid(field, format!("{field} is the id of nothing.")))
}

fn date(fields: &Fields, field: &'static str) -> Result<NaiveDate, Refusal> {
    day(field, &fields.text(field)?.value().unwrap_or_default())
}

/// `DELETE /v2/Documents/7`: 200 and nothing.
pub(super) async fn delete(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let id = id.to_owned();
    sandbox
        .write(move |world, _| document::delete_draft(find(&world.hq, &id)?))
        .await?;
    Ok(StatusCode::OK.into_response())
}

/// `POST /v2/Documents/7/ChangeStatus`: 200 and nothing, as was seen of actions (`BM1-de/hellohq-mcp@d02c680`).
pub(super) async fn change_status(
    sandbox: &Sandbox,
    call: &Call,
    id: &str,
) -> Result<Response, Refusal> {
    let wanted = call.fields()?.integer("documentStatusId")?.value();
    let status = masters::STATUSES
        .iter()
        .find(|(id, kind, ..)| i64::try_from(*id).ok() == wanted && *kind == INVOICE);
    let refused = || Refusal::invalid("documentStatusId", "There is no such status.");
    let status = status.ok_or_else(refused)?.3;
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
