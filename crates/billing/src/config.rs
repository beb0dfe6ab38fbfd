//! How long the engine waits.

use std::time::Duration;

use chrono::TimeDelta;

use crate::brakes::Breaker;
use crate::machine::Rules;
use crate::phase::PauseAt;

/// The engine's waiting times. The defaults are safe for a real tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Before something is believed.
    pub rules: Rules,
    /// How long a turn to send lasts: no byte of an attempt leaves after it. Longer than any request may take.
    pub lease: TimeDelta,
    /// After how long without work on an invoice its soft reservation lapses.
    pub reservation: TimeDelta,
    /// When a tool that does not answer is left alone.
    pub breaker: Breaker,
    /// How often the worker looks whether something is due.
    pub interval: Duration,
    /// For tests that kill the process: where to pause.
    pub pause_at: Option<PauseAt>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            lease: TimeDelta::seconds(90),
            reservation: TimeDelta::days(1),
            breaker: Breaker::default(),
            interval: Duration::from_secs(2),
            pause_at: None,
        }
    }
}
