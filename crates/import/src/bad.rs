//! Rows that cannot be imported, and why.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::duration::DurationProblem;

/// The longest name of a client, project, task or user, in characters.
pub const MAX_NAME: usize = 200;
/// The longest note, in characters.
pub const MAX_NOTE: usize = 10_000;

/// Lines of a file, counted from 1. A row has several when a cell has line breaks in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// The line on which it starts.
    pub first: u64,
    /// The line on which it ends.
    pub last: u64,
}

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Where it stands.
    pub lines: Lines,
    /// Why; the first reason, where there are several.
    pub reason: Reason,
}

/// Why a row cannot be imported. `column` is the name that the column has in the file, `value` the start of the cell.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// More or fewer cells than the header has columns.
    #[error("the row has {found} columns instead of {expected}")]
    Columns {
        /// How many the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A cell that every row must have is empty.
    #[error("{column} is empty")]
    Empty {
        /// Its column.
        column: String,
    },
    /// Not a date in the order of the file.
    #[error("{column}: there is no date {value}")]
    Date {
        /// Its column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// Not a time of day.
    #[error("{column}: there is no time {value}")]
    Time {
        /// Its column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// The timer was running when the file was exported: neither end nor duration.
    #[error("the entry was still running and has no duration")]
    Running,
    /// Not a duration that an entry can have.
    #[error("{column}: {value} {problem}")]
    Duration {
        /// Its column.
        column: String,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        problem: DurationProblem,
    },
    /// Neither yes nor no.
    #[error("{column}: {value} is neither yes nor no")]
    YesOrNo {
        /// Its column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// Not a rate in euro and cents.
    #[error("{column}: {value} is not an amount in euro and cents")]
    Rate {
        /// Its column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A text beyond what Billhour keeps.
    #[error("{column} has {found} characters, at most {most} are possible")]
    TooLong {
        /// Its column.
        column: String,
        /// How many characters it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// A client or task without the project between them.
    #[error("the row has a client or a task but no project")]
    NoProject,
}
