//! A task.

use axum::extract::Path;
use axum::response::Response;
use domain::TaskId;
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use super::refused::refused;
use crate::components::{
    ArchivedMark, Crumbs, Done, FormProblem, HiddenField, Keeping, TextField, Title, page,
};
use crate::context::{PageError, id_in_path, id_of};
use crate::forms::{Posted, Refusal, typed};

/// A task's name.
#[component]
pub fn TaskPage() -> impl IntoView {
    let id = id_in_path::<TaskId>();
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let task = cx.state.store.task(id?).await?.ok_or(PageError::NotFound)?;
        let project = cx
            .state
            .store
            .project(task.project)
            .await?
            .ok_or(PageError::NotFound)?;
        let archived = task.archived_at.is_some();
        let trail = vec![
            ("/clients".to_owned(), say!(l, work.clients)),
            (format!("/clients/{}", project.client), project.client_name),
            (format!("/projects/{}", project.id), project.name),
        ];
        Ok(view! {
            <Title text=task.name.clone() />
            <Crumbs l trail />
            <div class="titlebar"><h1>{task.name.clone()}</h1><ArchivedMark l archived /></div>
            <Done />
            <FormProblem form="archive" /><FormProblem form="restore" /><FormProblem form="delete" />
            <form method="post" class="card add">
                <h2>{say!(l, work.edit_task)}</h2>
                <FormProblem form="rename" />
                <HiddenField name="form" value="rename" />
                <TextField form="rename" name="name" label=say!(l, pieces.name) value=task.name.clone() autocomplete="off" required=true />
                <div class="actions"><button class="primary">{say!(l, common.save)}</button></div>
            </form>
            <Keeping l archived archive_hint=say!(l, work.archive_task_hint) delete_question=say!(l, work.delete_task, name = task.name) />
        }
        .into_any())
    })
}

/// Renames, archives, restores or deletes the task.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = change(&posted, &id).await;
    posted.finish(done).await
}

async fn change(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let (l, store) = (cx.words(), &cx.state.store);
    let task = store.task(id_of(id)?).await?.ok_or(PageError::NotFound)?;
    let (changed, done) = match posted.text("form") {
        "rename" => {
            let name = typed::name(l, posted.text("name"))
                .map_err(|problem| Refusal::of("name", problem))?;
            (store.rename_task(task.id, &name).await, "saved")
        }
        "archive" => (
            store.archive_task(task.id, Some(cx.now())).await,
            "archived",
        ),
        "restore" => (store.archive_task(task.id, None).await, "restored"),
        "delete" => (store.delete_task(task.id).await, "deleted"),
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(l, error))?;
    Ok(format!("/projects/{}?done={done}", task.project))
}
