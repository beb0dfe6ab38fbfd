//! Why a file cannot be imported as a whole.

use std::io;

use thiserror::Error;

use crate::dates::{DateOrder, SeenDate};
use crate::format::Format;
use crate::kind::NotCsv;

/// Why a file cannot be imported as a whole. Nothing was imported when one of these is returned.
#[derive(Debug, Error)]
pub enum ImportError {
    /// There is no text in it.
    #[error("The file is empty. Export the detailed report again.")]
    Empty,
    /// It is no table of text.
    #[error("The file is not a CSV export: {0}.")]
    NotCsv(#[from] NotCsv),
    /// Most of it is UTF-8, but not all.
    #[error(
        "The file mixes two encodings (line {line} is not UTF-8), so letters would be lost. Export it again, or save \
         it as UTF-8."
    )]
    MixedEncoding {
        /// The first line that is not UTF-8.
        line: u64,
    },
    /// Its columns are those of no format.
    #[error(
        "This is no export that Billhour knows. It reads the detailed reports of Clockify and Toggl Track as CSV, in \
         English (Clockify in German too). The columns of this file: {}.", .columns.join(", ")
    )]
    UnknownFormat {
        /// The columns that it has.
        columns: Vec<String>,
    },
    /// It resembles a format but lacks what an entry needs.
    #[error(
        "The file looks like an export of {} but lacks: {}. Choose these columns and export it again.",
        .format.label(), .columns.join(", ")
    )]
    MissingColumns {
        /// The format that it resembles.
        format: Format,
        /// The columns that it lacks.
        columns: Vec<&'static str>,
    },
    /// It has a column twice, and nothing says which one counts.
    #[error("The column {name} is there twice. Remove or rename the one that does not count.")]
    DuplicateColumn {
        /// The name in lower case.
        name: String,
    },
    /// It has a header, but no rows.
    #[error(
        "The file has columns but no rows. Choose a period with time entries and export it again."
    )]
    NoRows,
    /// A row does not end, so nobody can say how many rows are in it.
    #[error(
        "The row that starts on line {line} does not end: a quotation mark is probably not closed."
    )]
    RowWithoutEnd {
        /// The line on which it starts.
        line: u64,
    },
    /// Nothing in the file shows which of two numbers is the day.
    #[error(
        "Day or month first? {} (line {}) can be read both ways, and no date of the file settles it. Say dmy or mdy.",
        .0.value, .0.line
    )]
    DatesAmbiguous(SeenDate),
    /// Some dates can only have the day first, others only the month.
    #[error(
        "The dates contradict each other: {} (line {}) has the day first, {} (line {}) the month. Correct the wrong \
         ones, or say dmy or mdy to see them as bad rows.",
        .day_first.value, .day_first.line, .month_first.value, .month_first.line
    )]
    DatesContradict {
        /// One that has the day first.
        day_first: SeenDate,
        /// One that has the month first.
        month_first: SeenDate,
    },
    /// The caller chose the order that the file disproves. Carries the order that the file has.
    #[error("The dates of the file are {}, as {} on line {} shows. Leave the choice out.", .0.as_str(), .1.value, .1.line)]
    DatesDisprove(DateOrder, SeenDate),
    /// There are bad rows, and the caller did not say that they may be left out.
    #[error("{total} rows cannot be read. Correct them, or say that they may be left out.")]
    BadRows {
        /// How many.
        total: u64,
    },
    /// The rows are not those of the dry run.
    #[error("The file changed since it was checked. Check it again.")]
    Changed,
    /// Reading failed.
    #[error("The file could not be read: {0}.")]
    Read(#[from] io::Error),
}
