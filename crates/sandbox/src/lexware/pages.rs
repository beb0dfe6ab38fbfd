//! The account's own pages, with buttons that do what a person would do there.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::account_page::account_page;
use super::books::{Books, Change};
use super::document_page::document_page;
use super::invoices::find;
use super::overview::page_of;
use super::problem::Problem;
use super::{oauth, person};
use crate::html::{esc, page};
use crate::sandbox::Sandbox;
use crate::state;

/// The pages, relative to the tool's prefix. The addresses of documents are those of developers.lexware.io,
/// "Deeplink to an Invoice".
pub(super) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/permalink/invoices/edit/{id}", get(document))
        .route("/permalink/invoices/view/{id}", get(document))
        .route("/do/{id}/finalise", post(finalise))
        .route("/do/{id}/delete", post(delete))
        .route("/do/{id}/lines/{line}/rename", post(rename))
        .route("/do/{id}/lines/{line}/delete", post(remove))
        .route("/do/apps/{connection}/remove", post(remove_app))
        .route("/do/apps/{connection}/log-out", post(log_out))
        .with_state(sandbox)
}

/// The page of the account, with and without the last slash.
pub(super) fn front(sandbox: Sandbox) -> Router {
    let route = get(account);
    Router::new()
        .route("/lexware", route.clone())
        .route("/lexware/", route)
        .with_state(sandbox)
}

/// A refusal, as a page.
struct Refused(Problem);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Self(problem) = self;
        let message = esc(problem.message());
        let body = format!(
            "<h1>That can't be done</h1><p>{message}</p><p><a href=\"/lexware/\">To the account</a></p>"
        );
        (problem.status(), page("That can't be done", &body)).into_response()
    }
}

async fn account(State(sandbox): State<Sandbox>) -> Html<String> {
    sandbox.read(|world| account_page(&world.lexware))
}

/// An id that isn't known leads to the list of documents.
async fn document(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Response {
    sandbox.read(|world| match find(&world.lexware, &id) {
        Ok(invoice) => document_page(&world.lexware, invoice).into_response(),
        Err(_) => Redirect::to("/lexware/").into_response(),
    })
}

async fn finalise(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    let back = Redirect::to(&page_of(&id));
    act(&sandbox, move |books, now| {
        person::finalise(books, &id, now)
    })
    .await?;
    Ok(back)
}

async fn delete(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    act(&sandbox, move |books, _| person::delete(books, &id)).await?;
    Ok(Redirect::to("/lexware/"))
}

#[derive(Deserialize)]
struct NewText {
    text: String,
}

async fn rename(
    State(sandbox): State<Sandbox>,
    Path((id, line)): Path<(String, usize)>,
    Form(NewText { text }): Form<NewText>,
) -> Result<Redirect, Refused> {
    let back = Redirect::to(&page_of(&id));
    act(&sandbox, move |books, now| {
        person::rename(books, &id, line, text, now)
    })
    .await?;
    Ok(back)
}

async fn remove(
    State(sandbox): State<Sandbox>,
    Path((id, line)): Path<(String, usize)>,
) -> Result<Redirect, Refused> {
    let back = Redirect::to(&page_of(&id));
    act(&sandbox, move |books, now| {
        person::remove(books, &id, line, now)
    })
    .await?;
    Ok(back)
}

async fn remove_app(
    State(sandbox): State<Sandbox>,
    Path(connection): Path<String>,
) -> Result<Redirect, Refused> {
    act(&sandbox, move |books, _| {
        oauth::withdraw(books, &connection)
    })
    .await?;
    Ok(Redirect::to("/lexware/"))
}

/// Ends the access token before its time, as a change of password does; the refresh token stays.
async fn log_out(
    State(sandbox): State<Sandbox>,
    Path(connection): Path<String>,
) -> Result<Redirect, Refused> {
    act(&sandbox, move |books, _| {
        let given = books.authorisation(&connection);
        let given = given.ok_or_else(Problem::not_found)?.clone();
        let change = Change::Authorisation(Box::new(given.logged_out()));
        Ok((vec![state::Change::Lexware(change)], ()))
    })
    .await?;
    Ok(Redirect::to("/lexware/"))
}

async fn act(
    sandbox: &Sandbox,
    decide: impl FnOnce(&Books, DateTime<Utc>) -> Result<(Vec<state::Change>, ()), Problem>
    + Send
    + 'static,
) -> Result<(), Problem> {
    sandbox
        .write(move |world, now| decide(&world.lexware, now))
        .await
}
