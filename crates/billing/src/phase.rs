//! Moments at which a test stops the process.

use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use thiserror::Error;

use crate::error::EngineError;

/// A moment on the way from `Create draft` to billed, or on the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing was written yet.
    BeforeClaim,
    /// The entries are locked; nothing was sent.
    AfterClaim,
    /// It was decided to send; the mark is not durable yet.
    BeforeSendingMark,
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
    /// What was read back is durable: where it was as sent, its entries are billed.
    AfterDone,
    /// A draft was looked for, and nothing is written of what was seen.
    LookedUp,
    /// The draft was deleted to take it back, and nothing is written of it.
    Deleted,
}

impl Phase {
    /// Those of making a draft, in order.
    pub const CREATION: [Self; 9] = [
        Self::BeforeClaim,
        Self::AfterClaim,
        Self::BeforeSendingMark,
        Self::AfterSendingMark,
        Self::InFlight,
        Self::AnswerReceived,
        Self::BeforeReadBack,
        Self::BeforeDone,
        Self::AfterDone,
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = [Self::LookedUp, Self::Deleted];
        Self::CREATION.into_iter().chain(others)
    }

    /// The name in the environment.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeforeClaim => "before_claim",
            Self::AfterClaim => "after_claim",
            Self::BeforeSendingMark => "before_sending_mark",
            Self::AfterSendingMark => "after_sending_mark",
            Self::InFlight => "in_flight",
            Self::AnswerReceived => "answer_received",
            Self::BeforeReadBack => "before_read_back",
            Self::BeforeDone => "before_done",
            Self::AfterDone => "after_done",
            Self::LookedUp => "looked_up",
            Self::Deleted => "deleted",
        }
    }
}

/// Whoever is told of each moment as it comes: a test that stops the engine there, or lets others go first.
#[async_trait]
pub trait Moments: Send + Sync + 'static {
    /// The engine goes on when this returns; after an error it drops what it was at, as it does when its database fails.
    async fn reached(&self, phase: Phase) -> Result<(), EngineError>;
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

#[async_trait]
impl Moments for Option<PauseAt> {
    async fn reached(&self, phase: Phase) -> Result<(), EngineError> {
        if let Some(at) = self.filter(|at| at.phase == phase) {
            eprintln!("phase {}", phase.as_str());
            tokio::time::sleep(at.pause).await;
        }
        Ok(())
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
