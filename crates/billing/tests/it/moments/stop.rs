//! What disturbs the engine at a moment, once.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use billing::{Engine, EngineError, Moments, Phase};
use chrono::TimeDelta;

use super::case::Action;
use crate::clock::TestClock;
use crate::office::SOON;
use crate::simulated::Simulated;

/// Longer than any turn.
pub const A_TURN: TimeDelta = TimeDelta::minutes(2);

pub struct Stop {
    pub phase: Phase,
    pub action: Action,
    pub clock: Arc<TestClock>,
    /// A process beside the one that is disturbed.
    pub other: Engine,
    /// A tool that must have this much changed first.
    pub arrived: Option<(Arc<Simulated>, Vec<serde_json::Value>)>,
    pub done: AtomicBool,
}

impl Stop {
    pub fn happened(&self) -> bool {
        self.done.load(Ordering::SeqCst)
    }

    async fn until_arrived(&self) {
        let Some((tool, before)) = &self.arrived else {
            return;
        };
        let there = async {
            while tool.documents_beside(before).await.is_empty() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(SOON, there).await.unwrap();
    }
}

#[async_trait]
impl Moments for Stop {
    async fn reached(&self, phase: Phase) -> Result<(), EngineError> {
        if phase != self.phase || self.done.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        self.until_arrived().await;
        match self.action {
            // A process that ends drops what it has in hand just as a task that panics does; see who goes on.
            Action::Panic | Action::Exit => resume_unwind(Box::new("as ordered")),
            Action::Error => Err(EngineError::Stopped),
            Action::Pause => {
                self.clock.advance(A_TURN);
                self.other.work().await?;
                Ok(())
            }
        }
    }
}
