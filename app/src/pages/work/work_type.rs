//! A type of work.

use axum::extract::Path;
use axum::response::Response;
use domain::WorkTypeId;
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use super::refused::refused;
use crate::components::{
    ArchivedMark, Crumbs, Done, FormProblem, HiddenField, Keeping, TextField, Title, page,
};
use crate::context::{PageError, id_in_path, id_of};
use crate::forms::{Posted, Refusal, typed};

/// A type's name.
#[component]
pub fn WorkTypePage() -> impl IntoView {
    let id = id_in_path::<WorkTypeId>();
    page(async |cx| {
        cx.require(Role::Biller)?;
        let (l, id) = (cx.words(), id?);
        // They are few, and the list is what the store offers.
        let types = cx.state.store.work_types().await?;
        let kind = types
            .into_iter()
            .find(|kind| kind.id == id)
            .ok_or(PageError::NotFound)?;
        let archived = kind.archived_at.is_some();
        Ok(view! {
            <Title text=kind.name.clone() />
            <Crumbs l trail=vec![("/settings/work-types".to_owned(), say!(l, pieces.work_types))] />
            <div class="titlebar"><h1>{kind.name.clone()}</h1><ArchivedMark l archived /></div>
            <Done />
            <FormProblem form="archive" /><FormProblem form="restore" /><FormProblem form="delete" />
            <form method="post" class="card add">
                <h2>{say!(l, work.edit_work_type)}</h2>
                <FormProblem form="rename" />
                <HiddenField name="form" value="rename" />
                <TextField form="rename" name="name" label=say!(l, pieces.name) value=kind.name.clone() autocomplete="off" required=true />
                <div class="actions"><button class="primary">{say!(l, common.save)}</button></div>
            </form>
            <Keeping l archived archive_hint=say!(l, work.archive_work_type_hint) delete_question=say!(l, work.delete_work_type, name = kind.name) />
        }
        .into_any())
    })
}

/// Renames, archives, restores or deletes the type of work.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = change(&posted, &id).await;
    posted.finish(done).await
}

async fn change(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let id: WorkTypeId = id_of(id)?;
    let (l, store) = (cx.words(), &cx.state.store);
    let (changed, done) = match posted.text("form") {
        "rename" => {
            let name = typed::name(l, posted.text("name"))
                .map_err(|problem| Refusal::of("name", problem))?;
            (store.rename_work_type(id, &name).await, "saved")
        }
        "archive" => (
            store.archive_work_type(id, Some(cx.now())).await,
            "archived",
        ),
        "restore" => (store.archive_work_type(id, None).await, "restored"),
        "delete" => (store.delete_work_type(id).await, "deleted"),
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(l, error))?;
    Ok(format!("/settings/work-types?done={done}"))
}
