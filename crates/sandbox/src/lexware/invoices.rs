//! Reading invoices. They can't be changed or deleted by this API: those routes do not exist.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use super::books::Books;
use super::model::Invoice;
use super::problem::{Problem, json};
use super::render;
use crate::sandbox::Sandbox;

/// `GET /v1/invoices/{id}`.
pub(super) async fn get(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    check_accept(&headers)?;
    sandbox.read(|world| {
        let invoice = find(&world.lexware, &id)?;
        Ok(json(StatusCode::OK, &render::invoice(invoice)))
    })
}

/// Only JSON is to be had.
fn check_accept(headers: &HeaderMap) -> Result<(), Problem> {
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    let fits = accepted
        .is_none_or(|accepted| accepted.contains("*/*") || accepted.contains("application/json"));
    if fits {
        Ok(())
    } else {
        Err(Problem::not_acceptable("This media type is not available"))
    }
}

/// The invoice with an id as it stands in a path.
pub(super) fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Invoice, Problem> {
    books.invoice(id).ok_or_else(Problem::not_found)
}
