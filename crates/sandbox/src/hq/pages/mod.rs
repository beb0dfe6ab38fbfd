//! The tenant's own pages, with buttons that do what a person would do there.

mod document;
mod overview;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::books::Books;
use super::document::{changes, changing, delete_draft, draft, in_status, without};
use super::model::{Document, Status};
use super::refusal::Refusal;
use super::text;
use crate::html::{esc, page};
use crate::sandbox::Sandbox;

/// The pages. The addresses are the simulation's own: those of HQ's pages are not published.
pub(super) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/hq", get(front))
        .route("/hq/", get(front))
        .route("/hq/documents/{id}", get(shown))
        .route("/hq/do/{id}/finalise", post(finalise))
        .route("/hq/do/{id}/delete", post(delete))
        .route("/hq/do/{id}/reference", post(refer))
        .route("/hq/do/{id}/positions/{position}/change", post(change))
        .route("/hq/do/{id}/positions/{position}/delete", post(remove))
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
        let message = self.0.message();
        let body = format!(
            "<h1>That can't be done</h1><p>{}</p><p><a href=\"/hq/\">To the tenant</a></p>",
            esc(&message)
        );
        (self.0.status(), page("That can't be done", &body)).into_response()
    }
}

fn find(books: &Books, id: u64) -> Result<&Document, Refusal> {
    books.document(id).ok_or_else(Refusal::not_found)
}

async fn front(State(sandbox): State<Sandbox>) -> Html<String> {
    sandbox.read(|world| overview::overview_page(&world.hq))
}

async fn shown(
    State(sandbox): State<Sandbox>,
    Path(id): Path<u64>,
) -> Result<Html<String>, Refused> {
    sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        Ok(document::document_page(&world.hq, document))
    })
}

async fn finalise(
    State(sandbox): State<Sandbox>,
    Path(id): Path<u64>,
) -> Result<Redirect, Refused> {
    sandbox
        .write(move |world, now| {
            let document = draft(find(&world.hq, id)?)?;
            let counters = world.hq.counters();
            Ok::<_, Refusal>(in_status(&document, Status::Sent, counters, now))
        })
        .await?;
    Ok(back_to(id))
}

async fn delete(State(sandbox): State<Sandbox>, Path(id): Path<u64>) -> Result<Redirect, Refused> {
    sandbox
        .write(move |world, _| delete_draft(find(&world.hq, id)?))
        .await?;
    Ok(Redirect::to("/hq/"))
}

#[derive(Deserialize)]
struct NewReference {
    text: String,
}

async fn refer(
    State(sandbox): State<Sandbox>,
    Path(id): Path<u64>,
    Form(NewReference { text }): Form<NewReference>,
) -> Result<Redirect, Refused> {
    sandbox
        .write(move |world, now| {
            let mut document = draft(find(&world.hq, id)?)?;
            document.sync_id = Some(text);
            document.updated = now;
            Ok::<_, Refusal>((changes(document, world.hq.counters()), ()))
        })
        .await?;
    Ok(back_to(id))
}

/// What a person can change of a line.
#[derive(Deserialize)]
struct NewLine {
    text: String,
    amount: Decimal,
    price: Decimal,
}

async fn change(
    State(sandbox): State<Sandbox>,
    Path((id, position)): Path<(u64, u64)>,
    Form(new): Form<NewLine>,
) -> Result<Redirect, Refused> {
    sandbox
        .write(move |world, now| {
            let document = find(&world.hq, id)?;
            let changed = changing(document, position, now, |line| {
                // Browsers send both ends of a line.
                line.text = text::html(&new.text.replace("\r\n", "\n"));
                line.amount = new.amount;
                line.price = new.price;
            })?;
            Ok::<_, Refusal>((changes(changed, world.hq.counters()), ()))
        })
        .await?;
    Ok(back_to(id))
}

async fn remove(
    State(sandbox): State<Sandbox>,
    Path((id, position)): Path<(u64, u64)>,
) -> Result<Redirect, Refused> {
    sandbox
        .write(move |world, now| {
            let changed = without(find(&world.hq, id)?, position, now)?;
            Ok::<_, Refusal>((changes(changed, world.hq.counters()), ()))
        })
        .await?;
    Ok(back_to(id))
}

fn back_to(id: u64) -> Redirect {
    Redirect::to(&format!("/hq/documents/{id}"))
}
