//! A file that cannot be imported as it was read, and what to do about it.

use leptos::prelude::*;
use store::imports::Import;
use texts::say;

use super::again::again;
use crate::components::{ActionButton, Notice};
use crate::context::Cx;
use crate::flows::import::{Problem, words};

/// Why it failed.
pub fn problem(cx: &Cx, import: &Import) -> AnyView {
    let l = cx.words();
    let problem = import.problem.as_deref();
    let problem = problem.and_then(|text| serde_json::from_str(text).ok());
    let said = words::problem(cx.locale, &problem.unwrap_or(Problem::Changed));
    view! {
        <Notice kind="bad">
            <h2>{say!(l, import.failed_title)}</h2>
            <p>{said}</p>
            <p>{say!(l, import.failed_still)}</p>
        </Notice>
        {again(cx, import, None)}
        {ways_out(cx)}
    }
    .into_any()
}

/// The process ended while it read the file.
pub fn stalled(cx: &Cx, import: &Import) -> AnyView {
    let l = cx.words();
    view! {
        <Notice kind="bad"><h2>{say!(l, import.stalled)}</h2><p>{say!(l, import.stalled_text)}</p></Notice>
        {again(cx, import, None)}
        {ways_out(cx)}
    }
    .into_any()
}

/// The process ended while it added the entries: none was added, and the question stands again.
pub fn stalled_adding(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    view! { <Notice kind="bad"><h2>{say!(l, import.stalled)}</h2><p>{say!(l, import.stalled_adding)}</p></Notice> }
}

fn ways_out(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <div class="actions">
            <a class="button" href="/import">{say!(l, import.another)}</a>
            <ActionButton action="discard" label=say!(l, import.discard) />
        </div>
    }
}
