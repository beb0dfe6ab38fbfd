//! What reports are grouped and summed by.

use serde::{Deserialize, Serialize};

/// By what entries are grouped or summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The client of the project.
    Client,
    /// The project.
    Project,
    /// The task.
    Task,
    /// Who did the work.
    User,
    /// The day on which an entry starts, in its own zone.
    Day,
    /// The month of that day.
    Month,
}

impl Dimension {
    /// All of them, in the order in which a menu shows them.
    pub const ALL: [Self; 6] = [
        Self::Client,
        Self::Project,
        Self::Task,
        Self::User,
        Self::Day,
        Self::Month,
    ];

    /// The name in URLs and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Project => "project",
            Self::Task => "task",
            Self::User => "user",
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.as_str() == text)
    }
}
