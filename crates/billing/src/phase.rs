//! Moments at which a test stops the process.

use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;

/// A moment on the way from `Create draft` to billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was written yet.
    BeforeClaim,
    /// The entries are locked; nothing was sent.
    AfterClaim,
    /// The mark is durable; no byte has left.
    AfterSendingMark,
    /// The request is on its way.
    InFlight,
    /// The answer is here, and nothing is written of it.
    AnswerReceived,
    /// The draft's id is durable; it was not read back.
    BeforeReadBack,
    /// The draft was read back; nothing is billed.
    BeforeDone,
    /// The draft was deleted to take it back, and nothing is written of it.
    Deleted,
}

impl Phase {
    /// Those of making a draft, in order.
    pub const CREATION: [Self; 7] = [
        Self::BeforeClaim,
        Self::AfterClaim,
        Self::AfterSendingMark,
        Self::InFlight,
        Self::AnswerReceived,
        Self::BeforeReadBack,
        Self::BeforeDone,
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::CREATION.into_iter().chain([Self::Deleted])
    }

    /// The name in the environment.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeforeClaim => "before_claim",
            Self::AfterClaim => "after_claim",
            Self::AfterSendingMark => "after_sending_mark",
            Self::InFlight => "in_flight",
            Self::AnswerReceived => "answer_received",
            Self::BeforeReadBack => "before_read_back",
            Self::BeforeDone => "before_done",
            Self::Deleted => "deleted",
        }
    }
}

/// A test aid, `BILLHOUR_PAUSE_AT=after_claim:5000`: at this moment the process says `phase after_claim` on standard
/// error and waits that many milliseconds, so that a test can kill it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PauseAt {
    phase: Phase,
    pause: Duration,
}

/// Why a pause could not be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a moment and milliseconds, such as `after_claim:5000`")]
pub struct PauseProblem(String);

impl FromStr for PauseAt {
    type Err = PauseProblem;

    fn from_str(text: &str) -> Result<Self, PauseProblem> {
        let read = || {
            let (name, millis) = text.trim().split_once(':')?;
            let phase = Phase::all().find(|phase| phase.as_str() == name)?;
            let pause = Duration::from_millis(millis.parse().ok()?);
            Some(Self { phase, pause })
        };
        read().ok_or_else(|| PauseProblem(text.to_owned()))
    }
}

/// Pauses if this is the moment.
pub(crate) async fn reached(phase: Phase, pause_at: Option<PauseAt>) {
    if let Some(at) = pause_at.filter(|at| at.phase == phase) {
        eprintln!("phase {}", phase.as_str());
        tokio::time::sleep(at.pause).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_has_a_name_of_its_own() {
        for phase in Phase::all() {
            let text = format!("{}:1500", phase.as_str());
            let pause = Duration::from_millis(1500);
            assert_eq!(text.parse(), Ok(PauseAt { phase, pause }));
        }
        for text in [
            "",
            "after_claim",
            "after_claim:",
            "after_claim:-1",
            "later:10",
        ] {
            assert_eq!(text.parse::<PauseAt>(), Err(PauseProblem(text.to_owned())));
        }
    }
}
