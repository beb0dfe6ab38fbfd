//! Checking the same file once more, with another zone or another order of dates.

use import::{DateOrder, DateProof};
use leptos::prelude::*;
use store::imports::Import;
use texts::say;

use crate::components::{Choice, HiddenField, SelectField, ZoneField};
use crate::context::Cx;

/// A choice of the order of day and month.
pub fn dates_field(cx: &Cx, form: &'static str, chosen: &'static str) -> impl IntoView + use<> {
    let l = cx.words();
    let choices = vec![
        Choice::new("", say!(l, import.dates_find)),
        Choice::new(
            DateOrder::DayFirst.as_str(),
            say!(l, import.dates_day_first),
        ),
        Choice::new(
            DateOrder::MonthFirst.as_str(),
            say!(l, import.dates_month_first),
        ),
    ];
    view! { <SelectField name="dates" form label=say!(l, import.dates) hint=say!(l, import.dates_hint) choices value=chosen /> }
}

/// The form; nothing where the file is not on this machine any more.
pub fn again(cx: &Cx, import: &Import, proof: Option<&DateProof>) -> Option<impl IntoView + use<>> {
    let l = cx.words();
    let chosen = match proof {
        Some(DateProof::Chosen(order)) => order.as_str(),
        _ => "",
    };
    let is_here = cx.state.site.uploads.has(import.id);
    is_here.then(|| {
        view! {
            <form method="post" class="card add">
                <h2>{say!(l, import.again)}</h2>
                <p class="muted">{say!(l, import.again_text)}</p>
                <HiddenField name="form" value="again" />
                <ZoneField form="again" label=say!(l, import.zone) value=import.zone />
                {dates_field(cx, "again", chosen)}
                <div class="actions"><button>{say!(l, import.again)}</button></div>
            </form>
        }
    })
}
