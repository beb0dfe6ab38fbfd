//! What a project's page does with its forms.

use axum::extract::Path;
use axum::response::Response;
use domain::role::Role;
use domain::{ProjectId, TaskId};
use store::Project;

use super::refused::refused;
use crate::context::{PageError, id_of};
use crate::forms::{Posted, Problems, Refusal, typed};

/// Adds a task; changes, archives, restores or deletes the project.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = change(&posted, &id).await;
    posted.finish(done).await
}

async fn change(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let (l, store) = (cx.words(), &cx.state.store);
    let project = store
        .project(id_of(id)?)
        .await?
        .ok_or(PageError::NotFound)?;
    let (changed, done) = match posted.text("form") {
        "add" => return add_task(posted, project.id).await,
        "edit" => return edit(posted, &project).await,
        "archive" => (
            store.archive_project(project.id, Some(cx.now())).await,
            "archived",
        ),
        "restore" => (store.archive_project(project.id, None).await, "restored"),
        "delete" => {
            store
                .delete_project(project.id)
                .await
                .map_err(|error| refused(l, error))?;
            return Ok(format!("/clients/{}?done=deleted", project.client));
        }
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(l, error))?;
    Ok(format!("/projects/{}?done={done}", project.id))
}

async fn add_task(posted: &Posted, project: ProjectId) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let name = typed::name(cx.words(), posted.text("name"))
        .map_err(|problem| Refusal::of("name", problem))?;
    let id = TaskId::new(cx.now(), &cx.id_bytes());
    cx.state
        .store
        .add_task(id, project, &name)
        .await
        .map_err(|error| refused(cx.words(), error))?;
    Ok(format!("/projects/{project}?done=added"))
}

async fn edit(posted: &Posted, project: &Project) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let mut problems = Problems::default();
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    let (Some(name), Some(rate)) = (name, rate) else {
        return Err(problems.refuse());
    };
    cx.state
        .store
        .rename_project(project.id, &name)
        .await
        .map_err(|error| refused(l, error))?;
    if rate != project.rate {
        cx.state
            .store
            .set_project_rate(project.id, rate)
            .await
            .map_err(|error| refused(l, error))?;
    }
    Ok(format!("/projects/{}?done=saved", project.id))
}
