//! A sentence that matters.

use leptos::prelude::*;

/// A note beside the contents; `kind` is `info`, `good`, `warn` or `bad`. Errors are announced.
#[component]
pub fn Notice(kind: &'static str, children: Children) -> impl IntoView {
    let role = if kind == "bad" { "alert" } else { "status" };
    view! { <div class=format!("notice {kind}") role=role>{children()}</div> }
}
