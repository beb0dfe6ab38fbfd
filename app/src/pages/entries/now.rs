//! A time entry as it stands in the database, in words.

use domain::format;
use domain::role::Role;
use leptos::prelude::*;
use store::Entry;
use texts::say;

use crate::context::Cx;
use crate::pages::work::rate_text;

/// All that the entry says, as a list.
pub fn as_it_stands(cx: &Cx, entry: &Entry) -> impl IntoView + use<> {
    let l = cx.words();
    let start = entry.started_at.with_timezone(&entry.zone);
    let sees_all = cx.require(Role::Biller).is_ok();
    let rows = [
        (
            say!(l, entries.date),
            format::date(entry.local_date, cx.locale),
        ),
        (
            say!(l, entries.start),
            format!("{} ({})", start.format("%H:%M"), entry.zone.name()),
        ),
        (say!(l, entries.duration), format::duration(entry.seconds)),
        (say!(l, entries.client), entry.client_name.clone()),
        (say!(l, entries.project), entry.project_name.clone()),
        (say!(l, entries.task), entry.task_name.clone()),
        (say!(l, entries.work_type), entry.work_type_name.clone()),
        (say!(l, entries.user), entry.user_name.clone()),
        (say!(l, entries.note), entry.note.clone()),
        (
            say!(l, entries.billable_short),
            if entry.billable {
                say!(l, entries.yes)
            } else {
                say!(l, entries.no)
            },
        ),
        // Rates are between the company and its clients: members do not see them.
        (
            say!(l, work.rate),
            rate_text(cx.locale, entry.rate.filter(|_| sees_all)),
        ),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
