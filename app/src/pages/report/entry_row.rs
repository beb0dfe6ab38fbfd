//! The row of a time entry.

use domain::format;
use domain::money::money_of;
use domain::report::Dimension;
use domain::role::Role;
use domain::status::BillingStatus;
use leptos::prelude::*;
use store::Entry;
use texts::say;

use super::page::Shown;
use super::words::{self, joined};
use crate::context::Cx;

/// What was done, when, by whom, and what it is worth.
pub fn row(cx: &Cx, shown: &Shown, entry: &Entry) -> AnyView {
    let l = cx.words();
    let work = work(cx, shown, entry);
    let day = format::date(entry.local_date, cx.locale);
    let edit = say!(l, report.edit_this, what = format!("{work}, {day}"));
    let query = serde_urlencoded::to_string([("next", shown.query.url())]).unwrap_or_default();
    let url = format!("/entries/{}?{query}", entry.id);
    let amount = entry
        .rate
        .filter(|_| entry.status != BillingStatus::NotBillable);
    let amount = amount.map(|rate| money_of(i128::from(entry.seconds) * i128::from(rate.cents())));
    let amount = amount.map_or_else(|| "–".to_owned(), |amount| format::money(amount, cx.locale));
    let note = (!entry.note.is_empty()).then(|| entry.note.clone());
    view! {
        <tr>
            <td class="text">{work}{note.map(|note| view! { <br /><small class="muted note">{note}</small> })}</td>
            <td class="day">{day}</td>
            <td>{entry.user_name.clone()}</td>
            <td>{status(cx, entry)}</td>
            <td class="n">{format::duration(entry.seconds)}</td>
            {shown.with_money().then(|| view! { <td class="n">{amount}</td> })}
            <td class="n"><a href=url aria-label=edit>{say!(l, report.edit)}</a></td>
        </tr>
    }
    .into_any()
}

/// Client, project, task and type of work, without what the group's title says already.
fn work(cx: &Cx, shown: &Shown, entry: &Entry) -> String {
    let group = shown.query.group;
    let unless = |dimensions: &[Dimension], name: &str| {
        let said = group.is_some_and(|group| dimensions.contains(&group));
        if said { String::new() } else { name.to_owned() }
    };
    let client = unless(&[Dimension::Client, Dimension::Project], &entry.client_name);
    let project = unless(&[Dimension::Project, Dimension::Task], &entry.project_name);
    let task = unless(&[Dimension::Task], &entry.task_name);
    // Many call a type of work like the task.
    let work_type = if entry.work_type_name == entry.task_name {
        ""
    } else {
        &entry.work_type_name
    };
    let work = joined(&[&client, &project, &task, work_type]);
    if !work.is_empty() {
        work
    } else if entry.project.is_none() {
        say!(cx.words(), report.no_project)
    } else {
        say!(cx.words(), report.no_task)
    }
}

/// The status; a link where an invoice gives it and the reader may see invoices.
fn status(cx: &Cx, entry: &Entry) -> impl IntoView + use<> {
    let look = format!("status {}", entry.status.as_str());
    let words = words::status(cx.words(), entry.status);
    let invoice = entry.invoice.filter(|_| cx.require(Role::Biller).is_ok());
    match invoice {
        Some(id) => view! { <a class=look href=format!("/invoices/{id}")>{words}</a> }.into_any(),
        None => view! { <span class=look>{words}</span> }.into_any(),
    }
}
