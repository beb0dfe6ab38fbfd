//! Step 6: what will happen, and the button.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use billing::{Brake, CreateError, NotReady, Started};
use domain::document::{Document, DocumentProblem};
use domain::format;
use domain::payload::Target;
use domain::role::Role;
use domain::totals::totals;
use leptos::prelude::*;
use std::time::Duration;
use store::invoices::Invoice;
use texts::say;

use super::draft_part::DraftPart;
use super::limit::{TooMany, too_many};
use super::load::{document_of, id_of_page, invoice_of_post, invoice_of_step, response, send_to};
use super::positions_words::document_problem;
use super::step::{Step, head};
use super::wording::tools_problem;
use crate::components::{HiddenField, Notice, moment_text, page};
use crate::context::{Cx, PageError};
use crate::forms::{Echo, Posted};
use crate::pages::invoices::setback_notice;
use crate::pages::sending::{guard_notice, guard_words};

/// How long the answer to the button waits for the tool's: most tools are quicker, and then the result is there at once.
const PATIENCE: Duration = Duration::from_secs(4);

/// The page.
#[component]
pub fn CreatePage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let refused = Echo::of_form("").problem("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Create).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let document = document_of(&cx, &invoice).await?;
        let entries = cx.state.store.positioned_summary(invoice.id).await?;
        let too_many = too_many(&cx, &invoice, document.positions.len()).await?;
        let too_many = too_many.map(|too_many| too_many.notice(&cx).into_any());
        let draft = DraftPart::of(&cx, &invoice).await?;
        let guard = guard_notice(&cx).await?;
        let refused = match refused {
            // The button says what the page says already.
            Some(_) if guard.is_some() => None,
            Some(problem) => Some(view! { <Notice kind="bad">{problem}</Notice> }.into_any()),
            None => setback_notice(&cx, &invoice, "bad"),
        };
        Ok(view! {
            {head(&cx, &invoice, Step::Create)}
            {guard}
            {refused}
            {too_many}
            {show(
                &cx,
                &invoice,
                &document,
                entries.map(|(count, seconds, from, to)| (count, seconds, (from, to))),
                draft,
            )}
        }
        .into_any())
    })
}

type Entries = (i64, i64, (chrono::NaiveDate, chrono::NaiveDate));

fn show(
    cx: &Cx,
    invoice: &Invoice,
    document: &Document,
    entries: Option<Entries>,
    draft: Option<DraftPart>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let tool = invoice
        .tool
        .map_or("", domain::capabilities::BillingTool::name);
    let customer = invoice
        .customer
        .as_ref()
        .map(|customer| customer.name.clone())
        .unwrap_or_default();
    let sums = totals(&document.net_by_rate());
    let count = i64::try_from(document.positions.len()).unwrap_or(i64::MAX);
    let problems = document.problems();
    let what = match (
        &invoice.target,
        draft.as_ref().is_some_and(DraftPart::is_copied),
    ) {
        (Target::NewInvoice, _) => say!(l, wizard.will_make, tool = tool, customer = customer),
        (Target::ExistingDraft { .. }, true) => {
            say!(l, wizard.will_copy, tool = tool, customer = customer)
        }
        (Target::ExistingDraft { .. }, false) => {
            say!(l, wizard.will_add, tool = tool, customer = customer)
        }
    };
    let (entry_count, seconds, period) = entries
        .map_or((0, 0, None), |(count, seconds, period)| {
            (count, seconds, Some(period))
        });
    let period = invoice
        .details
        .service
        .or(period)
        .map(|(from, to)| format::period(from, to, cx.locale))
        // An existing draft keeps its own.
        .filter(|_| invoice.target == Target::NewInvoice);
    view! {
        {(!problems.is_empty()).then(|| problem_notice(cx, invoice, &problems))}
        <section class="card">
            <p>{what}</p>
            <dl class="facts">
                <dt>{say!(l, wizard.fact_positions)}</dt><dd>{count}</dd>
                {period.map(|period| view! { <dt>{say!(l, wizard.service_period)}</dt><dd>{period}</dd> })}
                <dt>{say!(l, wizard.fact_entries)}</dt><dd>{say!(l, wizard.client_share, entries = say!(l, common.entries, count = entry_count), hours = format::hours_minutes(seconds))}</dd>
                <dt>{say!(l, wizard.fact_net)}</dt><dd>{format::money(sums.net, cx.locale)}</dd>
                <dt>{say!(l, wizard.fact_gross)}</dt><dd><strong>{format::money(sums.gross, cx.locale)}</strong></dd>
            </dl>
            <p class="muted">{say!(l, wizard.only_a_draft, tool = tool)}</p>
        </section>
        {draft.map(|draft| draft.view(cx))}
        <form method="post" id="step" class="card">
            <button type="submit" class="visually-hidden" name="do" value="create" tabindex="-1" aria-hidden="true"></button>
            <HiddenField name="version" value=invoice.version.to_string() />
            {mark_box(cx, invoice, entry_count)}
        </form>
        <div class="bar">
            <small class="muted grow">{say!(l, wizard.nothing_sent_yet)}</small>
            <button type="submit" form="step" name="do" value="back">{say!(l, wizard.back)}</button>
            <button type="submit" form="step" name="do" value="create" class="primary">{say!(l, wizard.create_draft)}</button>
        </div>
    }
}

fn mark_box(cx: &Cx, invoice: &Invoice, entries: i64) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <div class="check">
            <input type="checkbox" name="mark" value="yes" id="mark" checked=invoice.mark_billed aria-describedby="mark-note" />
            <span>
                <label for="mark">{say!(l, wizard.mark_billed)}</label><br />
                <small class="muted" id="mark-note">{say!(l, wizard.mark_billed_note, entries = say!(l, common.entries, count = entries))}</small>
            </span>
        </div>
    }
}

fn problem_notice(
    cx: &Cx,
    invoice: &Invoice,
    problems: &[DocumentProblem],
) -> impl IntoView + use<> {
    let l = cx.words();
    let sentence = document_problem(l, problems);
    let url = Step::Positions.url(invoice.id);
    view! { <Notice kind="warn"><p>{sentence}</p><p><a href=url>{say!(l, wizard.to_positions)}</a></p></Notice> }
}

/// Creates the draft. Pressed twice, it is still one.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let cx = posted.cx.clone();
    let invoice = match invoice_of_post(&cx, &id, Step::Create).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    let user = match cx.require(Role::Biller) {
        Ok(user) => user,
        Err(error) => return error.into_response(),
    };
    if let Err(error) = cx
        .state
        .store
        .choose_marking(invoice.id, posted.ticked("mark"), cx.now())
        .await
    {
        return PageError::from(error).into_response();
    }
    if posted.text("do") == "back" {
        return Redirect::to(&Step::Positions.url(invoice.id)).into_response();
    }
    match has_too_many(&cx, &invoice).await {
        // The page says it, with the way to fewer.
        Ok(Some(too_many)) => return posted.again(vec![("too_many", too_many.sentence)]).await,
        Ok(None) => {}
        Err(error) => return error.into_response(),
    }
    let version = posted.text("version").parse().unwrap_or(-1);
    match cx.state.engine.create(invoice.id, user.id, version).await {
        Ok(Started::Now(attempt)) => {
            attempt.ended(PATIENCE).await;
            Redirect::to(&format!("/invoices/{}", invoice.id)).into_response()
        }
        Ok(Started::Before(_)) => {
            Redirect::to(&format!("/invoices/{}", invoice.id)).into_response()
        }
        Err(error) => {
            let problem = create_problem(&cx, &error);
            posted.again(vec![("", problem)]).await
        }
    }
}

/// Whether the tool would refuse so many positions: asked before any entry is claimed.
async fn has_too_many(cx: &Cx, invoice: &Invoice) -> Result<Option<TooMany>, PageError> {
    let document = document_of(cx, invoice).await?;
    too_many(cx, invoice, document.positions.len()).await
}

/// Why nothing was created: nothing was sent, and no entry is locked.
fn create_problem(cx: &Cx, error: &CreateError) -> String {
    let l = cx.words();
    match error {
        CreateError::NoSuchInvoice => say!(l, errors.not_found),
        CreateError::Ended(_) => say!(l, wizard.ended),
        CreateError::Edited => say!(l, wizard.edited_meanwhile),
        CreateError::NotReady(NotReady::Connection | NotReady::Customer) => {
            say!(l, wizard.lacks_target)
        }
        CreateError::NotReady(NotReady::BeforeImage) => say!(l, wizard.draft_gone),
        CreateError::NotReady(NotReady::Document(_)) => say!(l, wizard.positions_incomplete),
        CreateError::NotReady(NotReady::PeriodStartsLater { starts, today }) => {
            say!(
                l,
                wizard.period_later,
                starts = format::date(*starts, cx.locale),
                today = format::date(*today, cx.locale)
            )
        }
        CreateError::Entries(obstacles) => say!(
            l,
            wizard.entries_changed,
            count = i64::try_from(obstacles.count).unwrap_or(i64::MAX)
        ),
        CreateError::Tool(problem) => tools_problem(l, problem),
        CreateError::Brake(Brake::Guard(guard)) => guard_words(l, guard),
        CreateError::Brake(Brake::Stopped(stopped)) => {
            say!(l, wizard.sending_stopped, by = &stopped.by)
        }
        CreateError::Brake(Brake::Unanswered { unknowns, until }) => say!(
            l,
            wizard.sending_waits,
            count = unknowns,
            until = moment_text(cx, *until)
        ),
        CreateError::Engine(error) => {
            tracing::error!(%error, "an invoice could not be created");
            say!(l, wizard.engine_failed)
        }
    }
}
