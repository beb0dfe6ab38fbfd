//! Buttons that are forms of their own: nothing is typed, so nothing can be lost.

use leptos::prelude::*;

use crate::components::HiddenField;

/// A button that posts its name as `form` to the page that it is on.
#[component]
pub fn ActionButton(
    action: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <form method="post">
            <HiddenField name="form" value=action />
            <button class=class>{label}</button>
        </form>
    }
}

/// Asks before something that cannot be taken back; works without JavaScript.
#[component]
pub fn Confirm(
    #[prop(into)] label: String,
    #[prop(into)] question: String,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm" open=open>
            <summary class="button danger">{label}</summary>
            <div class="card"><p>{question}</p>{children()}</div>
        </details>
    }
}
