//! A process: what it is in the middle of is lost when it is killed, and waits when it is suspended.

use billing::{Answer, Input};
use chrono::{DateTime, Utc};

/// One step that a process is about to take. Between two of them anything may happen.
#[derive(Clone, Debug)]
pub enum Task {
    /// The entries are claimed.
    Press { invoice: usize },
    /// The mark is written.
    Mark { invoice: usize, fence: u64 },
    /// The request leaves.
    Send {
        invoice: usize,
        fence: u64,
        marker: String,
        until: DateTime<Utc>,
        again: bool,
    },
    /// The answer is here at this time, and is written down.
    Hear {
        invoice: usize,
        fence: u64,
        attempt: u32,
        answer: Answer,
        at: DateTime<Utc>,
    },
    /// The tool is asked about an invoice.
    Ask { invoice: usize },
    /// What was seen at one time is known at another, and written down.
    Note {
        at: DateTime<Utc>,
        known_at: DateTime<Utc>,
        invoice: usize,
        fence: u64,
        input: Input,
    },
    /// A person saves an entry: the page has looked, and now it writes.
    Save { entry: usize, seconds: u32 },
}

/// A process.
#[derive(Clone, Debug)]
pub struct Process {
    pub is_alive: bool,
    pub suspended_until: Option<DateTime<Utc>>,
    pub boot: u32,
    pub tasks: Vec<Task>,
}

impl Process {
    pub const fn new() -> Self {
        Self {
            is_alive: true,
            suspended_until: None,
            boot: 0,
            tasks: Vec::new(),
        }
    }

    /// Whether it takes steps now.
    pub fn runs(&self, now: DateTime<Utc>) -> bool {
        self.is_alive && self.suspended_until.is_none_or(|until| until <= now)
    }

    /// The tasks that can go on now.
    pub fn ready(&self, now: DateTime<Utc>) -> Vec<usize> {
        let is_ready = |task: &Task| match task {
            Task::Hear { at, .. } => *at <= now,
            Task::Note { known_at, .. } => *known_at <= now,
            _ => true,
        };
        let tasks = self.tasks.iter().enumerate();
        tasks
            .filter(|(_, task)| is_ready(task))
            .map(|(index, _)| index)
            .collect()
    }
}
