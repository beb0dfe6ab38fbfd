//! Toggl Track's detailed report as CSV.
//!
//! Two shapes: the classic one with `User` and `End date` (samples in solidtime-io/solidtime,
//! `resources/testfiles/toggl_time_entries_import_*`), and the newer one with `Member`, `Stop date` and the columns that
//! the person chose. There is no column that tells what was billed.
//!
//! `Amount` is not read: it is time × rate rounded to cents, and dividing it by the time gives rates like 95.0025 €.
//! A guessed rate would split positions that belong together, so entries from Toggl have none.

use crate::bad::Reason;
use crate::cells::Cells;
use crate::column::{Column, Field};
use crate::dates::DateOrder;
use crate::row::SourceRow;

/// The newer exports write this where there is no project, task or client, and for the end of a running entry.
pub(crate) const EMPTY_MARK: &str = "-";

pub(crate) const COLUMNS: &[Column] = &[
    Column::needed(Field::Project, &["Project"]),
    Column::optional(Field::Client, &["Client"]),
    Column::optional(Field::Task, &["Task"]),
    Column::optional(Field::UserName, &["User", "Member"]),
    Column::optional(Field::UserEmail, &["Email"]),
    Column::optional(Field::Note, &["Description"]),
    Column::optional(Field::Billable, &["Billable"]),
    Column::needed(Field::StartDate, &["Start date"]),
    Column::needed(Field::StartTime, &["Start time"]),
    Column::optional(Field::EndDate, &["End date", "Stop date"]),
    Column::optional(Field::EndTime, &["End time", "Stop time"]),
    Column::needed(Field::Duration, &["Duration"]),
];

pub(crate) fn read(cells: &Cells<'_>, dates: DateOrder) -> Result<SourceRow, Reason> {
    Ok(SourceRow {
        client: cells.name(Field::Client)?,
        project: cells.name(Field::Project)?,
        task: cells.name(Field::Task)?,
        user_name: cells.name(Field::UserName)?,
        user_email: cells.name(Field::UserEmail)?,
        note: cells.note(Field::Note)?,
        billable: cells.flag(Field::Billable)?.unwrap_or(true),
        billed: false,
        start: cells.start(dates)?,
        end: cells.end(dates)?,
        seconds: cells.seconds(Field::Duration)?,
        rate_cents: None,
        hours: None,
    })
}
