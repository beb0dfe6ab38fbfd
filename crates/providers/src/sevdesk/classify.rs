//! What one answer of sevDesk proves: the table for creating calls, and the one for reading calls.
//!
//! sevDesk's writes are not atomic with their status: a 400 or 500 does not prove that nothing was written, while a 429
//! is decided before the service sees the request (`jernoxit/sevdesk-rs@cd8639c`, README).

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::envelope::{self, Contents};
use super::fields::Fields;
use crate::error::ProviderError;
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
        .and_then(|saved| Fields::parse(saved.objects.invoice.get())?.id());
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

/// Why a creating call was not made, when what must be read before it could not be read.
pub(super) fn unread(error: ProviderError) -> Refusal {
    match error {
        ProviderError::Unauthorized => Refusal::Unauthorized,
        ProviderError::Forbidden { message } => Refusal::Forbidden { message },
        ProviderError::RateLimited { retry_after } => Refusal::RateLimited { retry_after },
        ProviderError::Refused { message } => Refusal::Invalid { message },
        error @ (ProviderError::NotFound
        | ProviderError::Unavailable { .. }
        | ProviderError::Unexpected { .. }) => Refusal::NotSent {
            detail: error.to_string(),
        },
    }
}

fn asked_to_wait(answer: &Answer, now: DateTime<Utc>) -> std::time::Duration {
    retry_after::wait(answer.retry_after.as_deref(), now)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const REFUSAL: &str =
        r#"{"error":{"message":"The tax rate 16 is not allowed","code":null},"objects":null}"#;
    const PAGE: &str = "<html><h1>nginx</h1></html>";
    const SAVED: &str =
        r#"{"objects":{"invoice":{"id":"135582100","status":"100"},"invoicePos":[],"vatdrop":""}}"#;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            retry_after: Some("7".to_owned()),
            body: body.as_bytes().to_vec(),
        }
    }

    fn created(status: u16, body: &str) -> Outcome {
        creating(Ok(answer(status, body)), DateTime::UNIX_EPOCH)
    }

    fn read(status: u16, body: &str) -> ProviderError {
        reading(Ok(answer(status, body)), DateTime::UNIX_EPOCH).unwrap_err()
    }

    #[test]
    fn without_a_connection_nothing_was_sent() {
        let failed = |failure| creating(Err(failure), DateTime::UNIX_EPOCH);
        let outcome = failed(Failure::NotConnected("refused".into()));
        assert_eq!(
            outcome,
            Outcome::NotExecuted(Refusal::NotSent {
                detail: "refused".into()
            })
        );
        let outcome = failed(Failure::Broken("reset".into()));
        assert_eq!(
            outcome,
            Outcome::Unknown(Uncertainty::Transport {
                detail: "reset".into()
            })
        );
    }

    #[test]
    fn an_id_is_success() {
        let done = Outcome::Executed {
            remote_id: "135582100".into(),
        };
        assert_eq!(created(201, SAVED), done);
        assert_eq!(
            created(
                200,
                r#"{"error":null,"objects":{"invoice":{"id":135582100}}}"#
            ),
            done
        );
    }

    #[test]
    fn success_without_an_id_is_unknown() {
        let bodies = [
            "",
            PAGE,
            REFUSAL,
            "{}",
            r#"{"objects":null}"#,
            r#"{"objects":[]}"#,
            r#"{"objects":{"invoice":"none","invoicePos":7}}"#,
            r#"{"objects":{"invoice":{"id":null}}}"#,
            r#"{"objects":{"invoice":{"id":true}}}"#,
            r#"{"objects":{"invoice":{"id":"135582100"}},"error":{"message":"partly"}}"#,
            &SAVED[..SAVED.len() - 1],
        ];
        for body in bodies {
            assert!(
                matches!(
                    created(201, body),
                    Outcome::Unknown(Uncertainty::Unreadable { .. })
                ),
                "{body}"
            );
        }
    }

    #[test]
    fn who_is_turned_away_has_not_created_anything() {
        let flat = r#"{"status":401,"message":"Authentication required"}"#;
        assert_eq!(
            created(401, flat),
            Outcome::NotExecuted(Refusal::Unauthorized)
        );
        assert_eq!(
            created(401, PAGE),
            Outcome::NotExecuted(Refusal::Unauthorized)
        );
        for status in [402, 403] {
            assert!(matches!(
                created(status, REFUSAL),
                Outcome::NotExecuted(Refusal::Forbidden { .. })
            ));
        }
        assert!(matches!(
            created(404, PAGE),
            Outcome::NotExecuted(Refusal::Invalid { .. })
        ));
        let waiting = Outcome::NotExecuted(Refusal::RateLimited {
            retry_after: Duration::from_secs(7),
        });
        assert_eq!(created(429, PAGE), waiting);
    }

    #[test]
    fn a_refusal_counts_only_when_it_is_well_formed() {
        for status in [400, 422] {
            let message = "The tax rate 16 is not allowed".to_owned();
            assert_eq!(
                created(status, REFUSAL),
                Outcome::Refused(Refusal::Invalid { message })
            );
            for body in [
                PAGE,
                "",
                "{}",
                r#"{"message":"no"}"#,
                r#"{"error":{}}"#,
                &REFUSAL[..40],
            ] {
                let outcome = created(status, body);
                assert!(
                    matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
                    "{body}"
                );
            }
        }
    }

    #[test]
    fn everything_else_is_unknown() {
        let named = [200..=299, 400..=404, 422..=422, 429..=429];
        for status in (100..=599)
            .filter(|status| !named.iter().any(|range| range.contains(status)))
            .chain([405, 409])
        {
            for body in [SAVED, REFUSAL, PAGE] {
                let outcome = created(status, body);
                assert!(
                    matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
                    "{status} {outcome:?}"
                );
            }
        }
    }

    #[test]
    fn a_failed_read_says_why() {
        assert_eq!(read(401, PAGE), ProviderError::Unauthorized);
        assert!(matches!(
            read(403, REFUSAL),
            ProviderError::Forbidden { .. }
        ));
        assert_eq!(read(404, REFUSAL), ProviderError::NotFound);
        assert!(matches!(read(404, PAGE), ProviderError::Unexpected { .. }));
        assert!(matches!(read(400, REFUSAL), ProviderError::Refused { .. }));
        assert_eq!(
            read(429, ""),
            ProviderError::RateLimited {
                retry_after: Duration::from_secs(7)
            }
        );
        assert!(matches!(read(502, PAGE), ProviderError::Unavailable { .. }));
        assert!(matches!(read(302, ""), ProviderError::Unexpected { .. }));
        assert!(matches!(read(200, REFUSAL), ProviderError::Refused { .. }));
        assert!(matches!(read(200, PAGE), ProviderError::Unexpected { .. }));
    }
}
