//! The formats that can be read. A further one is a file with its columns and its way to read a row, and a variant here.

use serde::{Deserialize, Serialize};

use crate::bad::Reason;
use crate::cells::Cells;
use crate::column::Column;
use crate::dates::DateOrder;
use crate::row::SourceRow;
use crate::{clockify, toggl};

/// Which time tracker's export a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Clockify's detailed report as CSV.
    Clockify,
    /// Toggl Track's detailed report as CSV.
    Toggl,
}

impl Format {
    /// All formats, in the order in which a header is compared with them.
    pub const ALL: [Self; 2] = [Self::Clockify, Self::Toggl];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clockify => "clockify",
            Self::Toggl => "toggl",
        }
    }

    /// The name that a person knows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clockify => "Clockify",
            Self::Toggl => "Toggl Track",
        }
    }

    /// The columns that an export can have.
    pub(crate) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Clockify => clockify::COLUMNS,
            Self::Toggl => toggl::COLUMNS,
        }
    }

    /// What the tracker writes into a cell that has no value, besides nothing.
    pub(crate) const fn empty_mark(self) -> &'static str {
        match self {
            Self::Clockify => "",
            Self::Toggl => toggl::EMPTY_MARK,
        }
    }

    /// Whether a row says that it is on an invoice.
    pub(crate) fn is_billed(self, cells: &Cells<'_>) -> Result<bool, Reason> {
        match self {
            Self::Clockify => clockify::is_billed(cells),
            Self::Toggl => Ok(false),
        }
    }

    /// Reads one row.
    pub(crate) fn read(self, cells: &Cells<'_>, dates: DateOrder) -> Result<SourceRow, Reason> {
        match self {
            Self::Clockify => clockify::read(cells, dates),
            Self::Toggl => toggl::read(cells, dates),
        }
    }
}
