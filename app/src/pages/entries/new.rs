//! Adding a time entry.

use axum::response::Response;
use domain::EntryId;
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use super::entry::next_page;
use super::fields::{Values, entry_fields};
use super::offer::Offer;
use super::read::read;
use super::wording::refused;
use crate::components::{Done, FormProblem, HiddenField, Notice, Title, page};
use crate::context::Cx;
use crate::forms::{Posted, Refusal, local_path};

/// When a day of work begins, until somebody says otherwise.
const USUAL_START: &str = "09:00";

/// An empty form; the query can fill it: `date`, `start`, `project`, `task`, `work_type`, `user`, `billable=no`, and `next`
/// for where to go afterwards.
#[component]
pub fn NewEntryPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Member)?;
        let l = cx.words();
        let offer = Offer::load(&cx, None).await?;
        let next = next_page(&cx);
        let back = local_path(&next).to_owned();
        let no_projects = offer.projects.is_empty().then(|| no_projects(&cx));
        Ok(view! {
            <Title text=say!(l, entries.new) />
            <h1>{say!(l, entries.new)}</h1>
            <Done />
            {no_projects}
            <form method="post" class="card entry">
                <FormProblem />
                <HiddenField name="next" value=next />
                {entry_fields(&cx, cx.zone, &offer, first_values(&cx))}
                <div class="actions">
                    <button class="primary">{say!(l, entries.add)}</button>
                    <button name="do" value="another">{say!(l, entries.add_another)}</button>
                    <a class="button" href=back>{say!(l, common.cancel)}</a>
                </div>
            </form>
        }
        .into_any())
    })
}

fn no_projects(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let link = cx
        .require(Role::Biller)
        .is_ok()
        .then(|| view! { <p><a href="/clients">{say!(l, entries.no_projects_link)}</a></p> });
    view! { <Notice kind="info"><p>{say!(l, entries.no_projects)}</p>{link}</Notice> }
}

fn first_values(cx: &Cx) -> Values {
    let asked = |key| cx.query_value(key).unwrap_or_default();
    let or = |value: String, usual: String| if value.is_empty() { usual } else { value };
    Values {
        date: or(asked("date"), cx.today().to_string()),
        start: or(asked("start"), USUAL_START.to_owned()),
        project: asked("project"),
        task: asked("task"),
        work_type: asked("work_type"),
        user: or(
            asked("user"),
            cx.user
                .as_ref()
                .map(|user| user.id.to_string())
                .unwrap_or_default(),
        ),
        billable: asked("billable") != "no",
        ..Values::default()
    }
}

/// Adds the entry.
pub async fn post(posted: Posted) -> Response {
    let done = add(&posted).await;
    posted.finish(done).await
}

async fn add(posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let fields = read(posted, cx.zone, None).await?;
    let id = EntryId::new(cx.now(), &cx.id_bytes());
    cx.state
        .store
        .add_entry(id, &fields, cx.now())
        .await
        .map_err(|error| refused(cx.words(), error))?;
    if posted.text("do") != "another" {
        return Ok(local_path(posted.text("next")).to_owned());
    }
    let ended =
        (fields.started_at + chrono::TimeDelta::seconds(fields.seconds)).with_timezone(&cx.zone);
    let mut query = vec![
        ("done", "added".to_owned()),
        ("date", ended.date_naive().to_string()),
        ("start", ended.format("%H:%M").to_string()),
        ("user", fields.user.to_string()),
        ("next", posted.text("next").to_owned()),
    ];
    query.extend(
        [
            ("project", fields.project.map(|id| id.to_string())),
            ("task", fields.task.map(|id| id.to_string())),
            ("work_type", fields.work_type.map(|id| id.to_string())),
            ("billable", (!fields.billable).then(|| "no".to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?))),
    );
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    Ok(format!("/entries/new?{query}"))
}
