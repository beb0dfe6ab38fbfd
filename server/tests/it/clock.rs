//! A clock that is moved by hand.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;

/// Stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    /// A Thursday noon in November 2026.
    pub fn new() -> Self {
        Self(Mutex::new(
            DateTime::UNIX_EPOCH + TimeDelta::seconds(1_794_477_600),
        ))
    }

    /// Goes on by this much.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
