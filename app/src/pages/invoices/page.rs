//! The page of one invoice: where it stands, what that means, and what to do.

use billing::State;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use texts::say;

use super::load::{Shown, load};
use super::questions::Question;
use super::{
    changed, differs, done, facts, history, late, preparing, questions, underway, undoing, unknown,
    wording,
};
use crate::components::{Notice, Title, page};
use crate::context::{Cx, PageError};
use crate::forms::Echo;

/// What the page's URL says when a person said that the draft is not there, but it was found.
pub const FOUND: &str = "found";

/// The page. A question that is being asked is in its query: `?ask=there`.
#[component]
pub fn InvoicePage() -> impl IntoView {
    let id = use_params_map().with(|params| params.get("id").and_then(|id| id.parse().ok()));
    let refused = Echo::of_form("").problem("");
    page(async move |cx| {
        let shown = load(&cx, id.ok_or(PageError::NotFound)?).await?;
        let question = cx.query_value("ask").and_then(|ask| Question::parse(&ask));
        let question = question.filter(|question| question.applies(&shown.state));
        let body = match question {
            Some(question) => questions::ask(&cx, &shown, question).await,
            None => stands(&cx, &shown).await,
        };
        let found = cx
            .query_value(FOUND)
            .map(|_| say!(cx.words(), invoices.found_after_all));
        Ok(view! {
            {head(&cx, &shown)}
            {found.map(|words| view! { <Notice kind="info">{words}</Notice> })}
            {refused.map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
            {late::notices(&cx, &shown).await}
            {body}
            {facts::card(&cx, &shown)}
            {changed::card(&cx, &shown)}
            {history::list(&cx, &shown)}
        }
        .into_any())
    })
}

fn head(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let client = shown.invoice.client_name.clone();
    let title = client.map_or_else(
        || say!(l, invoices.one),
        |client| say!(l, invoices.one_for, client = client),
    );
    let (look, words) = wording::state(l, shown.invoice.state, shown.invoice.attention);
    let attention = shown.invoice.attention;
    let attention = attention.and_then(|a| wording::attention(l, a, &shown.tool));
    view! {
        <Title text=title.clone() />
        <div class="titlebar">
            <h1>{title}</h1>
            <span class=format!("status {look}")>{words}</span>
            {attention.map(|words| view! { <span class="status bad">{words}</span> })}
            <span class="grow"></span>
            <a href="/invoices">{say!(l, invoices.to_list)}</a>
        </div>
    }
    .into_any()
}

async fn stands(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    match &shown.state {
        State::Preparing { .. } => preparing::section(cx, shown),
        State::Claimed { .. } | State::Sending { .. } => underway::section(cx, shown),
        State::Unknown(doubt) => unknown::section(cx, shown, doubt),
        State::Created(draft) if draft.differences.is_empty() => underway::section(cx, shown),
        State::Created(draft) => differs::section(cx, shown, draft).await,
        State::Done(billed) => done::section(cx, shown, billed).await,
        State::Undoing(undo) => undoing::section(cx, shown, undo).await,
        State::Released => {
            let happened = |kind| shown.events.iter().any(|event| event.kind == kind);
            let text = if happened("entries_released") {
                say!(l, invoices.freed_text)
            } else if happened("undo_asked") {
                say!(l, invoices.undone_text)
            } else {
                say!(l, invoices.released_text)
            };
            view! { <p>{text}</p> }.into_any()
        }
        State::Failed => view! { <p>{say!(l, invoices.failed_text)}</p> }.into_any(),
    }
}
