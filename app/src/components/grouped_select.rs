//! A choice out of many, in groups.

use leptos::prelude::*;

use super::field::{field_id, notes};
use crate::components::Choice;
use crate::forms::Echo;

/// Choices under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceGroup {
    /// The heading.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// A select with headings; `none` is the choice of nothing.
#[component]
pub fn GroupedSelect(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] none: String,
    groups: Vec<ChoiceGroup>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
) -> impl IntoView {
    let echo = Echo::of_form("");
    let chosen = echo.value(name).unwrap_or(value);
    let id = field_id("", name);
    let (described, notes) = notes(&id, hint, echo.problem(name));
    let groups = groups.into_iter().map(|group| {
        let options = group.choices.into_iter().map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        });
        let options = options.collect_view();
        view! { <optgroup label=group.label>{options}</optgroup> }
    });
    let groups = groups.collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name aria-describedby=described aria-invalid=echo.problem(name).map(|_| "true")>
                <option value="">{none}</option>
                {groups}
            </select>
            {notes}
        </div>
    }
}
