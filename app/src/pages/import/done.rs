//! What an import has added.

use leptos::prelude::*;
use store::imports::Import;
use texts::say;

use crate::components::Notice;
use crate::context::Cx;
use crate::flows::import::Report;

/// The result.
pub fn result(cx: &Cx, import: &Import, report: &Report) -> AnyView {
    let l = cx.words();
    let bad = report.dry_run.bad_rows.total;
    let left_out = report.fresh.rows - import.added;
    let said = if import.added == 0 {
        say!(l, import.done_nothing)
    } else {
        say!(l, import.done, count = import.added)
    };
    let more = [
        (report.known.rows > 0).then(|| say!(l, import.done_known, count = report.known.rows)),
        (left_out > 0).then(|| say!(l, import.done_overlapping, count = left_out)),
        (bad > 0).then(|| {
            say!(
                l,
                import.done_bad,
                count = i64::try_from(bad).unwrap_or(i64::MAX)
            )
        }),
    ];
    let url = report
        .dry_run
        .days
        .map(|(from, to)| format!("/report?period={from}..{to}"));
    view! {
        <Notice kind="good">
            <h2>{say!(l, import.done_title)}</h2>
            <p>{said}</p>
            {more.into_iter().flatten().map(|said| view! { <p>{said}</p> }).collect_view()}
        </Notice>
        <div class="actions">
            {url.map(|url| view! { <a class="button primary" href=url>{say!(l, import.to_report)}</a> })}
            <a class="button" href="/import">{say!(l, import.another)}</a>
        </div>
    }
    .into_any()
}
