//! The values by which a report groups and sums.

use chrono::{Datelike as _, NaiveDate};
use domain::report::Dimension;
use domain::{ClientId, ProjectId, TaskId, UserId};
use uuid::Uuid;

use crate::entries::Entry;

/// One value of a dimension. Equal names with different keys stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A client; `None` where the entries have no project.
    Client(Option<ClientId>),
    /// A project, or none.
    Project(Option<ProjectId>),
    /// A task, or none.
    Task(Option<TaskId>),
    /// A user.
    User(UserId),
    /// A day.
    Day(NaiveDate),
    /// A month, by its first day.
    Month(NaiveDate),
}

/// A column of the index that a report is made from. Clients come from projects, months from days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Project,
    Task,
    User,
    Day,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Id(Option<Uuid>),
    Day(NaiveDate),
}

impl Column {
    pub(super) const fn of(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Client | Dimension::Project => Self::Project,
            Dimension::Task => Self::Task,
            Dimension::User => Self::User,
            Dimension::Day | Dimension::Month => Self::Day,
        }
    }

    pub(super) const fn sql(self) -> &'static str {
        match self {
            Self::Project => "e.project_id",
            Self::Task => "e.task_id",
            Self::User => "e.user_id",
            Self::Day => "e.local_date",
        }
    }
}

impl Key {
    /// The key of an entry.
    pub(super) fn of_entry(dimension: Dimension, entry: &Entry) -> Self {
        match dimension {
            Dimension::Client => Self::Client(entry.client),
            Dimension::Project => Self::Project(entry.project),
            Dimension::Task => Self::Task(entry.task),
            Dimension::User => Self::User(entry.user),
            Dimension::Day => Self::Day(entry.local_date),
            Dimension::Month => Self::Month(first_of_month(entry.local_date)),
        }
    }
}

/// The day by which a month is known.
pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
