//! Why the last attempt ended without a draft, and what can be done about it.

use billing::Setback;
use domain::invoice::InvoiceState;
use leptos::prelude::*;
use providers::DraftChange;
use store::invoices::Invoice;
use texts::say;

use super::wording::{say_setback, tool_name};
use crate::components::Notice;
use crate::context::Cx;

/// Why the last attempt at an invoice in preparation ended; nothing where there was none.
pub fn setback_notice(cx: &Cx, invoice: &Invoice, kind: &'static str) -> Option<AnyView> {
    let setback = setback(invoice)?;
    let words = say_setback(cx, &tool_name(cx.words(), invoice.tool), &setback);
    let again = choose_again(cx, invoice, &setback);
    Some(view! { <Notice kind=kind><p>{words}</p>{again}</Notice> }.into_any())
}

fn setback(invoice: &Invoice) -> Option<Setback> {
    if invoice.state != InvoiceState::Preparing {
        return None;
    }
    let setback = serde_json::from_str(invoice.reason.as_deref()?);
    setback
        .inspect_err(|error| tracing::error!(%error, "why an attempt ended cannot be read"))
        .ok()
}

/// The way to step 2, where the draft is no longer what was chosen.
fn choose_again(cx: &Cx, invoice: &Invoice, setback: &Setback) -> Option<impl IntoView + use<>> {
    let l = cx.words();
    let Setback::DraftChanged { change } = setback else {
        return None;
    };
    let label = match change {
        DraftChange::Edited => say!(l, invoices.choose_again),
        DraftChange::Gone => say!(l, invoices.choose_another),
    };
    let url = format!("/invoices/{}/tool", invoice.id);
    Some(view! { <p><a class="button" href=url>{label}</a></p> })
}
