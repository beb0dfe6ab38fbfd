//! A time entry: changing and deleting it.

use domain::EntryId;
use domain::role::Role;
use domain::status::{BilledSource, BillingStatus};
use leptos::prelude::*;
use store::{Entry, RateSource};
use texts::say;

use super::fields::{Values, entry_fields};
use super::now::as_it_stands;
use super::offer::Offer;
use super::read::{own_rate, shown_times};
use crate::components::{Confirm, FormProblem, HiddenField, Notice, Title, page};
use crate::context::{Cx, PageError, id_in_path};
use crate::forms::{Echo, local_path};
use crate::pages::work::{rate_input, rate_text};

/// The entry in a form, or as it is where an invoice holds it.
#[component]
pub fn EntryPage() -> impl IntoView {
    let id = id_in_path::<EntryId>();
    page(async |cx| {
        let l = cx.words();
        let entry = cx
            .state
            .store
            .entry(id?, cx.only_own()?)
            .await?
            .ok_or(PageError::NotFound)?;
        let next = next_page(&cx);
        let held = held(&cx, &entry);
        let locked = entry.is_locked().then(|| as_locked(&cx, &entry, &next));
        // Whoever typed while somebody else billed the entry finds what they typed.
        let body = if locked.is_none() || Echo::of_form("").is_refused() {
            let offer = Offer::load(&cx, Some(&entry)).await?;
            Some(form(&cx, &entry, &offer, next))
        } else {
            None
        };
        Ok(view! {
            <Title text=say!(l, entries.entry) />
            <h1>{say!(l, entries.entry)}</h1>
            {held}
            {locked}
            {body}
        }
        .into_any())
    })
}

/// Where the reader goes afterwards: as the form said that was refused, else as the link said that led here.
pub fn next_page(cx: &Cx) -> String {
    let posted = Echo::of_form("")
        .value("next")
        .or_else(|| Echo::of_form("delete").value("next"));
    posted
        .or_else(|| cx.query_value("next"))
        .unwrap_or_default()
}

/// Which invoice holds the entry, or who says that it is billed.
fn held(cx: &Cx, entry: &Entry) -> Option<AnyView> {
    let l = cx.words();
    let sentence = match (entry.status, entry.billed_source) {
        (_, Some(BilledSource::Invoice)) => say!(l, entries.billed_by_invoice),
        (_, Some(BilledSource::Import)) => say!(l, entries.billed_by_import),
        (_, Some(BilledSource::Hand)) => say!(l, entries.billed_by_hand),
        _ if entry.claimed => say!(l, entries.claimed),
        (BillingStatus::Reserved, None) => say!(l, entries.reserved),
        _ => return None,
    };
    let readable = cx.require(Role::Biller).is_ok();
    let invoice = entry.invoice.filter(|_| readable);
    let link = invoice.map(|invoice| view! { <p><a href=format!("/invoices/{invoice}")>{say!(l, entries.to_invoice)}</a></p> });
    Some(view! { <Notice kind="info"><p>{sentence}</p>{link}</Notice> }.into_any())
}

/// The entry where it cannot be changed.
fn as_locked(cx: &Cx, entry: &Entry, next: &str) -> impl IntoView + use<> {
    let back = local_path(next).to_owned();
    view! {
        <section class="card">{as_it_stands(cx, entry)}</section>
        <p><a class="button" href=back>{say!(cx.words(), entries.back)}</a></p>
    }
}

fn form(cx: &Cx, entry: &Entry, offer: &Offer, next: String) -> impl IntoView + use<> {
    let l = cx.words();
    let back = local_path(&next).to_owned();
    let version = entry.version.to_string();
    let conflict = ["", "delete"]
        .into_iter()
        .find_map(|form| Echo::of_form(form).problem("version"));
    let conflict = conflict.map(|sentence| changed_meanwhile(cx, entry, sentence));
    view! {
        <form method="post" class="card entry">
            <FormProblem />
            <FormProblem form="delete" />
            {conflict}
            <HiddenField name="version" value=version.clone() />
            <HiddenField name="next" value=next.clone() />
            {entry_fields(cx, entry.zone, offer, values(cx, entry))}
            <div class="actions">
                <button class="primary">{say!(l, common.save)}</button>
                <a class="button" href=back>{say!(l, common.cancel)}</a>
            </div>
        </form>
        <Confirm label=say!(l, pieces.delete) question=say!(l, entries.delete_question)>
            <form method="post">
                <HiddenField name="form" value="delete" />
                <HiddenField name="version" value=version />
                <HiddenField name="next" value=next />
                <button class="danger">{say!(l, pieces.delete_for_good)}</button>
            </form>
        </Confirm>
    }
}

/// What somebody else wrote, above the form that still has what the reader typed. The form now names this version, so
/// that saving again is a decision.
fn changed_meanwhile(cx: &Cx, entry: &Entry, sentence: String) -> impl IntoView + use<> {
    let title = say!(cx.words(), entries.as_it_stands);
    let now = as_it_stands(cx, entry);
    view! { <Notice kind="bad"><p>{sentence}</p><h2>{title}</h2>{now}</Notice> }
}

fn values(cx: &Cx, entry: &Entry) -> Values {
    let text = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let times = shown_times(entry, entry.zone);
    let is_usual = matches!(
        entry.rate_source,
        Some(RateSource::Project | RateSource::User)
    );
    Values {
        date: times.date,
        start: times.start,
        duration: times.duration,
        project: text(entry.project.map(|id| id.0)),
        task: text(entry.task.map(|id| id.0)),
        work_type: text(entry.work_type.map(|id| id.0)),
        user: entry.user.to_string(),
        note: entry.note.clone(),
        billable: entry.billable,
        rate: rate_input(cx.locale, own_rate(entry)),
        usual_rate: rate_text(cx.locale, entry.rate.filter(|_| is_usual)),
    }
}
