//! How long the machine waits before it believes something.

use chrono::{DateTime, TimeDelta, Utc};

use super::setback::Cause;

/// Waiting times. The defaults are safe for a real tool; tests shorten them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// After a send without an answer, how long an absence proves nothing, because the tool may still be at work.
    pub quiet_period: TimeDelta,
    /// How far apart the two absences are that prove one.
    pub absence_gap: TimeDelta,
    /// The same after a refusal, where the tool has said that it is not at work; then no quiet period applies.
    pub refusal_gap: TimeDelta,
    /// After how long without a result a person is asked.
    pub ask_after: TimeDelta,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            quiet_period: TimeDelta::minutes(15),
            absence_gap: TimeDelta::minutes(5),
            refusal_gap: TimeDelta::seconds(60),
            ask_after: TimeDelta::minutes(60),
        }
    }
}

impl Rules {
    /// From when an absence counts, for an attempt whose last byte may have left at `since`.
    pub(super) fn counts_from(&self, cause: &Cause, since: DateTime<Utc>) -> DateTime<Utc> {
        match cause {
            Cause::Refused { .. } => since,
            _ => since + self.quiet_period,
        }
    }

    /// How far apart two absences must be.
    pub(super) fn gap(&self, cause: &Cause) -> TimeDelta {
        match cause {
            Cause::Refused { .. } => self.refusal_gap,
            _ => self.absence_gap,
        }
    }
}
