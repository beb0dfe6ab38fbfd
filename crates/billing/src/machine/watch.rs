//! When the tool is asked again.

use chrono::{DateTime, TimeDelta, Utc};

/// Repeated questions about one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// Since when.
    pub since: DateTime<Utc>,
    /// How often the tool was asked.
    pub checks: i32,
    /// When it was last asked.
    pub checked_at: Option<DateTime<Utc>>,
    /// When it is asked next; `None` when only a person asks again.
    pub next: Option<DateTime<Utc>>,
}

/// When a billed document is compared after it was billed: after an hour, after six, then daily for as many days as this.
const DAYS_OF_COMPARING: i64 = 60;
/// The same for a draft that was not found when it was looked for.
const DAYS_OF_LATE_LOOKS: i64 = 30;

/// Seconds after the beginning at which the tool is asked; then hourly for a day, then daily.
const FIRST_CHECKS: [i64; 7] = [15, 60, 5 * 60, 15 * 60, 20 * 60, 30 * 60, 3600];

impl Watch {
    /// A watch that asks at `next` first.
    pub(super) const fn begin(since: DateTime<Utc>, next: DateTime<Utc>) -> Self {
        Self {
            since,
            checks: 0,
            checked_at: None,
            next: Some(next),
        }
    }

    /// A watch that follows the plan from its beginning.
    pub(crate) fn by_plan(since: DateTime<Utc>) -> Self {
        Self::begin(since, planned_after(since, since))
    }

    /// The same after the tool was asked: it is asked again by the plan.
    pub(crate) fn checked(&self, now: DateTime<Utc>) -> Self {
        Self {
            since: self.since,
            checks: self.checks.saturating_add(1),
            checked_at: Some(now),
            next: Some(planned_after(self.since, now)),
        }
    }

    /// A watch that asks now first.
    pub(super) const fn at_once(now: DateTime<Utc>) -> Self {
        Self::begin(now, now)
    }

    /// A watch over a document that was billed now.
    pub(super) fn of_the_billed(now: DateTime<Utc>) -> Self {
        Self {
            next: compared_after(now, now),
            ..Self::at_once(now)
        }
    }

    /// The same after the document was compared.
    pub(super) fn compared(&self, now: DateTime<Utc>) -> Self {
        Self {
            next: compared_after(self.since, now),
            ..self.checked(now)
        }
    }

    /// Asks at `at` if the plan asks later.
    pub(super) fn no_later_than(self, at: DateTime<Utc>) -> Self {
        Self {
            next: Some(self.next.map_or(at, |next| next.min(at))),
            ..self
        }
    }

    /// Asks at `at` if the plan asks earlier.
    pub(crate) fn not_before(self, at: Option<DateTime<Utc>>) -> Self {
        Self {
            next: self.next.max(at),
            ..self
        }
    }

    /// Asks no more until a person does.
    pub(super) fn by_hand(self) -> Self {
        Self { next: None, ..self }
    }
}

/// The plan's next moment after `now`.
fn planned_after(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let elapsed = (now - since).num_seconds().max(0);
    let first = FIRST_CHECKS.into_iter().find(|at| *at > elapsed);
    let at = first.unwrap_or_else(|| {
        let step = if elapsed < 24 * 3600 { 3600 } else { 24 * 3600 };
        (elapsed / step + 1) * step
    });
    since + TimeDelta::seconds(at)
}

/// When a draft that was not found is looked for again: after an hour, after six, then daily for a month.
pub(crate) fn late_look_after(since: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    daily_after(since, now, DAYS_OF_LATE_LOOKS)
}

/// The next moment after `now` at which a billed document is compared; none once the days are over.
fn compared_after(since: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    daily_after(since, now, DAYS_OF_COMPARING)
}

fn daily_after(since: DateTime<Utc>, now: DateTime<Utc>, days: i64) -> Option<DateTime<Utc>> {
    let hours = (now - since).num_hours().max(0);
    let next = match hours {
        0 => 1,
        1..6 => 6,
        _ => (hours / 24 + 1) * 24,
    };
    (next <= days * 24).then(|| since + TimeDelta::hours(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_grow_rarer() {
        let since = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut now = since;
        let mut minutes = Vec::new();
        for _ in 0..34 {
            let next = planned_after(since, now);
            assert!(next > now);
            minutes.push((next - since).num_seconds());
            now = next;
        }
        assert_eq!(&minutes[..8], &[15, 60, 300, 900, 1200, 1800, 3600, 7200]);
        assert_eq!(minutes[29], 24 * 3600, "hourly for a day");
        assert_eq!(&minutes[30..32], &[2 * 86_400, 3 * 86_400], "then daily");
    }

    #[test]
    fn a_clock_that_jumps_back_only_delays() {
        let since = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let watch = Watch::by_plan(since);
        let jumped = since - TimeDelta::hours(1);
        assert_eq!(
            watch.checked(jumped).next,
            Some(since + TimeDelta::seconds(15))
        );
    }
}
