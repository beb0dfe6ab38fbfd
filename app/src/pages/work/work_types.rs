//! The list of types of work.

use axum::response::Response;
use domain::WorkTypeId;
use domain::role::Role;
use leptos::prelude::*;
use store::WorkType;
use texts::say;

use super::refused::refused;
use super::table::{Named, named_table};
use crate::components::{Done, FormProblem, HiddenField, SettingsTabs, TextField, Title, page};
use crate::context::Cx;
use crate::forms::{Posted, Refusal, typed};

/// All types of work, and a form that adds one.
#[component]
pub fn WorkTypesPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let types = cx.state.store.work_types().await?;
        Ok(view! {
            <Title text=say!(l, pieces.work_types) />
            <SettingsTabs />
            <h1>{say!(l, pieces.work_types)}</h1>
            <p class="muted">{say!(l, work.work_types_hint)}</p>
            <Done />
            {list(&cx, types)}
            <form method="post" class="card add">
                <h2>{say!(l, work.add_work_type)}</h2>
                <FormProblem form="add" />
                <HiddenField name="form" value="add" />
                <TextField form="add" name="name" label=say!(l, pieces.name) autocomplete="off" required=true />
                <div class="actions"><button class="primary">{say!(l, work.add_work_type)}</button></div>
            </form>
        }
        .into_any())
    })
}

fn list(cx: &Cx, types: Vec<WorkType>) -> AnyView {
    let l = cx.words();
    if types.is_empty() {
        return view! { <section class="empty"><p>{say!(l, work.no_work_types)}</p></section> }
            .into_any();
    }
    let rows = types.into_iter().map(|kind| Named {
        url: format!("/settings/work-types/{}", kind.id),
        archived: kind.archived_at.is_some(),
        more: Vec::new(),
        name: kind.name,
    });
    named_table(
        cx.locale,
        say!(l, pieces.work_types),
        vec![say!(l, pieces.name)],
        rows.collect(),
    )
    .into_any()
}

/// Adds a type of work.
pub async fn post(posted: Posted) -> Response {
    let done = add(&posted).await;
    posted.finish(done).await
}

async fn add(posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let name = typed::name(cx.words(), posted.text("name"))
        .map_err(|problem| Refusal::of("name", problem))?;
    let id = WorkTypeId::new(cx.now(), &cx.id_bytes());
    cx.state
        .store
        .add_work_type(id, &name)
        .await
        .map_err(|error| refused(cx.words(), error))?;
    Ok("/settings/work-types?done=added".to_owned())
}
