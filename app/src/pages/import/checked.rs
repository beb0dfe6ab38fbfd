//! What a check found.

use domain::format;
use import::{DateOrder, DateProof};
use leptos::prelude::*;
use store::imports::Import;
use texts::say;

use super::{adds, again, bad_rows, decide, novelty, proof, warnings};
use crate::context::Cx;
use crate::flows::import::Report;

/// All of it, from the file to the decision.
pub fn report(cx: &Cx, import: &Import, report: &Report) -> AnyView {
    view! {
        {holds(cx, report)}
        {bad_rows::list(cx, report)}
        {proof::section(cx, report)}
        {warnings::list(cx, &report.dry_run.warnings)}
        {novelty::section(cx, report)}
        {adds::section(cx, report)}
        {decide::form(cx, report)}
        {again::again(cx, import, Some(&report.dry_run.dates))}
    }
    .into_any()
}

/// What was found out about the file.
fn holds(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let dry_run = &report.dry_run;
    let days = dry_run.days.map_or_else(
        || say!(l, import.no_days),
        |(from, to)| format::period(from, to, cx.locale),
    );
    let unused = dry_run.unused_columns.join(", ");
    view! {
        <section class="card">
            <h2>{say!(l, import.holds)}</h2>
            <dl class="facts">
                <dt>{say!(l, import.format)}</dt><dd>{dry_run.format.label()}</dd>
                <dt>{say!(l, import.days)}</dt><dd>{days}</dd>
                <dt>{say!(l, import.zone)}</dt><dd>{dry_run.zone.name().replace('_', " ")}</dd>
                <dt>{say!(l, import.dates)}</dt><dd>{dates(cx, &dry_run.dates)}</dd>
                <dt>{say!(l, import.encoding)}</dt><dd>{dry_run.encoding.label()}</dd>
                {(!unused.is_empty()).then(|| view! { <dt>{say!(l, import.unused)}</dt><dd>{unused}</dd> })}
            </dl>
        </section>
    }
}

fn dates(cx: &Cx, proof: &DateProof) -> String {
    let l = cx.words();
    match proof {
        DateProof::NotNeeded => say!(l, import.dates_not_needed),
        DateProof::Chosen(DateOrder::DayFirst) => say!(l, import.dates_chosen_day),
        DateProof::Chosen(DateOrder::MonthFirst) => say!(l, import.dates_chosen_month),
        DateProof::Proven(DateOrder::DayFirst, seen) => {
            say!(
                l,
                import.dates_proven_day,
                value = &seen.value,
                line = seen.line
            )
        }
        DateProof::Proven(DateOrder::MonthFirst, seen) => {
            say!(
                l,
                import.dates_proven_month,
                value = &seen.value,
                line = seen.line
            )
        }
    }
}
