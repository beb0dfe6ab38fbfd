//! Requests that are refused, in the forms of both APIs.
//!
//! Neither API document describes error bodies. v1 is built on `OData`, whose standard has `error{code, message}`; that
//! v2 answers 400 with `errors` by field was seen (`markatusGit/Sales-Markatus-WebApp`).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};

use super::model::Dialect;
use crate::journal::JournalError;
use crate::json::Misfit;
use crate::tool::Body;

/// A request that HQ refuses.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    /// Field and message.
    problems: Vec<(String, String)>,
}

impl Refusal {
    fn new(status: StatusCode, field: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            problems: vec![(field.to_owned(), message.into())],
        }
    }

    /// 400: something is wrong with a field or a parameter.
    pub(super) fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, field, message)
    }

    /// 400: fields are missing.
    pub(super) fn lacks(fields: Vec<&str>) -> Self {
        let problems = fields.into_iter();
        let problems =
            problems.map(|field| (field.to_owned(), format!("The {field} field is required.")));
        Self {
            status: StatusCode::BAD_REQUEST,
            problems: problems.collect(),
        }
    }

    /// 401: the token is not one of this API.
    pub(super) fn unauthorized() -> Self {
        let message = "Authorization has been denied for this request.";
        Self::new(StatusCode::UNAUTHORIZED, "", message)
    }

    /// 404: no such thing, or no such end point.
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "", "Not Found")
    }

    /// 415: the body is no JSON.
    pub(super) fn no_json() -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(status, "", "The body is expected as application/json")
    }

    /// The HTTP status.
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// What it says.
    pub(super) fn message(&self) -> String {
        let messages: Vec<&str> = self
            .problems
            .iter()
            .map(|(_, message)| message.as_str())
            .collect();
        messages.join(" ")
    }

    /// The answer. A wrong token gets no body from v2, as is usual where tokens are JWTs.
    pub(super) fn answer(&self, dialect: Dialect) -> Response {
        let body = match dialect {
            Dialect::V2 if self.status == StatusCode::UNAUTHORIZED => {
                return self.status.into_response();
            }
            Dialect::V2 => self.by_field(),
            Dialect::V1 if self.status == StatusCode::UNAUTHORIZED => {
                json!({ "Message": self.message() })
            }
            Dialect::V1 => json!({"error": {"code": "", "message": self.message()}}),
        };
        let media = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
        (self.status, media, body.to_string()).into_response()
    }

    fn by_field(&self) -> Value {
        let mut errors = Map::new();
        for (field, message) in &self.problems {
            let messages = errors.entry(field.clone()).or_insert_with(|| json!([]));
            if let Value::Array(messages) = messages {
                messages.push(json!(message));
            }
        }
        json!({
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "errors": errors,
        })
    }
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        let message = format!("The value is expected to be {}.", misfit.expected);
        Self::invalid(&misfit.field, message)
    }
}

impl From<JournalError> for Refusal {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "a change could not be kept");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "", error.to_string())
    }
}

/// What is said with a status of error that was ordered: v2's form, nothing for a wrong token, a page where a gateway
/// speaks.
pub(crate) fn error_body(status: u16) -> Body {
    let text = match status {
        401 => String::new(),
        502 | 504 => {
            return Body {
                media: "text/html; charset=utf-8",
                text: format!(
                    "<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
                ),
            };
        }
        _ => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let message = "The simulation was told to refuse this request.";
            Refusal::new(status, "request", message)
                .by_field()
                .to_string()
        }
    };
    Body {
        media: "application/json; charset=utf-8",
        text,
    }
}

/// Well-formed JSON in which nothing has the type that belongs there.
pub(crate) fn wrong_type_body() -> Body {
    let text = r#"{"value":{"Id":[1]},"id":{"number":[1]},"Id":{"number":[1]},"name":7,"data":"none","positions":3}"#;
    Body {
        media: "application/json; charset=utf-8",
        text: text.to_owned(),
    }
}
