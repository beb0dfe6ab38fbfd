//! What one answer of HQ proves: a table for new documents, one for lines, and one for reading.
//!
//! Nobody has published whether a refusal of HQ means that nothing was written. So a well-formed one is to be confirmed
//! by look-ups, and everything that is not a plain refusal is unclear.

use chrono::{DateTime, Utc};

use super::errors;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::http::{Answer, Failure};
use crate::outcome::{Obstacle, Outcome, Refusal, Uncertainty};
use crate::retry_after;

/// What a request for a new document proves. `key` is the API's name for an id.
///
/// | seen                                                     | proves      |
/// |----------------------------------------------------------|-------------|
/// | no name, no connection, no TLS                           | not sent    |
/// | connection lost, time-out, answer too long               | unknown     |
/// | 2xx with the document's id, in the body or as `Location` | executed    |
/// | 2xx without it                                           | unknown     |
/// | 401, 403, 404, 429                                       | turned away |
/// | 400, 422 with a well-formed refusal                      | refused, to be confirmed by look-ups |
/// | 400, 422 with anything else, all other statuses          | unknown     |
pub(super) fn creating(attempt: Result<Answer, Failure>, key: &str, now: DateTime<Utc>) -> Outcome {
    let answer = match attempt {
        Ok(answer) => answer,
        Err(Failure::NotConnected(detail)) => {
            return Outcome::NotExecuted(Refusal::NotSent { detail });
        }
        Err(Failure::Broken(detail)) => return Outcome::Unknown(Uncertainty::Transport { detail }),
    };
    let message = errors::words(&answer.body);
    match answer.status {
        200..=299 => match made(&answer, key) {
            Some(remote_id) => Outcome::Executed { remote_id },
            None => Outcome::Unknown(Uncertainty::Unreadable {
                detail: format!("success without an id: {message}"),
            }),
        },
        401 => Outcome::NotExecuted(Refusal::Unauthorized),
        403 => Outcome::NotExecuted(Refusal::Forbidden { message }),
        404 => Outcome::NotExecuted(Refusal::Invalid { message }),
        429 => Outcome::NotExecuted(Refusal::RateLimited {
            retry_after: asked_to_wait(&answer, now),
        }),
        400 | 422 if errors::refusal(&answer.body).is_some() => {
            Outcome::Refused(Refusal::Invalid { message })
        }
        status => Outcome::Unknown(Uncertainty::Status {
            status,
            detail: message,
        }),
    }
}

/// The id of what was made. v2 was seen to answer some requests with an empty body (`BM1-de/hellohq-mcp@d02c680`).
fn made(answer: &Answer, key: &str) -> Option<String> {
    let body = std::str::from_utf8(&answer.body).ok()?;
    if !body.trim().is_empty() {
        return Fields::parse(body)?.id(key);
    }
    let location = answer.location.as_deref()?;
    let id = location.trim_end_matches(')').rsplit(['/', '(']).next()?;
    let id: u64 = id.parse().ok()?;
    (id > 0).then(|| id.to_string())
}

/// Why a line was not added, or why that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotAdded {
    /// It was not.
    Surely(ProviderError),
    /// It may have been.
    Perhaps(String),
}

impl NotAdded {
    /// It cannot even be written down.
    pub(super) fn unsendable(obstacle: Obstacle) -> Self {
        Self::Surely(ProviderError::Refused {
            message: format!("a line cannot be sent: {obstacle:?}"),
        })
    }
}

/// What a request for a new line or table proves: the line as it is answered.
///
/// | seen                                                  | proves    |
/// |-------------------------------------------------------|-----------|
/// | no connection                                         | not added |
/// | 2xx with an object that has an id                     | added     |
/// | 401, 403, 404, 429, 400 or 422 with a refusal         | not added |
/// | everything else                                       | nothing   |
pub(super) fn adding(
    attempt: Result<Answer, Failure>,
    key: &str,
    now: DateTime<Utc>,
) -> Result<Fields, NotAdded> {
    let answer = match attempt {
        Ok(answer) => answer,
        Err(Failure::NotConnected(detail)) => {
            return Err(NotAdded::Surely(ProviderError::Unavailable { detail }));
        }
        Err(Failure::Broken(detail)) => return Err(NotAdded::Perhaps(detail)),
    };
    let message = errors::words(&answer.body);
    let is_refusal = errors::refusal(&answer.body).is_some();
    Err(match answer.status {
        200..=299 => {
            let added = std::str::from_utf8(&answer.body)
                .ok()
                .and_then(Fields::parse);
            match added.filter(|added| added.text(key).is_some()) {
                Some(added) => return Ok(added),
                None => NotAdded::Perhaps(format!("success without an id: {message}")),
            }
        }
        401 => NotAdded::Surely(ProviderError::Unauthorized),
        403 => NotAdded::Surely(ProviderError::Forbidden { message }),
        429 => NotAdded::Surely(ProviderError::RateLimited {
            retry_after: asked_to_wait(&answer, now),
        }),
        404 if !errors::is_page(&answer.body) => {
            NotAdded::Surely(ProviderError::Refused { message })
        }
        400 | 422 if is_refusal => NotAdded::Surely(ProviderError::Refused { message }),
        status => NotAdded::Perhaps(format!("HTTP {status}: {message}")),
    })
}

/// The body that a reading call brought, or why not.
pub(super) fn reading(
    attempt: Result<Answer, Failure>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, ProviderError> {
    let answer = attempt.map_err(|failure| match failure {
        Failure::NotConnected(detail) | Failure::Broken(detail) => {
            ProviderError::Unavailable { detail }
        }
    })?;
    let message = errors::words(&answer.body);
    Err(match answer.status {
        200..=299 => return Ok(answer.body),
        401 => ProviderError::Unauthorized,
        403 => ProviderError::Forbidden { message },
        // A gateway's 404 is about an address, not about a document.
        404 if !errors::is_page(&answer.body) => ProviderError::NotFound,
        400 | 409 | 422 => ProviderError::Refused { message },
        429 => ProviderError::RateLimited {
            retry_after: asked_to_wait(&answer, now),
        },
        408 | 500..=599 => ProviderError::Unavailable {
            detail: format!("HTTP {}: {message}", answer.status),
        },
        status => ProviderError::Unexpected {
            detail: format!("HTTP {status}: {message}"),
        },
    })
}

fn asked_to_wait(answer: &Answer, now: DateTime<Utc>) -> std::time::Duration {
    retry_after::wait(answer.retry_after.as_deref(), now)
}

#[cfg(test)]
mod tests;
