//! What one answer of Lexware Office proves: the table for creating calls, and the one for reading calls.
//!
//! A 406 is their word for a validation failure, before anything is stored; 401, 402, 403 and 429 are decided by the
//! gateway. A 504 may have been carried out, and a 500 may mean anything, the limit of requests too (NOTES.md).

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::words;
use crate::error::ProviderError;
use crate::http::{Answer, Failure};
use crate::outcome::{Outcome, Refusal, Uncertainty};
use crate::retry_after;

/// What a creating call proves.
///
/// | seen                                                  | proves      |
/// |-------------------------------------------------------|-------------|
/// | no name, no connection, no TLS                        | not sent    |
/// | connection lost, time-out, answer too long            | unknown     |
/// | 2xx with an id                                        | executed    |
/// | 2xx without one, or unreadable                        | unknown     |
/// | 401, 402, 403, 429                                    | turned away |
/// | 400, 404, 405, 406, 415 in a documented shape         | turned away |
/// | the same in any other shape, and all other statuses   | unknown     |
pub(super) fn creating(attempt: Result<Answer, Failure>, now: DateTime<Utc>) -> Outcome {
    let answer = match attempt {
        Ok(answer) => answer,
        Err(Failure::NotConnected(detail)) => {
            return Outcome::NotExecuted(Refusal::NotSent { detail });
        }
        Err(Failure::Broken(detail)) => return Outcome::Unknown(Uncertainty::Transport { detail }),
    };
    let message = words::words(&answer.body);
    let refusal = match answer.status {
        200..=299 => return created(&answer.body),
        401 => Refusal::Unauthorized,
        402 | 403 => Refusal::Forbidden { message },
        429 => Refusal::RateLimited {
            retry_after: retry_after::wait(answer.retry_after.as_deref(), now),
        },
        400 | 404 | 405 | 406 | 415 if words::refusal(&answer.body).is_some() => {
            Refusal::Invalid { message }
        }
        status => {
            let detail = message;
            return Outcome::Unknown(Uncertainty::Status { status, detail });
        }
    };
    Outcome::NotExecuted(refusal)
}

#[derive(Deserialize)]
struct Created {
    id: String,
}

/// A status of success proves nothing without the id.
fn created(body: &[u8]) -> Outcome {
    let created: Option<Created> = serde_json::from_slice(body).ok();
    let id = created.map(|created| created.id).unwrap_or_default();
    if id.is_empty() {
        let detail = format!("success without an invoice: {}", words::words(body));
        return Outcome::Unknown(Uncertainty::Unreadable { detail });
    }
    Outcome::Executed { remote_id: id }
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
    let message = words::words(&answer.body);
    Err(match answer.status {
        200..=299 => return Ok(answer.body),
        401 => ProviderError::Unauthorized,
        402 | 403 => ProviderError::Forbidden { message },
        // Somebody else's page is about an address, not about a document.
        404 if answer.body.is_empty() || words::refusal(&answer.body).is_some() => {
            ProviderError::NotFound
        }
        400 | 406 | 409 => ProviderError::Refused { message },
        429 => limited(&answer, now),
        500 if message.contains("rate limit") => limited(&answer, now),
        408 | 500..=599 => ProviderError::Unavailable {
            detail: format!("HTTP {}: {message}", answer.status),
        },
        status => ProviderError::Unexpected {
            detail: format!("HTTP {status}: {message}"),
        },
    })
}

fn limited(answer: &Answer, now: DateTime<Utc>) -> ProviderError {
    let retry_after = retry_after::wait(answer.retry_after.as_deref(), now);
    ProviderError::RateLimited { retry_after }
}

#[cfg(test)]
mod tests;
