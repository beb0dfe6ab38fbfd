//! The customer field of step 2: suggestions from the billing tool while somebody types.
//!
//! A combobox with a list (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete"). Without JavaScript
//! it is a text field, and `Search` lists what was found.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::handed::{Handed, handed};
use super::soon::Soon;
use crate::api::{Suggestion, suggest_customers};

/// What the field shows at first, and its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CustomerProps {
    /// What stands in the field.
    pub text: String,
    /// The chosen customer's id; empty while none is.
    pub chosen_id: String,
    /// The chosen customer's name.
    pub chosen_name: String,
    /// The field's label.
    pub label: String,
    /// What the field is for.
    pub hint: String,
    /// The button for those without suggestions.
    pub search: String,
    /// What is wrong.
    pub problem: Option<String>,
}

impl Handed for CustomerProps {
    const ID: &'static str = "customer-props";
}

/// How long typing may pause before the tool is asked.
const PAUSE: Duration = Duration::from_millis(250);

/// The state of the list.
#[derive(Clone, Copy)]
struct List {
    text: RwSignal<String>,
    chosen: RwSignal<(String, String)>,
    found: RwSignal<Vec<Suggestion>>,
    active: RwSignal<Option<usize>>,
    soon: Soon,
}

impl List {
    fn ask_soon(self) {
        self.soon
            .after(PAUSE, move || leptos::task::spawn_local(self.ask()));
    }

    async fn ask(self) {
        let text = self.text.get_untracked();
        let Some(connection) = chosen_connection().filter(|_| text.trim().chars().count() > 1)
        else {
            return self.close();
        };
        // Without an answer the field is what it is without JavaScript: `Search` asks, and words what went wrong.
        let found = suggest_customers(connection, text.clone())
            .await
            .unwrap_or_default();
        if self.text.get_untracked() == text {
            self.active.set(None);
            self.found.set(found);
        }
    }

    fn close(self) {
        self.found.set(Vec::new());
        self.active.set(None);
    }

    fn typed(self, text: String) {
        self.text.set(text);
        choose_none_found();
        self.ask_soon();
    }

    fn choose(self, suggestion: &Suggestion) {
        choose_none_found();
        self.text.set(suggestion.name.clone());
        self.chosen
            .set((suggestion.id.clone(), suggestion.name.clone()));
        self.close();
    }

    fn key(self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let active = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self
                .active
                .set(Some(active.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" => self.active.set(Some(
                active.map_or(count - 1, |at| (at + count - 1) % count),
            )),
            "Escape" => self.close(),
            "Enter" => {
                let chosen =
                    active.and_then(|at| self.found.with_untracked(|found| found.get(at).cloned()));
                let Some(chosen) = chosen else { return };
                self.choose(&chosen);
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// The field with its list. Takes [`CustomerProps`] from its page.
#[island]
pub fn CustomerField() -> impl IntoView {
    let props = handed::<CustomerProps>();
    let typed = super::editor::typed_before("customer").unwrap_or_else(|| props.text.clone());
    let list = List {
        text: RwSignal::new(typed),
        chosen: RwSignal::new((props.chosen_id, props.chosen_name)),
        found: RwSignal::new(Vec::new()),
        active: RwSignal::new(None),
        soon: Soon::new(),
    };
    let invalid = props.problem.is_some().then_some("true");
    let open = move || list.found.with(|found| !found.is_empty());
    let active_id = move || list.active.get().map(|at| format!("customer-option-{at}"));
    view! {
        <div class="field combobox">
            <label for="customer">{props.label}</label>
            <div class="actions">
                <input id="customer" name="customer" class="grow" autocomplete="off" role="combobox" aria-autocomplete="list" aria-controls="customer-list"
                    aria-expanded=move || open().to_string() aria-activedescendant=active_id
                    aria-describedby="customer-hint customer-problem" aria-invalid=invalid
                    value=props.text prop:value=move || list.text.get()
                    on:input=move |event| list.typed(event_target_value(&event))
                    on:keydown=move |event| list.key(&event)
                    on:blur=move |_| set_timeout(move || list.close(), PAUSE) />
                <button type="submit" name="do" value="search">{props.search}</button>
            </div>
            <ul id="customer-list" role="listbox" class="suggestions" hidden=move || !open()>
                {move || list.found.get().into_iter().enumerate().map(|(at, suggestion)| {
                    let label = suggestion.name.clone();
                    let number = suggestion.number.clone();
                    view! {
                        <li role="option" id=format!("customer-option-{at}") aria-selected=move || (list.active.get() == Some(at)).to_string()
                            on:mousedown=move |event| { event.prevent_default(); list.choose(&suggestion); }>
                            {label}<small class="muted">{number}</small>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <small class="hint" id="customer-hint">{props.hint}</small>
            <small class="problem" id="customer-problem">{props.problem}</small>
            <input type="hidden" name="chosen_id" prop:value=move || list.chosen.get().0 value=list.chosen.get_untracked().0 />
            <input type="hidden" name="chosen_name" prop:value=move || list.chosen.get().1 value=list.chosen.get_untracked().1 />
        </div>
    }
}

/// What was found before is not meant any more.
fn choose_none_found() {
    let checked = document().query_selector("input[name=found]:checked");
    if let Ok(Some(radio)) = checked
        && let Some(radio) = radio.dyn_ref::<web_sys::HtmlInputElement>()
    {
        radio.set_checked(false);
    }
}

/// The connection that is chosen on the page: the checked one, or the only one.
fn chosen_connection() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document
        .query_selector("input[name=connection]:checked, input[type=hidden][name=connection]")
        .ok()??;
    Some(
        element
            .dyn_into::<web_sys::HtmlInputElement>()
            .ok()?
            .value(),
    )
}
