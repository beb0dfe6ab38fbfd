//! The template field of step 4, with what the template makes of the first positions, while somebody types.
//!
//! Without JavaScript the button `Preview` shows the same.

use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::editor::typed_before;
use super::handed::{Handed, handed};
use super::soon::Soon;
use crate::api::{Preview, preview_template};

/// What the field shows at first, and its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TemplateProps {
    /// The invoice's id.
    pub invoice: String,
    /// What stands in the field.
    pub text: String,
    /// What it makes of the first positions, or what is wrong with it.
    pub preview: Preview,
    /// The field's label.
    pub label: String,
    /// The placeholders that there are, with their braces.
    pub placeholders: Vec<String>,
    /// The button for those without a live preview.
    pub button: String,
    /// What stands before the preview.
    pub preview_of: String,
}

impl Handed for TemplateProps {
    const ID: &'static str = "template-props";
}

/// How long typing may pause before the preview follows.
const PAUSE: Duration = Duration::from_millis(250);

/// The field. Takes [`TemplateProps`] from its page.
#[island]
pub fn TemplateField() -> impl IntoView {
    let props = handed::<TemplateProps>();
    let first = typed_before("template").unwrap_or_else(|| props.text.clone());
    let typed_early = first != props.text;
    let text = RwSignal::new(first);
    let preview = RwSignal::new(props.preview);
    let soon = Soon::new();
    let invoice = StoredValue::new(props.invoice);
    let follow = move || {
        choose_template();
        soon.after(PAUSE, move || {
            leptos::task::spawn_local(show(invoice, text, preview));
        });
    };
    if typed_early {
        follow();
    }
    let problem = move || preview.get().problem;
    let placeholders = props.placeholders.into_iter();
    let placeholders = placeholders
        .map(|name| view! { <code>{name}</code> })
        .collect_view();
    view! {
        <div class="field">
            <label for="template">{props.label}</label>
            <div class="actions">
                <input id="template" name="template" class="grow" aria-describedby="template-hint template-problem" aria-invalid=move || problem().map(|_| "true")
                    value=props.text prop:value=move || text.get()
                    on:input=move |event| { text.set(event_target_value(&event)); follow(); } />
                <button type="submit" name="do" value="preview">{props.button}</button>
            </div>
            <small class="problem" id="template-problem" role="status">{problem}</small>
            <small class="hint" id="template-hint">{placeholders}</small>
            <div class="muted" id="template-preview">
                {props.preview_of}
                <ul>{move || preview.get().texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </div>
        </div>
    }
}

async fn show(invoice: StoredValue<String>, text: RwSignal<String>, preview: RwSignal<Preview>) {
    let typed = text.get_untracked();
    let answer = preview_template(invoice.get_value(), typed.clone()).await;
    // Without an answer the old preview stays: nothing depends on it.
    if let Ok(new) = answer
        && text.get_untracked() == typed
    {
        preview.set(new);
    }
}

/// Who types a template wants it.
fn choose_template() {
    let radio = document().get_element_by_id("source-template");
    if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        radio.set_checked(true);
    }
}
