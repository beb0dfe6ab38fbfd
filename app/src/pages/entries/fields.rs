//! The fields of an entry's form.

use domain::role::Role;
use domain::zone::Zone;
use leptos::prelude::*;
use texts::say;

use super::offer::Offer;
use crate::components::{CheckField, Choice, GroupedSelect, SelectField, TextArea, TextField};
use crate::context::Cx;

/// What stands in the fields at first, as texts.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The day.
    pub date: String,
    /// The start on the wall clock.
    pub start: String,
    /// The elapsed time.
    pub duration: String,
    /// The ids of what it is for, or empty.
    pub project: String,
    /// The task's id.
    pub task: String,
    /// The type of work's id.
    pub work_type: String,
    /// The user's id.
    pub user: String,
    /// The note.
    pub note: String,
    /// Whether it is meant for an invoice.
    pub billable: bool,
    /// A rate of its own.
    pub rate: String,
    /// The rate that it has without one, in words.
    pub usual_rate: String,
}

/// All fields; billers and admins also have those for the user and the rate.
pub fn entry_fields(cx: &Cx, zone: Zone, offer: &Offer, values: Values) -> impl IntoView + use<> {
    let l = cx.words();
    let sees_all = cx.require(Role::Biller).is_ok();
    let user = sees_all.then(|| user_field(l, offer, values.user));
    let rate = sees_all.then(|| {
        let hint = if values.usual_rate.is_empty() { say!(l, entries.rate_hint) } else { say!(l, entries.usual_rate, rate = values.usual_rate) };
        view! { <TextField name="rate" label=say!(l, pieces.rate) value=values.rate hint=hint inputmode="decimal" autocomplete="off" /> }
    });
    let work_types = offer
        .work_types
        .iter()
        .map(|kind| Choice::new(kind.id.to_string(), &kind.name));
    let work_types = std::iter::once(Choice::new("", say!(l, entries.none)))
        .chain(work_types)
        .collect::<Vec<_>>();
    let has_types = work_types.len() > 1;
    let work_type = has_types.then(|| view! { <SelectField name="work_type" label=say!(l, entries.work_type) choices=work_types value=values.work_type /> });
    let task_groups = offer.task_groups();
    let has_tasks = !task_groups.is_empty();
    let task = has_tasks.then(|| {
        view! { <GroupedSelect name="task" label=say!(l, entries.task) none=say!(l, entries.none) groups=task_groups value=values.task hint=say!(l, entries.task_hint) /> }
    });
    view! {
        <div class="fields times">
            <TextField name="date" label=say!(l, entries.date) kind="date" value=values.date required=true />
            <TextField name="start" label=say!(l, entries.start) kind="time" value=values.start hint=zone.name() required=true />
            <TextField name="duration" label=say!(l, entries.duration) value=values.duration hint=say!(l, entries.duration_hint) autocomplete="off" />
            <TextField name="end" label=say!(l, entries.end) kind="time" hint=say!(l, entries.end_hint) />
        </div>
        <div class="fields wide">
            <GroupedSelect name="project" label=say!(l, entries.project) none=say!(l, entries.no_project) groups=offer.project_groups() value=values.project />
            {task}
            {work_type}
            {user}
        </div>
        <TextArea name="note" label=say!(l, entries.note) value=values.note />
        <div class="fields wide">
            <CheckField name="billable" label=say!(l, entries.billable) checked=values.billable />
            {rate}
        </div>
    }
}

fn user_field(l: texts::Locale, offer: &Offer, value: String) -> impl IntoView + use<> {
    let choices: Vec<_> = offer
        .users
        .iter()
        .map(|user| Choice::new(user.id.to_string(), &user.name))
        .collect();
    view! { <SelectField name="user" label=say!(l, entries.user) choices value /> }
}
