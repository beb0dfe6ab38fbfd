//! The log of an invoice as a file.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::InvoiceId;
use domain::role::Role;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use store::StoreError;

use crate::context::{Cx, PageError};
use crate::state::AppState;

/// The whole log, which `billhour verify` reads.
pub async fn download(
    State(state): State<AppState>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let cx = Cx::of(state, &parts);
    match text(&cx, &id).await {
        Ok((id, text)) => {
            let name = format!("attachment; filename=\"billhour-{id}.json\"");
            let headers = [
                (CONTENT_TYPE, "application/json".to_owned()),
                (CONTENT_DISPOSITION, name),
            ];
            (headers, text).into_response()
        }
        Err(error) => error.into_response(),
    }
}

async fn text(cx: &Cx, id: &str) -> Result<(InvoiceId, String), PageError> {
    cx.require(Role::Biller)?;
    let id: InvoiceId = id.parse().map_err(|_| PageError::NotFound)?;
    let store = &cx.state.store;
    store.invoice(id).await?.ok_or(PageError::NotFound)?;
    let log = store.exported_log(id).await?.to_json();
    let log = log.map_err(|error| StoreError::Unknown {
        what: "the log of an invoice",
        value: error.to_string(),
    })?;
    Ok((id, log))
}
