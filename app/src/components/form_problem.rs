//! What is wrong with a form as a whole.

use leptos::prelude::*;

use crate::components::Notice;
use crate::forms::Echo;

/// The problem of a form that belongs to none of its fields; nothing while there is none.
#[component]
pub fn FormProblem(#[prop(optional)] form: &'static str) -> impl IntoView {
    Echo::of_form(form)
        .problem("")
        .map(|problem| view! { <Notice kind="bad">{problem}</Notice> })
}
