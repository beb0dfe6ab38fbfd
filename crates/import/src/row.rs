//! What a row of an export says, in our words.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::status::BillingStatus;
use domain::{Decimal, zone};

use crate::bad::{Lines, Reason};
use crate::cells::Cells;
use crate::dates::DateOrder;
use crate::format::Format;
use crate::identity::{EqualRows, SourceHash};
use crate::span;

/// One row, whatever tracker it comes from. Names are empty where the row has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The client.
    pub client: String,
    /// The project; never empty where there is a client or a task.
    pub project: String,
    /// The task.
    pub task: String,
    /// The name of the user who did the work.
    pub user_name: String,
    /// Their e-mail address, not checked.
    pub user_email: String,
    /// The note.
    pub note: String,
    /// Meant for an invoice. Where the file does not say: yes.
    pub billable: bool,
    /// Already on an invoice of the tracker.
    pub billed: bool,
    /// The start on the wall clock.
    pub start: NaiveDateTime,
    /// The end on the wall clock, where the file has it. Only a hint: [`Self::seconds`] is the truth.
    pub end: Option<NaiveDateTime>,
    /// Elapsed time from the duration column: at least a second, at most a day.
    pub seconds: i64,
    /// Cents per hour, where the file has a rate in euro.
    pub rate_cents: Option<i64>,
    /// The duration as the file's decimal column has it, rounded.
    pub hours: Option<Decimal>,
}

impl SourceRow {
    /// The billing status that the entry will have.
    pub const fn status(&self) -> BillingStatus {
        match (self.billed, self.billable) {
            (true, _) => BillingStatus::Billed,
            (false, true) => BillingStatus::Billable,
            (false, false) => BillingStatus::NotBillable,
        }
    }

    /// What tells users apart: the address, or the name where there is none. Empty where the file names nobody.
    pub fn user(&self) -> &str {
        if self.user_email.is_empty() {
            &self.user_name
        } else {
            &self.user_email
        }
    }
}

/// A row ready to become a time entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Where it stands in the file.
    pub lines: Lines,
    /// What it says.
    pub source: SourceRow,
    /// The instant of its start in the zone of the import.
    pub started_at: DateTime<Utc>,
    /// The day on which it starts, as the row has it.
    pub local_date: NaiveDate,
    /// Whether end minus start is the duration, to the minute. `true` where the file has no end.
    pub span_fits: bool,
    /// How many equal rows stand before it in the file. They are separate entries.
    pub equal_before: u32,
    /// By which a second import knows it again: the row and [`Self::equal_before`].
    pub source_hash: SourceHash,
}

impl ImportRow {
    /// Who and when. A row whose hash is new, but whose key belongs to an imported entry, was changed at its source.
    pub fn overlap_key(&self) -> (&str, DateTime<Utc>) {
        (self.source.user(), self.started_at)
    }
}

/// Reads the rows of one file in their order.
pub(crate) struct RowReader {
    format: Format,
    order: DateOrder,
    zone: zone::Zone,
    equal: EqualRows,
}

impl RowReader {
    pub(crate) fn new(format: Format, order: DateOrder, zone: zone::Zone) -> Self {
        Self {
            format,
            order,
            zone,
            equal: EqualRows::default(),
        }
    }

    pub(crate) fn read(&mut self, lines: Lines, cells: &Cells<'_>) -> Result<ImportRow, Reason> {
        let source = self.format.read(cells, self.order)?;
        if source.project.is_empty() && !(source.client.is_empty() && source.task.is_empty()) {
            return Err(Reason::NoProject);
        }
        let start = span::start(source.start, source.end, source.seconds, self.zone);
        let (source_hash, equal_before) = self.equal.identify(&source);
        Ok(ImportRow {
            lines,
            started_at: start.at,
            local_date: source.start.date(),
            span_fits: start.fits,
            equal_before,
            source_hash,
            source,
        })
    }
}
