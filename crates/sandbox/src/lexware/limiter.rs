//! The gateway's limit: so many requests in a second, over all end points together.
//!
//! developers.lexware.io, "API Rate Limits": two requests in a second, by a token bucket; a request too many is not
//! carried out. That it is sometimes answered by 500 was seen by `agent-tool-lexware-office-cli` 0.1.4 (`PyPI`).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::problem::Problem;

/// Buckets by connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limiter(Arc<Mutex<BTreeMap<String, Bucket>>>);

/// How much is left of a second's budget, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: i64,
    at: DateTime<Utc>,
}

const SECOND: i64 = 1000;

impl Limiter {
    /// Takes one request out of the connection's bucket. A budget of none is no limit.
    pub(super) fn take(
        &self,
        connection: &str,
        per_second: Option<u32>,
        now: DateTime<Utc>,
        as_500: bool,
    ) -> Result<(), Problem> {
        let Some(cost) = per_second.and_then(|many| SECOND.checked_div(many.into())) else {
            return Ok(());
        };
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = Bucket {
            left: SECOND,
            at: now,
        };
        let bucket = buckets.entry(connection.to_owned()).or_insert(full);
        let refill = (now - bucket.at).num_milliseconds().max(0);
        bucket.left = bucket.left.saturating_add(refill).min(SECOND);
        bucket.at = now;
        if bucket.left < cost {
            return Err(refusal(as_500));
        }
        bucket.left -= cost;
        Ok(())
    }
}

fn refusal(as_500: bool) -> Problem {
    if as_500 {
        let message = "Internal server error or rate limit exceeded";
        Problem::gateway(StatusCode::INTERNAL_SERVER_ERROR, message)
    } else {
        Problem::gateway(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded")
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn two_in_a_second_pass_and_half_a_second_brings_one_more() {
        let (limiter, start) = (Limiter::default(), DateTime::UNIX_EPOCH);
        let take = |at| limiter.take("one", Some(2), at, false).is_ok();
        assert_eq!([take(start), take(start), take(start)], [true, true, false]);
        let later = start + TimeDelta::milliseconds(500);
        assert_eq!([take(later), take(later)], [true, false]);
        assert!(limiter.take("other", Some(2), later, false).is_ok());
    }
}
