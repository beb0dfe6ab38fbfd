//! A chip with check boxes.

use domain::report::{Filters, ReportQuery};
use leptos::prelude::*;
use texts::say;

use super::page::hidden;
use crate::context::Cx;

/// What can be chosen in one filter.
pub struct Filter {
    /// The parameter's name.
    pub key: &'static str,
    /// The filter's name.
    pub label: String,
    /// Value, name, and whether it is chosen.
    pub options: Vec<(String, String, bool)>,
    /// How many values are chosen, also such as are no longer offered.
    pub chosen: usize,
}

/// The chip. `rest` are the filters without this one.
pub fn filter_chip(cx: &Cx, query: &ReportQuery, rest: Filters, filter: Filter) -> AnyView {
    let l = cx.words();
    let without = ReportQuery {
        filters: rest,
        ..query.on_page(1)
    };
    let Filter {
        key,
        label,
        options,
        chosen,
    } = filter;
    let names: Vec<&String> = options
        .iter()
        .filter(|option| option.2)
        .map(|option| &option.1)
        .collect();
    let now = match (chosen, names.as_slice()) {
        (0, _) => say!(l, report.all),
        (1, [name]) => (*name).clone(),
        (1, _) => say!(l, report.gone),
        (count, _) => say!(
            l,
            report.chosen,
            count = i64::try_from(count).unwrap_or(i64::MAX)
        ),
    };
    let boxes: Vec<_> = options
        .into_iter()
        .map(|(value, name, checked)| {
            view! { <label class="check"><input type="checkbox" name=key value=value checked=checked /><span>{name}</span></label> }
        })
        .collect();
    let clear = (chosen > 0).then(|| without.url());
    view! {
        <details name="chip">
            <summary><strong>{label.clone()}</strong><span class="now">{now}</span></summary>
            <form method="get" action="/report" class="popover">
                {hidden(without.to_pairs())}
                <fieldset class="boxes"><legend class="visually-hidden">{label}</legend>{boxes}</fieldset>
                <div class="actions">
                    <button class="primary">{say!(l, report.apply)}</button>
                    {clear.map(|url| view! { <a href=url>{say!(l, report.clear)}</a> })}
                </div>
            </form>
        </details>
    }
    .into_any()
}
