//! Sums of an import, and the file's own sums to hold them against.

use domain::Decimal;
use domain::status::BillingStatus;
use serde::{Deserialize, Serialize};

use crate::cells::Cells;
use crate::column::Field;
use crate::duration;
use crate::format::Format;
use crate::header::Header;
use crate::row::SourceRow;

/// Rows and their time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many rows.
    pub rows: u64,
    /// Their elapsed seconds.
    pub seconds: i64,
}

/// What would be imported, by the billing status that the entries will have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Open.
    pub billable: Sum,
    /// Not meant for an invoice.
    pub not_billable: Sum,
    /// Billed in the time tracker.
    pub billed: Sum,
}

impl Sums {
    pub(crate) fn add(&mut self, row: &SourceRow) {
        let sum = match row.status() {
            BillingStatus::Billed => &mut self.billed,
            BillingStatus::NotBillable => &mut self.not_billable,
            BillingStatus::Billable | BillingStatus::Reserved => &mut self.billable,
        };
        sum.rows += 1;
        sum.seconds += row.seconds;
    }

    /// Everything.
    pub const fn total(&self) -> Sum {
        Sum {
            rows: self.billable.rows + self.not_billable.rows + self.billed.rows,
            seconds: self.billable.seconds + self.not_billable.seconds + self.billed.seconds,
        }
    }
}

/// What the columns of the file add up to, over all its rows, good or bad.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTotals {
    /// How many rows it has.
    pub rows: u64,
    /// Rows whose duration cannot be read, so that it is in none of the sums.
    pub unreadable: u64,
    /// All readable durations.
    pub all: FileSum,
    /// Those of the rows that say that they are billed.
    pub billed: FileSum,
}

/// The sums of the duration columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Of the column with hours, minutes and seconds, in seconds.
    pub seconds: i64,
    /// Of the column with decimal hours, where the file has one.
    pub hours: Option<HoursSum>,
}

/// The sum of a column with decimal hours.
///
/// Its cells are rounded, so it is not the time: a thousand entries of 1:20 are 1,330.00 h in it. It is compared with
/// the durations rounded in the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursSum {
    /// What the cells add up to.
    pub cells: Decimal,
    /// What the durations of the same rows add up to, each rounded to the places of its cell.
    pub durations: Decimal,
}

impl HoursSum {
    /// How much more the cells have than the durations: zero when the two columns tell the same.
    pub fn difference(&self) -> Decimal {
        self.cells - self.durations
    }
}

impl FileTotals {
    pub(crate) fn new(header: &Header) -> Self {
        let zero = FileSum {
            seconds: 0,
            hours: header.place(Field::Hours).map(|_| HoursSum::default()),
        };
        Self {
            rows: 0,
            unreadable: 0,
            all: zero,
            billed: zero,
        }
    }

    /// Adds a row; `None` where its cells are not under the right columns.
    pub(crate) fn add(&mut self, format: Format, cells: Option<&Cells<'_>>) {
        self.rows += 1;
        let seconds = cells.map(|cells| duration::seconds(cells.text(Field::Duration)));
        let (Some(cells), Some(Ok(seconds))) = (cells, seconds) else {
            self.unreadable += 1;
            return;
        };
        self.all.add(seconds, cells.hours());
        if format.is_billed(cells).unwrap_or(false) {
            self.billed.add(seconds, cells.hours());
        }
    }
}

impl FileSum {
    fn add(&mut self, seconds: i64, hours: Option<Decimal>) {
        self.seconds += seconds;
        if let Some((sum, cell)) = self.hours.as_mut().zip(hours) {
            sum.cells += cell;
            sum.durations += duration::in_hours(seconds, cell.scale());
        }
    }
}
