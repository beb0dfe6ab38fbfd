//! The account's own pages, with buttons that do what a person would do there.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::account_page::account_page;
use super::books::Books;
use super::document_page::document_page;
use super::envelope::Refusal;
use super::options::SevdeskOptions;
use super::{invoices, lifecycle, person};
use crate::html::{esc, page};
use crate::sandbox::Sandbox;
use crate::state::Change;

/// The pages, relative to the tool's prefix. The addresses of documents are those that several public apps link to
/// at the real sevDesk; they are not documented.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/fi/edit/type/{kind}/id/{id}", get(document))
        .route("/fi/detail/type/{kind}/id/{id}", get(document))
        .route("/do/{id}/finalise", post(finalise))
        .route("/do/{id}/delete", post(delete))
        .route("/do/{id}/reference", post(refer))
        .route("/do/{id}/positions/{position}/rename", post(rename))
        .route("/do/{id}/positions/{position}/delete", post(remove))
        .with_state(sandbox)
}

/// The page of the account, with and without the last slash.
pub(crate) fn front(sandbox: Sandbox) -> Router {
    let route = get(account);
    Router::new()
        .route("/sevdesk", route.clone())
        .route("/sevdesk/", route)
        .with_state(sandbox)
}

/// A refusal, as a page.
struct Refused(Refusal);

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Self(refusal) = self;
        let message = esc(refusal.message());
        let body = format!(
            "<h1>That can't be done</h1><p>{message}</p><p><a href=\"/sevdesk/\">To the account</a></p>"
        );
        (refusal.status(), page("That can't be done", &body)).into_response()
    }
}

async fn account(State(sandbox): State<Sandbox>) -> Html<String> {
    sandbox.read(|world| account_page(&world.sevdesk))
}

async fn document(
    State(sandbox): State<Sandbox>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, Refused> {
    let shift = sandbox.options().sevdesk.unit_shift;
    sandbox.read(|world| {
        let invoice = invoices::find(&world.sevdesk, &id)?;
        Ok(document_page(&world.sevdesk, invoice, shift))
    })
}

async fn finalise(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    let back = back_to(&id);
    act(&sandbox, move |books, options, now| {
        let (changes, _) = lifecycle::finalise(books, &id, "VPR", options, now)?;
        Ok((changes, ()))
    })
    .await?;
    Ok(back)
}

async fn delete(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    act(&sandbox, move |books, _, _| {
        invoices::delete_draft(books, &id)
    })
    .await?;
    Ok(Redirect::to("/sevdesk/"))
}

async fn refer(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    Form(NewText { text }): Form<NewText>,
) -> Result<Redirect, Refused> {
    let back = back_to(&id);
    act(&sandbox, move |books, _, now| {
        person::refer(books, &id, text, now)
    })
    .await?;
    Ok(back)
}

#[derive(Deserialize)]
struct NewText {
    text: String,
}

async fn rename(
    State(sandbox): State<Sandbox>,
    Path((id, position)): Path<(String, u64)>,
    Form(NewText { text }): Form<NewText>,
) -> Result<Redirect, Refused> {
    let back = back_to(&id);
    act(&sandbox, move |books, _, now| {
        person::rename(books, &id, position, text, now)
    })
    .await?;
    Ok(back)
}

async fn remove(
    State(sandbox): State<Sandbox>,
    Path((id, position)): Path<(String, u64)>,
) -> Result<Redirect, Refused> {
    let back = back_to(&id);
    act(&sandbox, move |books, _, now| {
        person::remove(books, &id, position, now)
    })
    .await?;
    Ok(back)
}

fn back_to(id: &str) -> Redirect {
    Redirect::to(&format!("/sevdesk/fi/edit/type/RE/id/{id}"))
}

async fn act(
    sandbox: &Sandbox,
    decide: impl FnOnce(&Books, &SevdeskOptions, DateTime<Utc>) -> Result<(Vec<Change>, ()), Refusal>
    + Send
    + 'static,
) -> Result<(), Refusal> {
    let options = sandbox.options().sevdesk.clone();
    sandbox
        .write(move |world, now| decide(&world.sevdesk, &options, now))
        .await
}
