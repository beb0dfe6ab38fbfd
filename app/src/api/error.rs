//! How a server function fails.

use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::codec::PostcardEncoding;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Typed, because it travels to the browser: no text of an inner error is in it.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// The session ended.
    #[error("not signed in")]
    SignIn,
    /// The role does not allow it, or it does not exist: the two look the same.
    #[error("not found")]
    NotFound,
    /// What was sent cannot be read.
    #[error("not understood")]
    Unreadable,
    /// The server or its database failed: try again.
    #[error("the server failed")]
    Server,
    /// There was no answer: try again.
    #[error("no answer")]
    Offline,
    /// The billing tool failed: try again, or look at the integration.
    #[error("the billing tool failed")]
    Tool,
}

impl FromServerFnError for ApiError {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Unreadable,
            _ => Self::Server,
        }
    }
}

#[cfg(feature = "ssr")]
impl axum::response::IntoResponse for ApiError {
    /// As a server function answers that fails: for what ends before one is called.
    fn into_response(self) -> axum::response::Response {
        let status = match self {
            Self::SignIn => http::StatusCode::UNAUTHORIZED,
            _ => http::StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, self.ser()).into_response()
    }
}

#[cfg(feature = "ssr")]
impl From<crate::context::PageError> for ApiError {
    fn from(error: crate::context::PageError) -> Self {
        use crate::context::PageError;
        match error {
            PageError::SignIn => Self::SignIn,
            PageError::NotFound | PageError::Forbidden => Self::NotFound,
            PageError::Store(_) | PageError::Session(_) => {
                tracing::error!(%error, "a server function failed");
                Self::Server
            }
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::StoreError> for ApiError {
    fn from(error: store::StoreError) -> Self {
        crate::context::PageError::from(error).into()
    }
}
