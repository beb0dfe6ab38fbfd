//! Why there are no tokens.

use std::time::Duration;

use oauth2::RequestTokenError;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType};
use thiserror::Error;

/// What the library says of a request that brought no tokens.
type Refused = RequestTokenError<OAuthError, BasicErrorResponse>;

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

/// Why a code was not redeemed: Lexware answers 400 to whatever is wrong with one, and consumes it.
pub(super) fn of_code(error: Refused) -> OAuthError {
    if let RequestTokenError::ServerResponse(response) = &error
        && *response.error() == BasicErrorResponseType::InvalidRequest
    {
        return OAuthError::Withdrawn;
    }
    of_refresh(error)
}

/// Why a pair was not renewed. Only `invalid_grant` says something about the refresh token; the tokens of a connection are
/// not given up for a request that was not understood.
pub(super) fn of_refresh(error: Refused) -> OAuthError {
    match error {
        RequestTokenError::ServerResponse(response) => match response.error() {
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                OAuthError::Client(response.error().to_string())
            }
            BasicErrorResponseType::InvalidGrant => OAuthError::Withdrawn,
            other => OAuthError::Unexpected(other.to_string()),
        },
        RequestTokenError::Request(problem) => problem,
        // What could not be read may hold a token.
        RequestTokenError::Parse(..) => OAuthError::Unexpected("no JSON of tokens".to_owned()),
        RequestTokenError::Other(detail) => OAuthError::Unexpected(detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_token_is_given_up_for_no_other_word_than_the_one_about_it() {
        let refused = |word: &str| {
            let answer = serde_json::json!({ "error": word });
            RequestTokenError::ServerResponse(serde_json::from_value(answer).unwrap())
        };
        let unexpected = |word: &str| OAuthError::Unexpected(word.to_owned());
        for (word, code, refresh) in [
            (
                "invalid_grant",
                OAuthError::Withdrawn,
                OAuthError::Withdrawn,
            ),
            (
                "invalid_request",
                OAuthError::Withdrawn,
                unexpected("invalid_request"),
            ),
            (
                "server_on_fire",
                unexpected("server_on_fire"),
                unexpected("server_on_fire"),
            ),
        ] {
            assert_eq!(of_code(refused(word)), code, "{word}");
            assert_eq!(of_refresh(refused(word)), refresh, "{word}");
        }
    }
}
