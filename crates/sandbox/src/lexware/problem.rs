//! Refusals of the gateway, in their three shapes.
//!
//! developers.lexware.io, "Error Codes": a legacy list of issues (contacts), the regular body with details (invoices,
//! voucherlist, profile), and the bare message of the gateway. The regular body's time and path are left out here.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::oauth;
use crate::journal::JournalError;
use crate::out::Out;
use crate::tool::Body;

/// One thing that is wrong with a request, in the regular shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) violation: &'static str,
    pub(crate) field: String,
    pub(crate) message: String,
}

/// One thing that is wrong with a request, in the legacy shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    pub(crate) key: &'static str,
    pub(crate) source: &'static str,
}

/// A request that is refused.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Gateway(&'static str),
    Regular {
        message: String,
        details: Vec<Detail>,
    },
    Legacy(Vec<Issue>),
}

impl Problem {
    fn regular(status: StatusCode, message: impl Into<String>) -> Self {
        let shape = Shape::Regular {
            message: message.into(),
            details: Vec::new(),
        };
        Self { status, shape }
    }

    /// In the gateway's own words.
    pub(crate) const fn gateway(status: StatusCode, message: &'static str) -> Self {
        let shape = Shape::Gateway(message);
        Self { status, shape }
    }

    /// 400: a parameter that makes no sense.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::regular(StatusCode::BAD_REQUEST, message)
    }

    /// 401.
    pub(crate) const fn unauthorized() -> Self {
        Self::gateway(StatusCode::UNAUTHORIZED, "Unauthorized")
    }

    /// 402: the contract does not include this.
    pub(crate) fn contract() -> Self {
        let message = "Action not possible due to a lexware office contract issue";
        Self::regular(StatusCode::PAYMENT_REQUIRED, message)
    }

    /// 403: the token lacks a scope.
    pub(crate) fn scope(scope: &str) -> Self {
        let message = format!("The scope {scope} is missing");
        Self::regular(StatusCode::FORBIDDEN, message)
    }

    /// 404, of an id as of a route.
    pub(crate) fn not_found() -> Self {
        Self::regular(StatusCode::NOT_FOUND, "The resource was not found")
    }

    /// 406 with details.
    pub(crate) fn invalid(details: Vec<Detail>) -> Self {
        let message = "Validation failed for request. Please see details list for specific causes.";
        let shape = Shape::Regular {
            message: message.to_owned(),
            details,
        };
        Self {
            status: StatusCode::NOT_ACCEPTABLE,
            shape,
        }
    }

    /// 406 in the legacy shape.
    pub(crate) fn issue(key: &'static str, source: &'static str) -> Self {
        Self {
            status: StatusCode::NOT_ACCEPTABLE,
            shape: Shape::Legacy(vec![Issue { key, source }]),
        }
    }

    /// 406 for an action that the state of a document does not allow.
    pub(crate) fn not_acceptable(message: &'static str) -> Self {
        Self::regular(StatusCode::NOT_ACCEPTABLE, message)
    }

    /// 415: a body without its media type.
    pub(crate) const fn media_type() -> Self {
        Self::gateway(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type")
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What to tell a person.
    pub(crate) fn message(&self) -> &str {
        match &self.shape {
            Shape::Gateway(message) => message,
            Shape::Regular { message, .. } => message,
            Shape::Legacy(issues) => issues.first().map_or("", |issue| issue.key),
        }
    }

    fn body(&self) -> Out {
        match &self.shape {
            Shape::Gateway(message) => Out::object([("message", Out::text(message))]),
            Shape::Regular { message, details } => self.regular_body(message, details),
            Shape::Legacy(issues) => Out::object([(
                "IssueList",
                Out::List(issues.iter().copied().map(issue).collect()),
            )]),
        }
    }

    fn regular_body(&self, message: &str, details: &[Detail]) -> Out {
        static TRACE: AtomicU64 = AtomicU64::new(0);
        let trace = TRACE.fetch_add(1, Ordering::Relaxed);
        let details = details.iter().map(|detail| {
            Out::object([
                ("violation", Out::text(detail.violation)),
                ("field", Out::text(&detail.field)),
                ("message", Out::text(&detail.message)),
            ])
        });
        Out::object([
            ("status", Out::number(self.status.as_u16())),
            (
                "error",
                Out::text(self.status.canonical_reason().unwrap_or_default()),
            ),
            ("traceId", Out::text(format!("{trace:012x}"))),
            ("message", Out::text(message)),
            ("details", Out::List(details.collect())),
        ])
    }
}

fn issue(issue: Issue) -> Out {
    Out::object([
        ("i18nKey", Out::text(issue.key)),
        ("source", Out::text(issue.source)),
        ("type", Out::text("validation_failure")),
        ("additionalData", Out::Null),
        ("args", Out::Null),
    ])
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "a change could not be written");
        Self::gateway(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Internal server error or rate limit exceeded",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        json(self.status, &self.body())
    }
}

/// An answer in JSON.
pub(crate) fn json(status: StatusCode, body: &Out) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// What is said with a status of error when a fault asks for it.
pub(crate) fn error_body(status: u16) -> Body {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let problem = match status.as_u16() {
        // 400 is how the authorisation server refuses; what the API refuses is 406.
        400 => return oauth::client_refused_body(),
        401 => Problem::unauthorized(),
        402 => Problem::contract(),
        404 => Problem::not_found(),
        406 => Problem::invalid(vec![Detail {
            violation: "NOTNULL",
            field: "lineItems[0].quantity".to_owned(),
            message: "darf nicht leer sein".to_owned(),
        }]),
        429 => Problem::gateway(status, "Rate limit exceeded"),
        500 => Problem::gateway(status, "Internal server error or rate limit exceeded"),
        504 => Problem::gateway(status, "Endpoint request timed out"),
        _ => Problem::regular(status, "The simulation was told to refuse this request"),
    };
    Body {
        media: "application/json",
        text: serde_json::to_string(&problem.body()).unwrap_or_default(),
    }
}

/// Well-formed JSON in which nothing has the type that belongs there.
pub(crate) fn wrong_type_body() -> Body {
    let text = r#"{"id":{"number":[1]},"content":"none","lineItems":7,"totalPages":[],"access_token":{},"organizationId":[7]}"#;
    Body {
        media: "application/json",
        text: text.to_owned(),
    }
}
