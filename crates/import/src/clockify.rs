//! Clockify's detailed report as CSV.
//!
//! Columns and cells as in the samples of solidtime-io/solidtime, `resources/testfiles/clockify_time_entries_import_*`;
//! the German names as in potoku/clockify-to-clockodo, `index.js`. Dates and clock follow the profile of whoever
//! exports (Clockify help, "Profile settings"), so the date order has to be proven from the file. Text is written as it
//! is, quotes doubled, backslashes literal.

use crate::bad::Reason;
use crate::cells::Cells;
use crate::column::{Column, Field};
use crate::dates::DateOrder;
use crate::row::SourceRow;

pub(crate) const COLUMNS: &[Column] = &[
    Column::needed(Field::Project, &["Project", "Projekt"]),
    Column::optional(Field::Client, &["Client", "Kunde"]),
    Column::optional(Field::Note, &["Description", "Beschreibung"]),
    Column::optional(Field::Task, &["Task", "Activity", "Aufgabe"]),
    Column::optional(Field::UserName, &["User", "Benutzer"]),
    Column::optional(Field::UserEmail, &["Email", "E-Mail"]),
    Column::optional(Field::Kind, &["Type", "Typ"]),
    Column::optional(Field::Billable, &["Billable", "Abrechenbar"]),
    Column::optional(Field::Invoiced, &["Invoiced"]),
    Column::optional(Field::InvoiceId, &["Invoice ID"]),
    Column::needed(Field::StartDate, &["Start Date", "Startdatum"]),
    Column::needed(Field::StartTime, &["Start Time", "Startzeit"]),
    Column::optional(Field::EndDate, &["End Date", "Enddatum"]),
    Column::optional(Field::EndTime, &["End Time", "Endzeit"]),
    Column::needed(Field::Duration, &["Duration (h)", "Dauer (h)"]),
    Column::optional(Field::Hours, &["Duration (decimal)", "Dauer (dezimal)"]),
    Column::optional(
        Field::Rate,
        &["Billable Rate (*)", "Abrechenbarer Tarif (*)"],
    ),
];

pub(crate) fn read(cells: &Cells<'_>, dates: DateOrder) -> Result<SourceRow, Reason> {
    Ok(SourceRow {
        client: cells.name(Field::Client)?,
        project: cells.name(Field::Project)?,
        task: cells.name(Field::Task)?,
        user_name: cells.name(Field::UserName)?,
        user_email: cells.name(Field::UserEmail)?,
        note: cells.note(Field::Note)?,
        billable: cells.flag(Field::Billable)?.unwrap_or(true) && !is_absence(cells),
        billed: is_billed(cells)?,
        start: cells.start(dates)?,
        end: cells.end(dates)?,
        seconds: cells.seconds(Field::Duration)?,
        rate_cents: cells.rate_cents()?,
        hours: cells.hours(),
    })
}

/// `Invoiced` says it; older exports have only the number of the invoice.
pub(crate) fn is_billed(cells: &Cells<'_>) -> Result<bool, Reason> {
    match cells.flag(Field::Invoiced)? {
        Some(invoiced) => Ok(invoiced),
        None => Ok(!cells.text(Field::InvoiceId).is_empty()),
    }
}

/// Breaks and time off can carry `Billable: Yes`, but nobody can be billed for them.
fn is_absence(cells: &Cells<'_>) -> bool {
    let kind = cells.text(Field::Kind).to_lowercase();
    matches!(kind.as_str(), "break" | "pause" | "time off" | "holiday")
}
