//! The forms that answers come in.
//!
//! Public sources: sevDesk's API document (`validationError`, response schemas); `jernoxit/sevdesk-rs@cd8639c`
//! (recorded error bodies and the `objects` wrapper around everything); `exlo89/laravel-sevdesk-api@3629da5`
//! (the flat body for a wrong token).

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::journal::JournalError;
use crate::json::Misfit;
use crate::out::Out;
use crate::tool::Body;

/// A request that sevDesk refuses.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    /// sevDesk's own number for it; many refusals have none.
    code: Option<u32>,
    message: String,
    /// What a refusal with code 830 lists.
    missing: Vec<&'static str>,
}

impl Refusal {
    fn new(status: StatusCode, code: Option<u32>, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            missing: Vec::new(),
        }
    }

    /// 400: a parameter that makes no sense.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, None, message)
    }

    /// 400 with a code: a refusal for reasons of bookkeeping.
    pub(crate) fn refused(code: u32, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some(code), message)
    }

    /// 400/830: an e-invoice lacks something.
    pub(crate) fn e_invoice_lacks(missing: Vec<&'static str>) -> Self {
        let message = "The invoice lacks information that an e-invoice must have.";
        Self {
            missing,
            ..Self::refused(830, message)
        }
    }

    /// 404/151: no such object.
    pub(crate) fn not_found(model: &str, id: impl std::fmt::Display) -> Self {
        let message = format!("No Model_{model} with the id {id} was found");
        Self::new(StatusCode::NOT_FOUND, Some(151), message)
    }

    /// 404: no such end point.
    pub(crate) fn no_such_route() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            None,
            "There is no such resource, or not in this simulation.",
        )
    }

    /// 409: the object's state forbids it.
    pub(crate) fn conflict(code: u32, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, Some(code), message)
    }

    /// 422: well-formed, but not valid.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, None, message)
    }

    /// 422 with a code.
    pub(crate) fn invalid_with(code: u32, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Some(code), message)
    }

    /// 500: among others what is a caller's mistake, but not caught.
    pub(crate) fn server_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, None, message)
    }

    /// 503: the document isn't ready for what is asked.
    pub(crate) fn unavailable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, None, message)
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What it says.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    fn body(&self) -> Out {
        let data = if self.missing.is_empty() {
            Out::List(Vec::new())
        } else {
            let missing = self.missing.iter().map(Out::text).collect();
            Out::object([("missing information", Out::List(missing))])
        };
        let error = Out::object([
            ("exceptionUUID", Out::Text(exception_uuid())),
            ("message", Out::text(&self.message)),
            ("errorCode", Out::number(0)),
            ("code", self.code.map_or(Out::Null, Out::number)),
            ("data", data),
            ("responseCode", Out::number(self.status.as_u16())),
        ]);
        Out::object([("error", error), ("objects", Out::Null)])
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        json(self.status, &self.body())
    }
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        Self::bad_request(format!(
            "{} is expected to be {}",
            misfit.field, misfit.expected
        ))
    }
}

impl From<JournalError> for Refusal {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "a change could not be kept");
        Self::server_error(error.to_string())
    }
}

/// Different for each error, and in the form of a UUID.
fn exception_uuid() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    format!("5eade5c0-0000-4000-8000-{number:012x}")
}

/// The answer of the layer in front of the API, which is flat. Its exact words are not known.
pub(crate) fn unauthorized() -> Response {
    let body = Out::object([
        ("status", Out::number(401)),
        ("message", Out::text("Authentication required")),
    ]);
    json(StatusCode::UNAUTHORIZED, &body)
}

/// 200 with `objects`.
pub(crate) fn ok(objects: Out) -> Response {
    json(StatusCode::OK, &Out::object([("objects", objects)]))
}

/// 201 with `objects`.
pub(crate) fn created(objects: Out) -> Response {
    json(StatusCode::CREATED, &Out::object([("objects", objects)]))
}

/// 200 with a list, and the number of all rows if it was asked for. That number is a text.
pub(crate) fn list(rows: Vec<Out>, total: Option<usize>) -> Response {
    let mut fields = Vec::new();
    if let Some(total) = total {
        fields.push(("total", Out::text(total)));
    }
    fields.push(("objects", Out::List(rows)));
    json(StatusCode::OK, &Out::Object(fields))
}

fn json(status: StatusCode, body: &Out) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// What sevDesk says with a status of error: JSON, flat JSON for a wrong token, a page where a gateway speaks.
pub(crate) fn error_body(status: u16) -> Body {
    let json = |out: &Out| Body {
        media: "application/json",
        text: serde_json::to_string(out).unwrap_or_default(),
    };
    match status {
        401 => json(&Out::object([
            ("status", Out::number(401)),
            ("message", Out::text("Authentication required")),
        ])),
        502 | 504 => Body {
            media: "text/html; charset=utf-8",
            text: format!(
                "<html><head><title>{status}</title></head><body><h1>{status}</h1><hr>nginx</body></html>"
            ),
        },
        _ => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let code = (status == StatusCode::NOT_FOUND).then_some(151);
            json(
                &Refusal::new(
                    status,
                    code,
                    "The simulation was told to refuse this request",
                )
                .body(),
            )
        }
    }
}

/// Well-formed JSON in which nothing has the type that belongs there.
pub(crate) fn wrong_type_body() -> Body {
    let text = r#"{"objects":{"id":{"number":[1]},"invoice":"none","invoicePos":7,"version":[]},"total":{}}"#;
    Body {
        media: "application/json",
        text: text.to_owned(),
    }
}
