//! What a reader should know before reading a report.

use domain::report::Unreadable;
use leptos::prelude::*;
use store::Totals;
use texts::say;

use crate::components::Notice;
use crate::context::Cx;

/// Which parts of the URL were left out.
pub fn unreadable(cx: &Cx, parts: &[Unreadable]) -> Option<impl IntoView + use<>> {
    let words = say!(cx.words(), report.unreadable);
    let parts: Vec<_> = parts
        .iter()
        .map(|part| view! { <li><code>{format!("{}={}", part.key, part.value)}</code></li> })
        .collect();
    (!parts.is_empty())
        .then(|| view! { <Notice kind="warn"><p>{words}</p><ul>{parts}</ul></Notice> })
}

/// Why `Create invoice` began none.
pub fn nothing_to_bill(cx: &Cx, totals: &Totals) -> AnyView {
    let l = cx.words();
    let reasons = [
        (
            totals.billed.entries,
            say!(l, report.nothing_billed, count = totals.billed.entries),
        ),
        (
            totals.reserved.entries,
            say!(l, report.nothing_reserved, count = totals.reserved.entries),
        ),
        (
            totals.not_billable.entries,
            say!(
                l,
                report.nothing_not_billable,
                count = totals.not_billable.entries
            ),
        ),
        (
            totals.billable.entries,
            say!(
                l,
                report.nothing_without_client,
                count = totals.billable.entries
            ),
        ),
    ];
    let reasons: Vec<String> = reasons
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, reason)| reason)
        .collect();
    let words = if reasons.is_empty() {
        say!(l, report.nothing)
    } else {
        say!(l, report.nothing_because, reasons = reasons.join(", "))
    };
    view! { <Notice kind="warn">{words}</Notice> }.into_any()
}
