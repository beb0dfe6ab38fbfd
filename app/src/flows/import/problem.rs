//! Why an import did not go on, in a form that outlives the process. The pages word it.

use import::{DateOrder, Format, ImportError, NotCsv, SeenDate};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::imports::ImportStepError;
use thiserror::Error;

/// Why an import did not go on. Nothing was imported.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// There is no text in the file.
    #[error("the file is empty: export the detailed report again")]
    Empty,
    /// It is no table of text.
    #[error("the file is not a CSV export: {0}")]
    NotCsv(NotCsv),
    /// It is in two encodings.
    #[error(
        "line {line} is in another encoding than the lines before it: export the file again, or save it as UTF-8"
    )]
    MixedEncoding {
        /// The first line in the other one.
        line: u64,
    },
    /// Its columns are those of no format.
    #[error("this is no export that Billhour knows; it has the columns {}", .columns.join(", "))]
    UnknownFormat {
        /// The first of them.
        columns: Vec<String>,
    },
    /// It lacks columns.
    #[error("the export of {} lacks the columns {}: choose them, then export it again", .format.label(), .columns.join(", "))]
    MissingColumns {
        /// Whose export it seems to be.
        format: Format,
        /// What it lacks.
        columns: Vec<String>,
    },
    /// It has a column twice.
    #[error("the column {name} is there twice: remove or rename the one that does not count")]
    DuplicateColumn {
        /// The column.
        name: String,
    },
    /// It has no rows.
    #[error("the file has no rows: choose a period with time entries, then export it again")]
    NoRows,
    /// A row does not end.
    #[error("the row on line {line} does not end: a quotation mark is probably not closed")]
    RowWithoutEnd {
        /// Where it starts.
        line: u64,
    },
    /// Nothing shows which of two numbers is the day.
    #[error("day or month first? {} on line {} can be read both ways: say dmy or mdy", .0.value, .0.line)]
    DatesAmbiguous(SeenDate),
    /// Some dates have the day first, others the month.
    #[error(
        "{} on line {} has the day first, {} on line {} the month: correct them, or say dmy or mdy to see the others as bad rows",
        .day_first.value, .day_first.line, .month_first.value, .month_first.line
    )]
    DatesContradict {
        /// One with the day first.
        day_first: SeenDate,
        /// One with the month first.
        month_first: SeenDate,
    },
    /// The order that was chosen is not the one that the file has.
    #[error("{} on line {} shows that the dates are {}: leave the choice out", .1.value, .1.line, .0.as_str())]
    DatesDisprove(DateOrder, SeenDate),
    /// The file is not what was checked.
    #[error("the file was changed while it was read: check it again")]
    Changed,
    /// The file cannot be read, or is not there any more.
    #[error("the file cannot be read: hand it in again")]
    Read,
    /// Clients, projects, tasks or users are not what they were at the check.
    #[error(
        "clients, projects, tasks or users were changed since the file was checked: check it again"
    )]
    NamesChanged,
    /// Somebody discarded it, or began it anew.
    #[error("the import was discarded or begun anew in the meantime")]
    Over,
    /// The database failed.
    #[error("the database does not answer: try again in a moment")]
    Database,
}

/// How many columns, and how much of each, a message needs.
const SHOWN_COLUMNS: usize = 30;
const SHOWN_LETTERS: usize = 40;

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Empty => Self::Empty,
            ImportError::NotCsv(kind) => Self::NotCsv(kind),
            ImportError::MixedEncoding { line } => Self::MixedEncoding { line },
            ImportError::UnknownFormat { columns } => Self::UnknownFormat {
                columns: shown(&columns),
            },
            ImportError::MissingColumns { format, columns } => {
                let columns = columns.into_iter().map(str::to_owned).collect();
                Self::MissingColumns { format, columns }
            }
            ImportError::DuplicateColumn { name } => Self::DuplicateColumn {
                name: letters(&name),
            },
            ImportError::NoRows => Self::NoRows,
            ImportError::RowWithoutEnd { line } => Self::RowWithoutEnd { line },
            ImportError::DatesAmbiguous(date) => Self::DatesAmbiguous(date),
            ImportError::DatesContradict {
                day_first,
                month_first,
            } => Self::DatesContradict {
                day_first,
                month_first,
            },
            ImportError::DatesDisprove(order, date) => Self::DatesDisprove(order, date),
            // Bad rows are asked about before anything is added, so here they are rows that were not there before.
            ImportError::BadRows { .. } | ImportError::Changed => Self::Changed,
            ImportError::Read(error) => {
                tracing::warn!(%error, "a file of time entries cannot be read");
                Self::Read
            }
        }
    }
}

impl From<ImportStepError> for Problem {
    fn from(error: ImportStepError) -> Self {
        match error {
            ImportStepError::Over => Self::Over,
            ImportStepError::NamesChanged => Self::NamesChanged,
            ImportStepError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "an import stopped");
        Self::Database
    }
}

/// The first columns, each shortened.
pub(super) fn shown(columns: &[String]) -> Vec<String> {
    columns
        .iter()
        .take(SHOWN_COLUMNS)
        .map(|name| letters(name))
        .collect()
}

fn letters(name: &str) -> String {
    match name.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_header_does_not_flood_the_message() {
        let columns = vec!["ä".repeat(1_000); 1_000];
        let Problem::UnknownFormat { columns } = ImportError::UnknownFormat { columns }.into()
        else {
            panic!("another problem");
        };
        assert_eq!(columns.len(), SHOWN_COLUMNS);
        assert_eq!(columns[0].chars().count(), SHOWN_LETTERS + 1);
    }

    #[test]
    fn a_problem_is_read_back_as_it_was_written() {
        let date = SeenDate {
            line: 7,
            value: "03/04/2026".to_owned(),
        };
        for problem in [
            Problem::NotCsv(NotCsv::Excel),
            Problem::DatesDisprove(DateOrder::DayFirst, date.clone()),
            Problem::DatesContradict {
                day_first: date.clone(),
                month_first: date,
            },
            Problem::Database,
        ] {
            let text = serde_json::to_string(&problem).unwrap();
            assert_eq!(
                serde_json::from_str::<Problem>(&text).unwrap(),
                problem,
                "{text}"
            );
        }
    }
}
