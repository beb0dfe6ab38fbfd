//! The chip of the period, between the links to its neighbours.

use domain::period::Period;
use domain::report::ReportQuery;
use leptos::prelude::*;
use texts::say;

use super::page::{Shown, hidden};
use super::period;
use crate::context::Cx;

/// The period before, the period, and the period after.
pub fn chips(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let (query, today) = (&shown.query, shown.today);
    let with = |period: Period| ReportQuery {
        period,
        ..query.on_page(1)
    };
    let neighbour = |period: Period, sign: &'static str, label: String| {
        view! { <a class="chip" href=with(period).url() aria-label=label.clone() title=label><span aria-hidden="true">{sign}</span></a> }
    };
    let before = period::before(query.period, today).map(|before| {
        let dates = period::dates(before, today, cx.locale);
        neighbour(before, "‹", say!(l, report.previous, period = dates))
    });
    let after = period::after(query.period, today).map(|after| {
        let dates = period::dates(after, today, cx.locale);
        neighbour(after, "›", say!(l, report.next, period = dates))
    });
    let presets: Vec<_> = Period::PRESETS
        .into_iter()
        .map(|(_, preset)| {
            let current = (preset == query.period).then_some("true");
            let name = period::name(preset, today, cx.locale);
            view! { <a href=with(preset).url() aria-current=current>{name}</a> }
        })
        .collect();
    view! {
        {before}
        <details name="chip">
            <summary><strong>{say!(l, report.period)}</strong>{period::name(query.period, today, cx.locale)}</summary>
            <div class="popover">
                <div class="presets">{presets}</div>
                {other_days(cx, shown)}
            </div>
        </details>
        {after}
    }
    .into_any()
}

fn other_days(cx: &Cx, shown: &Shown) -> impl IntoView + use<> {
    let l = cx.words();
    let query = &shown.query;
    let rest = ReportQuery {
        period: Period::default(),
        ..query.on_page(1)
    };
    let from = shown.days.map(|days| days.from.to_string());
    let to = shown.days.map(|days| days.to.to_string());
    view! {
        <form method="get" action="/report">
            {hidden(rest.to_pairs())}
            <fieldset>
                <legend>{say!(l, report.custom)}</legend>
                <div class="range">
                    <label>{say!(l, report.from)}<input type="date" name="from" value=from required=true /></label>
                    <label>{say!(l, report.to)}<input type="date" name="to" value=to required=true /></label>
                </div>
                <button>{say!(l, report.show)}</button>
            </fieldset>
        </form>
    }
}
