//! Answers that are wrong on purpose.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Refusal;
use crate::tool::{self, Tool};

/// What a fault puts in the place of a good body.
const HALF_JSON: &str = r#"{"objects":[{"id":"13"#;
const PAGE: &str = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>";

/// An HTTP error in the tool's own words.
pub(super) fn refusal(tool: Tool, refusal: &Refusal) -> Response {
    let mut response = with_body(refusal.status, tool.error_body(refusal.status));
    let retry_after = refusal.retry_after.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(value)) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// Success in the status line, an error in the body.
pub(super) fn error_in_200(tool: Tool) -> Response {
    with_body(200, tool.error_body(422))
}

/// A redirect, which a client of an API has no reason to expect.
pub(super) fn redirect(location: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

/// The answer with JSON that ends in the middle.
pub(super) fn malformed(answer: Response) -> Response {
    replaced(
        answer,
        tool::Body {
            media: "application/json",
            text: HALF_JSON.to_owned(),
        },
    )
}

/// The answer with a page in place of JSON.
pub(super) fn html(answer: Response) -> Response {
    replaced(
        answer,
        tool::Body {
            media: "text/html; charset=utf-8",
            text: PAGE.to_owned(),
        },
    )
}

/// The answer as it is, under the name of a page.
pub(super) fn as_page(mut answer: Response) -> Response {
    let media = HeaderValue::from_static("text/html; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, media);
    answer
}

/// The answer without a body.
pub(super) fn empty(answer: Response) -> Response {
    replaced(
        answer,
        tool::Body {
            media: "application/json",
            text: String::new(),
        },
    )
}

/// The answer with JSON of other types.
pub(super) fn wrong_type(tool: Tool, answer: Response) -> Response {
    replaced(answer, tool.wrong_type_body())
}

fn replaced(answer: Response, body: tool::Body) -> Response {
    with_body(answer.status().as_u16(), body)
}

fn with_body(status: u16, body: tool::Body) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (
        status,
        [(header::CONTENT_TYPE, body.media)],
        Body::from(body.text),
    )
        .into_response()
}
