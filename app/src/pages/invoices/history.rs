//! What happened to an invoice, from its log.

use domain::invoice::InvoiceState as S;
use leptos::prelude::*;
use store::invoices::{InvoiceEvent, first_break};
use texts::say;

use super::load::Shown;
use crate::components::{Notice, moment_exact};
use crate::context::Cx;

/// The log as a list; nothing where nothing happened yet.
pub fn list(cx: &Cx, shown: &Shown) -> impl IntoView + use<> {
    let l = cx.words();
    if shown.events.is_empty() {
        return ().into_any();
    }
    let broken = first_break(shown.invoice.id, &shown.events);
    let rows: Vec<_> = shown.events.iter().map(|event| row(cx, event)).collect();
    view! {
        <section class="card">
            <h2>{say!(l, invoices.history)}</h2>
            {broken.map(|number| view! { <Notice kind="bad">{say!(l, invoices.tampered, number = number)}</Notice> })}
            <ol class="history" aria-label=say!(l, invoices.history_of)>{rows}</ol>
            <p><a href=format!("/invoices/{}/log", shown.invoice.id) download rel="external">{say!(l, invoices.download_log)}</a></p>
        </section>
    }
    .into_any()
}

fn row(cx: &Cx, event: &InvoiceEvent) -> impl IntoView + use<> {
    let what = sentence(cx.words(), event);
    view! {
        <li>
            <span class="muted">{moment_exact(cx, event.at)}</span>
            <span><strong>{event.actor.clone()}</strong>" "{what}</span>
        </li>
    }
}

/// What happened; the actor is its subject.
fn sentence(l: texts::Locale, event: &InvoiceEvent) -> String {
    let state = |name: &Option<String>| name.as_deref().and_then(S::parse);
    let (from, to) = (state(&event.from_state), state(&event.to_state));
    match (event.kind.as_str(), from, to) {
        ("create_pressed", ..) => say!(l, invoices.event_create_pressed),
        ("discarded", ..) => say!(l, invoices.event_discarded),
        ("sending_begun", ..) => say!(l, invoices.event_sending_begun),
        ("not_sent", ..) => say!(l, invoices.event_not_sent),
        ("abandoned", Some(S::Claimed), _) => say!(l, invoices.event_abandoned_claimed),
        ("abandoned", ..) => say!(l, invoices.event_abandoned_sending),
        ("answered", _, Some(S::Created)) => say!(l, invoices.event_answered_created),
        ("answered", _, Some(S::Preparing)) => say!(l, invoices.event_answered_back),
        ("answered", ..) => say!(l, invoices.event_answered_unknown),
        ("looked_up", _, Some(S::Created)) => say!(l, invoices.event_looked_found),
        ("looked_up", _, Some(S::Preparing)) => say!(l, invoices.event_looked_absent),
        ("looked_up", ..) => say!(l, invoices.event_looked),
        ("read_back", _, Some(S::Done)) => say!(l, invoices.event_read_done),
        ("read_back", _, Some(S::Unknown)) => say!(l, invoices.event_read_gone),
        ("read_back", ..) => say!(l, invoices.event_read_differs),
        ("said_there", ..) => say!(l, invoices.event_said_there),
        ("said_another", ..) => say!(l, invoices.event_said_another),
        ("said_not_there", ..) => say!(l, invoices.event_said_not_there),
        ("difference_accepted", ..) => say!(l, invoices.event_difference_accepted),
        ("compared", _, Some(S::Released)) => say!(l, invoices.event_undo_proven),
        ("compared", Some(S::Undoing), Some(S::Done)) => say!(l, invoices.event_undo_late),
        ("compared", ..) => say!(l, invoices.event_compared),
        ("kept_as_billed", ..) => with_reason(l, say!(l, invoices.event_kept), event),
        ("entries_released", ..) => with_reason(l, say!(l, invoices.event_released), event),
        ("undo_asked", ..) => with_reason(l, say!(l, invoices.event_undo_asked), event),
        ("taken_back", ..) => say!(l, invoices.event_taken_back),
        ("undo_stopped", ..) => say!(l, invoices.event_undo_stopped),
        ("late_draft", ..) => say!(l, invoices.event_late_draft),
        ("late_draft_gone", ..) => say!(l, invoices.event_late_draft_gone),
        ("reservation_lapsed", ..) => say!(l, invoices.event_reservation_lapsed),
        ("old_draft_gone", ..) => say!(l, invoices.event_old_draft_gone),
        ("old_draft_finished", ..) => say!(l, invoices.event_old_draft_finished),
        (kind, ..) => say!(l, invoices.event_other, kind = kind),
    }
}

/// The sentence with the reason that a person gave.
fn with_reason(l: texts::Locale, sentence: String, event: &InvoiceEvent) -> String {
    let detail: Option<serde_json::Value> = serde_json::from_str(&event.detail).ok();
    let reason = detail
        .as_ref()
        .and_then(|detail| detail["reason"].as_str())
        .filter(|reason| !reason.is_empty());
    match reason {
        Some(reason) => say!(
            l,
            invoices.event_with_reason,
            what = sentence,
            reason = reason
        ),
        None => sentence,
    }
}
