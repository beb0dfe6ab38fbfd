//! What step 5 does with its form: the same edits as the editor makes, from what is different in the fields.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use domain::Locale;
use domain::document::{Document, Field, Op};
use domain::format;
use domain::invoice::InvoiceState;
use domain::payload::Target;
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use domain::text::{MAX_TEXT, clean};
use domain::unit::Unit;
use store::invoices::{Details, Invoice, SaveDocument};
use texts::say;

use super::limit::too_many;
use super::load::{document_of, invoice_of_post};
use super::positions::{PER_PAGE, TO_PAGE, price_for_all_problem};
use super::positions_words::document_problem;
use super::step::{GO_TO, Step};
use crate::context::PageError;
use crate::forms::Posted;
use crate::islands::editor::shown;

/// A field's name and what is wrong with it.
type Problem = (&'static str, String);

/// The edits that lead from a document to what stands in the fields of its positions. A field that was not posted, because
/// it is on another page, changes nothing.
pub fn edits(
    document: &Document,
    locale: Locale,
    posted: &dyn Fn(&str) -> Option<String>,
) -> Vec<Op> {
    let mut edits = Vec::new();
    for position in &document.positions {
        let no = position.no;
        let changed = |name: &str, field: Field| {
            let now = posted(&format!("{name}-{}", no.0))?.replace("\r\n", "\n");
            (now != shown(position, field, locale)).then_some(now)
        };
        edits.extend(changed("text", Field::Text).map(|text| Op::Text { no, text }));
        let unit = posted(&format!("unit-{}", no.0))
            .and_then(|unit| Unit::parse(&unit))
            .filter(|unit| *unit != position.unit);
        edits.extend(unit.map(|unit| Op::Unit { no, unit }));
        edits.extend(changed("quantity", Field::Quantity).map(|typed| Op::Quantity { no, typed }));
        edits.extend(changed("price", Field::Price).map(|typed| Op::Price { no, typed }));
        let rate = posted(&format!("tax-{}", no.0))
            .and_then(|rate| rate.parse().ok())
            .map(TaxRate)
            .filter(|rate| *rate != position.tax);
        edits.extend(rate.map(|rate| Op::Tax { no, rate }));
    }
    edits
}

/// What a button asks for, besides saving.
fn asked(button: &str, document: &Document) -> Vec<Op> {
    let op = |of: fn(PositionNo) -> Op, id: &str| id.parse().ok().map(|id| of(PositionNo(id)));
    let one = match button.split_once('-') {
        Some(("up", id)) => op(|no| Op::MoveUp { no }, id),
        Some(("down", id)) => op(|no| Op::MoveDown { no }, id),
        Some(("delete", id)) => op(|no| Op::Delete { no }, id),
        _ if button == "leave_out" => return leave_out(document),
        _ => (button == "add").then_some(Op::Add),
    };
    one.into_iter().collect()
}

/// Deletes the positions without time; their entries are free again.
fn leave_out(document: &Document) -> Vec<Op> {
    let empty = document.positions.iter().filter(|p| p.is_without_time());
    empty.map(|p| Op::Delete { no: p.no }).collect()
}

/// Saves the page's fields, then does what its button asks for.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let invoice = match invoice_of_post(&posted.cx, &id, Step::Positions).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    match save(&posted, &invoice).await {
        Ok(Ok(url)) => Redirect::to(&url).into_response(),
        Ok(Err((field, problem))) => posted.again(vec![(field, problem)]).await,
        Err(error) => error.into_response(),
    }
}

async fn save(posted: &Posted, invoice: &Invoice) -> Result<Result<String, Problem>, PageError> {
    let cx = &posted.cx;
    let l = cx.words();
    let details = match details(posted, invoice) {
        Ok(details) => details,
        Err(problem) => return Ok(Err(problem)),
    };
    if posted.text("version").parse() != Ok(invoice.version)
        || invoice.state != InvoiceState::Preparing
    {
        return Ok(Err(("", say!(l, wizard.edited_meanwhile))));
    }
    let before = document_of(cx, invoice).await?;
    let mut after = before.clone();
    let value = |name: &str| {
        posted
            .fields()
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
    };
    let mut ops = edits(&before, cx.locale, &value);
    let treatment = Treatment::parse(posted.text("treatment"))
        .filter(|treatment| *treatment != invoice.treatment);
    ops.extend(treatment.map(|treatment| Op::Treatment { treatment }));
    ops.extend(asked(posted.text("do"), &before));
    for op in &ops {
        // A position that is gone was deleted by somebody else, and then the version differs.
        let _ = after.apply(op);
    }
    // Whatever button was pressed: what stands in this field was not given to the positions yet.
    let price = posted.raw("price_for_all").to_owned();
    let wanted = !price.trim().is_empty() || posted.text("do") == "price_for_all";
    if wanted && let Err(problem) = after.apply(&Op::PriceForAll { typed: price }) {
        return Ok(Err(("price_for_all", price_for_all_problem(l, problem))));
    }
    cx.state
        .store
        .save_details(invoice.id, &details, cx.now())
        .await?;
    match cx
        .state
        .store
        .save_document(invoice.id, invoice.version, &before, &after, cx.now())
        .await?
    {
        SaveDocument::Conflict => Ok(Err(("", say!(l, wizard.edited_meanwhile)))),
        SaveDocument::Saved(_) if posted.text("do") == "continue" => {
            // Saved and said: the page has the sentence above its positions.
            match too_many(cx, invoice, after.positions.len()).await? {
                Some(too_many) => Ok(Err(("too_many", too_many.sentence))),
                None => Ok(next(posted, invoice, &after)),
            }
        }
        SaveDocument::Saved(_) => Ok(next(posted, invoice, &after)),
    }
}

/// Where the button leads. `Continue` stays while a position is not right: its problems stand beside the fields.
fn next(posted: &Posted, invoice: &Invoice, after: &Document) -> Result<String, Problem> {
    let l = posted.cx.words();
    let button = posted.text("do");
    let positions = Step::Positions.url(invoice.id);
    let uri = posted.cx.uri.path_and_query();
    let here = uri.map_or_else(|| positions.clone(), ToString::to_string);
    if let Some(page) = button
        .strip_prefix(TO_PAGE)
        .and_then(|page| page.parse::<usize>().ok())
    {
        return Ok(format!("{positions}?page={page}"));
    }
    if let Some(step) = button.strip_prefix(GO_TO).and_then(Step::named) {
        return Ok(step.url(invoice.id));
    }
    match button {
        "back" => Ok(Step::Text.url(invoice.id)),
        "continue" => match document_problem(l, &after.problems()) {
            None => Ok(Step::Create.url(invoice.id)),
            Some(problem) => Err(("", problem)),
        },
        "add" => {
            let last = after.positions.len().div_ceil(PER_PAGE).max(1);
            Ok(format!("{positions}?page={last}"))
        }
        _ => Ok(here),
    }
}

/// Title, texts, reference and period as posted; a draft that exists has its own.
fn details(posted: &Posted, invoice: &Invoice) -> Result<Details, Problem> {
    let l = posted.cx.words();
    if invoice.target != Target::NewInvoice {
        return Ok(invoice.details.clone());
    }
    let text = |name: &'static str, most: usize| {
        let text = clean(posted.raw(name));
        if text.chars().count() > most {
            let most = format::decimal(most.into(), posted.cx.locale);
            Err((name, say!(l, wizard.too_long, most = most)))
        } else {
            Ok(text)
        }
    };
    Ok(Details {
        header: text("header", 255)?,
        reference: text("reference", 80)?,
        intro: text("intro", MAX_TEXT)?,
        closing: text("closing", MAX_TEXT)?,
        service: service(l, posted.text("service_from"), posted.text("service_to"))?,
    })
}

fn service(
    l: texts::Locale,
    from: &str,
    to: &str,
) -> Result<Option<(NaiveDate, NaiveDate)>, Problem> {
    match (from, to) {
        ("", "") => Ok(None),
        ("", _) => Err(("service_from", say!(l, wizard.service_both))),
        (_, "") => Err(("service_to", say!(l, wizard.service_both))),
        (from, to) => {
            let from = from
                .parse()
                .map_err(|_| ("service_from", say!(l, wizard.not_a_day)))?;
            let to = to
                .parse()
                .map_err(|_| ("service_to", say!(l, wizard.not_a_day)))?;
            if from > to {
                Err(("service_to", say!(l, wizard.service_order)))
            } else {
                Ok(Some((from, to)))
            }
        }
    }
}
