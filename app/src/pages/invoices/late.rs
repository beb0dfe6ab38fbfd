//! Drafts of an invoice that turned up after they were given up: one too many, which a person deletes in the tool.

use leptos::prelude::*;
use store::invoices::LateAttempt;
use texts::say;

use super::link::link;
use super::load::Shown;
use crate::components::Notice;
use crate::context::Cx;

/// A notice for each of them.
pub async fn notices(cx: &Cx, shown: &Shown) -> Vec<AnyView> {
    let mut notices = Vec::new();
    for late in &shown.late {
        notices.push(notice(cx, shown, late).await);
    }
    notices
}

async fn notice(cx: &Cx, shown: &Shown, late: &LateAttempt) -> AnyView {
    let l = cx.words();
    let draft = late.turned_up.clone().unwrap_or_default();
    let text = say!(
        l,
        invoices.late_text,
        tool = &shown.tool,
        draft = &draft,
        reference = late.reference.as_deref().unwrap_or_default()
    );
    let link = link(cx, shown, &draft).await;
    view! {
        <Notice kind="bad">
            <h2>{say!(l, invoices.late_title)}</h2>
            <p>{text}</p>
            <p>{link}</p>
        </Notice>
    }
    .into_any()
}
