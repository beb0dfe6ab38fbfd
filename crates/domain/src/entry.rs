//! A time entry as the wizard sees it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::EntryId;

/// What of a time entry matters for an invoice, with the names as they were when the positions were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillableEntry {
    /// Which entry.
    pub id: EntryId,
    /// Which state of it: grows with every change.
    pub version: i64,
    /// The day on which it starts, in its own time zone.
    pub local_date: NaiveDate,
    /// Elapsed time, at least one second.
    pub seconds: i64,
    /// Cents per hour, where a rate is known.
    pub rate: Option<i64>,
    /// The names of what it was done for.
    pub names: Names,
    /// The note, empty when there is none.
    pub note: String,
    /// The value of the report's grouping; entries with equal keys are one group.
    pub group: Option<Fold>,
    /// The value of the report's summing; entries with equal keys in one group are one row.
    pub sum: Option<Fold>,
}

/// A value by which entries are grouped or summed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fold {
    /// What makes it one value (an id, a day); equal titles with different keys stay apart.
    pub key: String,
    /// What a person reads.
    pub title: String,
}

/// The names around an entry; empty where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The client.
    pub client: String,
    /// The project.
    pub project: String,
    /// The task.
    pub task: String,
    /// The user who did it.
    pub user: String,
    /// The type of work.
    pub work_type: String,
}
