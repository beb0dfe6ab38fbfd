//! Time as a parameter.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Where the present comes from. Tests have a clock that they move by hand.
pub trait Clock: Send + Sync + 'static {
    /// The present, cut to microseconds, because that is what Postgres keeps.
    fn now(&self) -> DateTime<Utc>;
}

/// Cuts an instant to microseconds, so that what was written equals what is read on either database.
pub fn to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(at)
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        to_micros(std::time::SystemTime::now().into())
    }
}
