//! What a client's page does with its forms.

use axum::extract::Path;
use axum::response::Response;
use domain::role::Role;
use domain::{ClientId, ProjectId};
use store::NewProject;

use super::refused::refused;
use crate::context::{PageError, id_of};
use crate::forms::{Posted, Problems, Refusal, typed};

/// Adds a project; renames, archives, restores or deletes the client.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = change(&posted, &id).await;
    posted.finish(done).await
}

async fn change(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let client: ClientId = id_of(id)?;
    let (l, store) = (cx.words(), &cx.state.store);
    let (changed, done) = match posted.text("form") {
        "add" => return add_project(posted, client).await,
        "rename" => {
            let name = typed::name(l, posted.text("name"))
                .map_err(|problem| Refusal::of("name", problem))?;
            (store.rename_client(client, &name).await, "saved")
        }
        "archive" => (
            store.archive_client(client, Some(cx.now())).await,
            "archived",
        ),
        "restore" => (store.archive_client(client, None).await, "restored"),
        "delete" => {
            store
                .delete_client(client)
                .await
                .map_err(|error| refused(l, error))?;
            return Ok("/clients?done=deleted".to_owned());
        }
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(l, error))?;
    Ok(format!("/clients/{client}?done={done}"))
}

async fn add_project(posted: &Posted, client: ClientId) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let mut problems = Problems::default();
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    let (Some(name), Some(rate)) = (name, rate) else {
        return Err(problems.refuse());
    };
    let id = ProjectId::new(cx.now(), &cx.id_bytes());
    let project = NewProject {
        id,
        client,
        name,
        rate,
    };
    cx.state
        .store
        .add_project(&project)
        .await
        .map_err(|error| refused(l, error))?;
    Ok(format!("/projects/{id}?done=added"))
}
