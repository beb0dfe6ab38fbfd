//! What one answer of sevDesk proves: the table for creating calls, and the one for reading calls.
//!
//! sevDesk's writes are not atomic with their status: a 400 or 500 does not prove that nothing was written, while a 429
//! is decided before the service sees the request (`jernoxit/sevdesk-rs@cd8639c`, README).

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::envelope::{self, Contents};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::http::{Answer, Failure};
use crate::outcome::{Outcome, Refusal, Uncertainty};
use crate::retry_after;

/// What a creating call proves.
///
/// | seen                                                     | proves      |
/// |----------------------------------------------------------|-------------|
/// | no name, no connection, no TLS                           | not sent    |
/// | connection lost, time-out, answer too long               | unknown     |
/// | 2xx with the invoice's id                                | executed    |
/// | 2xx without it, unreadable, or with an `error`           | unknown     |
/// | 401, 402, 403, 404, 429                                  | turned away |
/// | 400, 422 with a well-formed `error`                      | refused, to be confirmed by look-ups |
/// | 400, 422 with anything else, all other statuses          | unknown     |
pub(super) fn creating(attempt: Result<Answer, Failure>, now: DateTime<Utc>) -> Outcome {
    let answer = match attempt {
        Ok(answer) => answer,
        Err(Failure::NotConnected(detail)) => {
            return Outcome::NotExecuted(Refusal::NotSent { detail });
        }
        Err(Failure::Broken(detail)) => return Outcome::Unknown(Uncertainty::Transport { detail }),
    };
    let message = envelope::words(&answer.body);
    match answer.status {
        200..=299 => saved(&answer.body),
        401 => Outcome::NotExecuted(Refusal::Unauthorized),
        402 | 403 => Outcome::NotExecuted(Refusal::Forbidden { message }),
        404 => Outcome::NotExecuted(Refusal::Invalid { message }),
        429 => Outcome::NotExecuted(Refusal::RateLimited {
            retry_after: asked_to_wait(&answer, now),
        }),
        400 | 422 if envelope::refusal(&answer.body).is_some() => {
            Outcome::Refused(Refusal::Invalid { message })
        }
        status => Outcome::Unknown(Uncertainty::Status {
            status,
            detail: message,
        }),
    }
}

#[derive(Deserialize)]
struct Saved<'a> {
    #[serde(borrow)]
    objects: SavedObjects<'a>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct SavedObjects<'a> {
    #[serde(borrow)]
    invoice: &'a RawValue,
}

/// A status of success proves nothing without the id.
fn saved(body: &[u8]) -> Outcome {
    let saved: Option<Saved<'_>> = serde_json::from_slice(body).ok();
    let id = saved
        .filter(|saved| saved.error.is_none())
        .and_then(|saved| Fields::parse(saved.objects.invoice.get())?.id("id"));
    let unknown = || {
        let detail = format!("success without an invoice: {}", envelope::words(body));
        Outcome::Unknown(Uncertainty::Unreadable { detail })
    };
    id.map_or_else(unknown, |remote_id| Outcome::Executed { remote_id })
}

/// What a reading call brought: rows and the number of all rows, or why not.
pub(super) fn reading(
    attempt: Result<Answer, Failure>,
    now: DateTime<Utc>,
) -> Result<(Vec<Fields>, Option<usize>), ProviderError> {
    let answer = attempt.map_err(|failure| match failure {
        Failure::NotConnected(detail) | Failure::Broken(detail) => {
            ProviderError::Unavailable { detail }
        }
    })?;
    let message = envelope::words(&answer.body);
    Err(match answer.status {
        200..=299 => match envelope::open(&answer.body) {
            Contents::Objects { rows, total } => return Ok((rows, total)),
            Contents::Error(message) => ProviderError::Refused { message },
            Contents::Unreadable(detail) => ProviderError::Unexpected { detail },
        },
        401 => ProviderError::Unauthorized,
        402 | 403 => ProviderError::Forbidden { message },
        // A gateway's 404 is about an address, not about a document.
        404 if envelope::refusal(&answer.body).is_some() => ProviderError::NotFound,
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

/// What a deletion proves. Any success counts, since the answer to a deletion is documented as nothing in particular; the
/// document is looked at again.
pub(super) fn deleting(
    attempt: Result<Answer, Failure>,
    now: DateTime<Utc>,
) -> Result<(), ProviderError> {
    match &attempt {
        Ok(answer) if (200..=299).contains(&answer.status) => {
            match envelope::refusal(&answer.body) {
                None => Ok(()),
                Some(_) => reading(attempt, now).map(drop),
            }
        }
        _ => reading(attempt, now).map(drop),
    }
}

fn asked_to_wait(answer: &Answer, now: DateTime<Utc>) -> std::time::Duration {
    retry_after::wait(answer.retry_after.as_deref(), now)
}

#[cfg(test)]
mod tests;
