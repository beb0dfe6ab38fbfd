//! Wrong passwords, and how long to wait before the next one.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// The longest wait, and after how long without an attempt failures are forgotten.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// How often in a row, and when last.
#[derive(Clone, Copy, Debug)]
struct Count {
    failures: u32,
    last: DateTime<Utc>,
}

/// Counts wrong passwords, per account or whatever else `K` is.
#[derive(Debug)]
pub struct Guesses<K> {
    free: u32,
    counts: Mutex<HashMap<K, Count>>,
}

impl<K: Eq + Hash> Guesses<K> {
    /// `free` wrong passwords are no reason to wait.
    pub fn new(free: u32) -> Self {
        Self {
            free,
            counts: Mutex::default(),
        }
    }

    /// How long to wait before the next attempt.
    pub fn wait(&self, key: &K, now: DateTime<Utc>) -> Option<TimeDelta> {
        let count = self.counts().get(key).copied()?;
        let left = count.last + self.penalty(count.failures) - now;
        (left > TimeDelta::zero()).then_some(left)
    }

    /// A wrong password.
    pub fn add(&self, key: K, now: DateTime<Utc>) {
        let mut counts = self.counts();
        let before = counts.get(&key).filter(|count| !is_old(count, now));
        let failures = before.map_or(0, |count| count.failures).saturating_add(1);
        counts.insert(
            key,
            Count {
                failures,
                last: now,
            },
        );
    }

    /// The right password.
    pub fn forget(&self, key: &K) {
        self.counts().remove(key);
    }

    /// Forgets what no longer counts.
    pub fn forget_old(&self, now: DateTime<Utc>) {
        self.counts().retain(|_, count| !is_old(count, now));
    }

    /// 1 s, 2 s, 4 s ... a quarter of an hour.
    fn penalty(&self, failures: u32) -> TimeDelta {
        match failures.checked_sub(self.free) {
            None => TimeDelta::zero(),
            Some(more) => TimeDelta::seconds(1 << more.min(10)).min(LONGEST),
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<K, Count>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_old(count: &Count, now: DateTime<Utc>) -> bool {
    // Twice the longest wait: who waits that long and guesses again goes on where they were.
    now - count.last > LONGEST * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn waits_grow_after_the_free_attempts() {
        let failures = Guesses::new(5);
        let mut waits = Vec::new();
        for _ in 0..18 {
            failures.add("anna", at(0));
            waits.push(
                failures
                    .wait(&"anna", at(0))
                    .map_or(0, |wait| wait.num_seconds()),
            );
        }
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900
            ]
        );
        assert_eq!(failures.wait(&"anna", at(900)), None);
    }

    #[test]
    fn others_do_not_wait() {
        let failures = Guesses::new(1);
        failures.add("anna", at(0));
        assert!(failures.wait(&"anna", at(0)).is_some());
        assert_eq!(failures.wait(&"jonas", at(0)), None);
    }

    #[test]
    fn the_right_password_and_time_make_good() {
        let failures = Guesses::new(1);
        failures.add("anna", at(0));
        failures.forget(&"anna");
        assert_eq!(failures.wait(&"anna", at(0)), None);

        for _ in 0..20 {
            failures.add("anna", at(0));
        }
        failures.forget_old(at(1_800));
        failures.add("anna", at(1_800));
        assert_eq!(failures.wait(&"anna", at(1_800)), Some(LONGEST));
        failures.add("anna", at(3_601));
        assert_eq!(
            failures.wait(&"anna", at(3_601)),
            Some(TimeDelta::seconds(1))
        );
        failures.forget_old(at(5_402));
        assert!(failures.counts().is_empty());
    }
}
