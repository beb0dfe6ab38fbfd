//! Step 2: the customer in the billing tool.

use domain::payload::CustomerRef;
use leptos::prelude::*;
use providers::CustomerPage;
use texts::say;

use crate::components::{HiddenField, Notice};
use crate::context::Cx;
use crate::islands::{CustomerField, CustomerProps, HandOver};
use crate::shell::IslandScript;

/// The field that says what stood in the customer's field when its list was made.
pub const SEARCHED: &str = "searched";

/// The field with its suggestions, and what a search has found. `text` stands in the field at first.
pub fn customer_field(
    cx: &Cx,
    chosen: Option<&CustomerRef>,
    text: String,
    problem: Option<String>,
    found: Option<Result<CustomerPage, String>>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let results = found.map(|found| match found {
        Err(problem) => view! { <Notice kind="bad">{problem}</Notice> }.into_any(),
        Ok(page) if page.customers.is_empty() => {
            view! { <p class="muted" role="status">{say!(l, wizard.no_customer_found)}</p> }
                .into_any()
        }
        Ok(page) => {
            let radios = customer_radios(cx, page, chosen);
            view! { <HiddenField name=SEARCHED value=text.clone() />{radios} }.into_any()
        }
    });
    let (chosen_id, chosen_name) = chosen
        .cloned()
        .map(|customer| (customer.id, customer.name))
        .unwrap_or_default();
    let props = CustomerProps {
        text,
        chosen_id,
        chosen_name,
        label: say!(l, wizard.customer),
        hint: say!(l, wizard.customer_hint),
        search: say!(l, wizard.search),
        problem,
    };
    view! {
        <HandOver value=props />
        <CustomerField />
        {results}
        <IslandScript />
    }
}

fn customer_radios(
    cx: &Cx,
    found: CustomerPage,
    chosen: Option<&CustomerRef>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let only = found.customers.len() == 1;
    let radios = found
        .customers
        .into_iter()
        .map(|customer| {
            let checked = only || chosen.is_some_and(|chosen| chosen.id == customer.id);
            let id = format!("customer-{}", customer.id);
            view! {
                <div class="option">
                    <input type="radio" name="found" id=id.clone() value=format!("{}|{}", customer.id, customer.name) checked=checked />
                    <span><label for=id>{customer.name}</label>
                    {(!customer.number.is_empty()).then(|| view! { <span class="muted">{say!(l, wizard.customer_number, number = customer.number.clone())}</span> })}</span>
                </div>
            }
        })
        .collect_view();
    let more = found
        .more
        .then(|| view! { <p class="muted">{say!(l, wizard.more_customers)}</p> });
    view! { <fieldset><legend class="visually-hidden">{say!(l, wizard.customers_found)}</legend>{radios}{more}</fieldset> }
}
