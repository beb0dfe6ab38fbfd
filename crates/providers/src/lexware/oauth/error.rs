//! Why there are no tokens.

use std::time::Duration;

use oauth2::RequestTokenError;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType};
use thiserror::Error;

/// Why there are no tokens. Texts hold no secret.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OAuthError {
    /// The authorisation code or refresh token is wrong, used, or no longer valid.
    #[error("Lexware no longer accepts this authorisation: connect it anew")]
    Withdrawn,
    /// Lexware does not know our client, or switched it off: the operator's business.
    #[error(
        "Lexware refuses this Billhour's client ({0}): check BILLHOUR_LEXWARE_CLIENT_ID and BILLHOUR_LEXWARE_CLIENT_SECRET"
    )]
    Client(String),
    /// Too many requests.
    #[error("Lexware asks to wait {} s", .0.as_secs())]
    Busy(Duration),
    /// No answer, or a failure of the server.
    #[error("Lexware cannot be reached at the moment ({0})")]
    Unavailable(String),
    /// The answer is not what is documented.
    #[error("Lexware answered something that it does not document ({0})")]
    Unexpected(String),
}

/// Lexware answers 400 to whatever is wrong with a code, and consumes it.
pub(super) fn reason(error: RequestTokenError<OAuthError, BasicErrorResponse>) -> OAuthError {
    match error {
        RequestTokenError::ServerResponse(response) => match response.error() {
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                OAuthError::Client(response.error().to_string())
            }
            BasicErrorResponseType::InvalidGrant | BasicErrorResponseType::InvalidRequest => {
                OAuthError::Withdrawn
            }
            other => OAuthError::Unexpected(other.to_string()),
        },
        RequestTokenError::Request(problem) => problem,
        // What could not be read may hold a token.
        RequestTokenError::Parse(..) => OAuthError::Unexpected("no JSON of tokens".to_owned()),
        RequestTokenError::Other(detail) => OAuthError::Unexpected(detail),
    }
}
