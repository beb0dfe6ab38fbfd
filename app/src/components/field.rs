//! Fields of forms: label, hint, input, and the problem beside it.
//!
//! After a post that was refused, a field shows what was typed, not what is stored: see [`crate::forms::Echo`].

use leptos::prelude::*;

use crate::forms::Echo;
use crate::raw_text::raw_text;

/// One line of text. `form` names the form on pages that have several; `owner` is the id of the form element, for fields outside it.
#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] form: &'static str,
    #[prop(optional)] owner: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] inputmode: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let echo = Echo::of_form(form);
    // A password is never sent back.
    let shown = if kind == "password" {
        String::new()
    } else {
        echo.value(name).unwrap_or(value)
    };
    let id = field_id(form, name);
    let (described, notes) = notes(&id, hint, echo.problem(name));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id.clone() name=name type=kind value=shown required=required aria-describedby=described.clone()
                aria-invalid=echo.problem(name).map(|_| "true") autocomplete=optional(autocomplete) inputmode=optional(inputmode) form=optional(owner) />
            {notes}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] form: &'static str,
    #[prop(optional)] owner: &'static str,
    #[prop(default = 3)] rows: u32,
) -> impl IntoView {
    let echo = Echo::of_form(form);
    let shown = echo.value(name).unwrap_or(value);
    let id = field_id(form, name);
    let (described, notes) = notes(&id, hint, echo.problem(name));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea id=id.clone() name=name rows=rows form=optional(owner) aria-describedby=described aria-invalid=echo.problem(name).map(|_| "true")>{raw_text(&shown)}</textarea>
            {notes}
        </div>
    }
}

/// One of the options of a select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A choice out of several.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] form: &'static str,
    #[prop(optional)] owner: &'static str,
) -> impl IntoView {
    let echo = Echo::of_form(form);
    let chosen = echo.value(name).unwrap_or(value);
    let id = field_id(form, name);
    let (described, notes) = notes(&id, hint, echo.problem(name));
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id.clone() name=name form=optional(owner) aria-describedby=described aria-invalid=echo.problem(name).map(|_| "true")>{options}</select>
            {notes}
        </div>
    }
}

/// What a form knows and nobody types.
#[component]
pub fn HiddenField(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

pub(super) fn field_id(form: &str, name: &str) -> String {
    if form.is_empty() {
        format!("f-{name}")
    } else {
        format!("f-{form}-{name}")
    }
}

fn optional(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}

/// The hint and the problem under a field, and the ids by which the input is described.
pub(super) fn notes(
    id: &str,
    hint: String,
    problem: Option<String>,
) -> (Option<String>, impl IntoView + use<>) {
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let mut ids = Vec::new();
    if !hint.is_empty() {
        ids.push(hint_id.clone());
    }
    if problem.is_some() {
        ids.push(problem_id.clone());
    }
    let described = (!ids.is_empty()).then(|| ids.join(" "));
    let view = view! {
        {(!hint.is_empty()).then(|| view! { <small class="hint" id=hint_id>{hint}</small> })}
        {problem.map(|problem| view! { <small class="problem" id=problem_id>{problem}</small> })}
    };
    (described, view)
}
