//! What the authorisation server says when it refuses (RFC 6749, 5.2).

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::journal::JournalError;
use crate::lexware::problem::json;
use crate::out::Out;
use crate::tool::Body;

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OAuthError {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
}

impl OAuthError {
    const fn of_400(error: &'static str, description: &'static str) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            description,
        }
    }

    /// The request lacks something, or has it twice.
    pub(super) const fn request(description: &'static str) -> Self {
        Self::of_400("invalid_request", description)
    }

    /// The code or refresh token is not, or no longer, worth anything.
    pub(super) const fn grant(description: &'static str) -> Self {
        Self::of_400("invalid_grant", description)
    }

    /// There is no such way to get a token.
    pub(super) const fn unsupported() -> Self {
        let description = "Only authorization_code and refresh_token are supported";
        Self::of_400("unsupported_grant_type", description)
    }

    /// The client was switched off.
    pub(super) const fn switched_off() -> Self {
        Self::of_400("unauthorized_client", "This client may not be used")
    }

    fn body(self) -> Out {
        Out::object([
            ("error", Out::text(self.error)),
            ("error_description", Out::text(self.description)),
        ])
    }

    /// The client's id or secret is wrong.
    pub(super) const fn client() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            description: "Client authentication failed",
        }
    }
}

/// What a client that was switched off is told.
pub(in crate::lexware) fn client_refused_body() -> Body {
    Body {
        media: "application/json",
        text: serde_json::to_string(&OAuthError::switched_off().body()).unwrap_or_default(),
    }
}

impl From<JournalError> for OAuthError {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "a change could not be written");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            error: "server_error",
            description: "Nothing was changed",
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        json(self.status, &self.body())
    }
}
