//! Time entries.

mod add;
mod edit;
mod read;
mod usual_rate;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::clock::to_micros;
use domain::status::{BilledSource, BillingStatus};
use domain::zone::{self, Zone};
use domain::{ClientId, EntryId, InvoiceId, ProjectId, TaskId, UserId, WorkTypeId};
use thiserror::Error;

use crate::error::StoreError;
use crate::note::Note;
use crate::rate::{Rate, RateSource};

pub use add::PastEntry;
pub(crate) use read::{ENTRY_COLUMNS, EntryRow};

/// The longest time entry: 24 hours.
pub const MAX_SECONDS: i64 = 86_400;

/// What of an entry people write.
#[derive(Clone, Debug)]
pub struct EntryFields {
    /// Who did the work.
    pub user: UserId,
    /// For which project.
    pub project: Option<ProjectId>,
    /// On which of the project's tasks.
    pub task: Option<TaskId>,
    /// Of which type.
    pub work_type: Option<WorkTypeId>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How long it took, from a second to 24 hours.
    pub seconds: i64,
    /// In which zone it was done: there its day is.
    pub zone: Zone,
    /// What was done.
    pub note: Note,
    /// Whether it is meant for an invoice.
    pub billable: bool,
    /// A rate of its own; `None` for the one of its project, or else of its user.
    pub rate: Option<Rate>,
}

/// An entry as it stands, with the names around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which entry.
    pub id: EntryId,
    /// Counts its changes: an edit names the version that it was made from.
    pub version: i64,
    /// Who did the work.
    pub user: UserId,
    /// Their name.
    pub user_name: String,
    /// The client of its project.
    pub client: Option<ClientId>,
    /// The client's name; empty without one.
    pub client_name: String,
    /// Its project.
    pub project: Option<ProjectId>,
    /// The project's name; empty without one.
    pub project_name: String,
    /// Its task.
    pub task: Option<TaskId>,
    /// The task's name; empty without one.
    pub task_name: String,
    /// Its type of work.
    pub work_type: Option<WorkTypeId>,
    /// The type's name; empty without one.
    pub work_type_name: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How long it took.
    pub seconds: i64,
    /// The zone that its day is of.
    pub zone: Zone,
    /// The day on which it begins, there.
    pub local_date: NaiveDate,
    /// What was done.
    pub note: String,
    /// Whether it is meant for an invoice.
    pub billable: bool,
    /// What an hour of it costs, where that is known.
    pub rate: Option<Rate>,
    /// Where that rate comes from.
    pub rate_source: Option<RateSource>,
    /// What the report shows of it.
    pub status: BillingStatus,
    /// Who says that it is billed.
    pub billed_source: Option<BilledSource>,
    /// The invoice that it is on, or that holds it.
    pub invoice: Option<InvoiceId>,
    /// Whether that invoice is on its way to the billing tool: until that is settled nobody changes the entry.
    pub claimed: bool,
}

impl Entry {
    /// Whether an invoice holds it for good or for now, so that it cannot be changed.
    pub fn is_locked(&self) -> bool {
        self.claimed || self.billed_source == Some(BilledSource::Invoice)
    }
}

/// Why an entry was not written.
#[derive(Debug, Error)]
pub enum EntryError {
    /// No time, or more than 24 hours.
    #[error("an entry lasts from one second to 24 hours")]
    Length,
    /// Before 1970 or after 2999.
    #[error("the day of an entry is in the years 1970 to 2999")]
    Day,
    /// The project, task, type of work or user is not there, or the task is another project's.
    #[error(
        "the project, task, type of work or user does not exist, or does not belong together any more"
    )]
    Work,
    /// Somebody changed it since the page was shown: here it is as it stands.
    #[error("somebody changed this entry in the meantime: look at it again, then save")]
    Changed(Box<Entry>),
    /// It is on an invoice that is being sent or was billed.
    #[error("this entry is on an invoice and cannot be changed")]
    Locked,
    /// It is not there, or the reader may not see it.
    #[error("this entry does not exist any more")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for EntryError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::EntryLocked => Self::Locked,
            error if error.breaks_reference() => Self::Work,
            error => Self::Store(error),
        }
    }
}

/// When an entry begins, as it is stored.
struct Begin {
    started_at: DateTime<Utc>,
    local_date: NaiveDate,
}

impl EntryFields {
    /// Whether the fields are fit to be written, and when the entry begins.
    fn check(&self) -> Result<Begin, EntryError> {
        let started_at = to_micros(self.started_at);
        let local_date = zone::local_date(started_at, self.zone);
        if !(1..=MAX_SECONDS).contains(&self.seconds) {
            return Err(EntryError::Length);
        }
        if !(1970..=2999).contains(&local_date.year()) {
            return Err(EntryError::Day);
        }
        if self.task.is_some() && self.project.is_none() {
            return Err(EntryError::Work);
        }
        Ok(Begin {
            started_at,
            local_date,
        })
    }
}
