//! What an entry's page does with its forms.

use axum::extract::Path;
use axum::response::Response;

use super::read::read;
use super::wording::refused;
use crate::context::{PageError, id_of};
use crate::forms::{Posted, Refusal, local_path};

/// Changes or deletes the entry, if it still is what the page showed.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = change(&posted, &id).await;
    posted.finish(done).await
}

async fn change(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let (store, viewer) = (&cx.state.store, cx.only_own()?);
    let entry = store
        .entry(id_of(id)?, viewer)
        .await?
        .ok_or(PageError::NotFound)?;
    // What is no number was not on the page: it counts as a version that is not there any more.
    let version = posted.text("version").parse().unwrap_or_default();
    let changed = match posted.text("form") {
        "" => {
            let fields = read(posted, entry.zone, Some(&entry)).await?;
            store.edit_entry(entry.id, version, &fields, viewer).await
        }
        "delete" => store.delete_entry(entry.id, version, viewer).await,
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(cx.words(), error))?;
    Ok(local_path(posted.text("next")).to_owned())
}
