//! What the form did that led to this page.

use leptos::prelude::*;
use texts::say;

use crate::components::Notice;
use crate::context::Cx;
use crate::forms::Echo;

/// Says what was done, by the query's `done`; nothing after a form that was refused.
#[component]
pub fn Done() -> impl IntoView {
    let cx = Cx::current();
    let l = cx.words();
    let refused = use_context::<Echo>().is_some();
    let said = cx
        .query_value("done")
        .filter(|_| !refused)
        .and_then(|done| match done.as_str() {
            "added" => Some(say!(l, pieces.done_added)),
            "saved" => Some(say!(l, pieces.done_saved)),
            "archived" => Some(say!(l, pieces.done_archived)),
            "restored" => Some(say!(l, pieces.done_restored)),
            "deleted" => Some(say!(l, pieces.done_deleted)),
            _ => None,
        });
    said.map(|said| view! { <Notice kind="good">{said}</Notice> })
}
