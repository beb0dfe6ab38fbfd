//! What an import would do, found out without doing it.

use chrono::NaiveDate;
use domain::zone::Zone;
use serde::{Deserialize, Serialize};

use crate::bad::{BadRow, Lines, Reason};
use crate::cells::{Cells, is_euro};
use crate::column::Field;
use crate::dates::{DateOrder, DateProof};
use crate::duration;
use crate::encoding::Encoding;
use crate::format::Format;
use crate::header::Header;
use crate::names::{NameCounts, Names};
use crate::row::ImportRow;
use crate::table::Layout;
use crate::totals::{FileTotals, Sums};

/// How many bad rows a dry run keeps; the others are counted.
const KEPT_BAD_ROWS: usize = 100;

/// What the file does not say and a person does.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The zone of the clock that the file shows.
    pub zone: Zone,
    /// The order of day and month, where the file leaves it open.
    pub dates: Option<DateOrder>,
}

/// How far a dry run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows read so far.
    pub rows: u64,
    /// Bytes read so far, ahead of the rows by what is buffered.
    pub bytes: u64,
    /// The size of the file in bytes.
    pub of_bytes: u64,
}

/// What an import would do. It belongs to the file and the options from which it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    /// Whose export the file is.
    pub format: Format,
    /// Its encoding.
    pub encoding: Encoding,
    /// What separates its cells.
    pub delimiter: char,
    /// How the order of day and month is known.
    pub dates: DateProof,
    /// The zone in which its clock is read.
    pub zone: Zone,
    /// What would be imported.
    pub rows: Sums,
    /// What the file's own columns add up to, bad rows included.
    pub file: FileTotals,
    /// The first and the last day of what would be imported.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The names in what would be imported.
    pub names: Names,
    /// The rows that cannot be imported.
    pub bad_rows: BadRows,
    /// Rows that equal an earlier one. They are imported as entries of their own.
    pub equal_rows: u64,
    /// What a person should know before saying yes.
    pub warnings: Vec<Warning>,
    /// The columns that the import does not use.
    pub unused_columns: Vec<String>,
}

/// The rows that cannot be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRows {
    /// How many there are.
    pub total: u64,
    /// The first hundred.
    pub first: Vec<BadRow>,
}

/// What a person should know before saying yes. Counts are of rows; `first` is the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Rates are in this currency (empty where the file does not say), so the entries get none.
    OtherCurrency(String),
    /// No column tells what is billable: everything is taken as billable.
    BillableUnknown,
    /// No column tells what was billed: nothing is taken as billed.
    BilledUnknown,
    /// Rows that name no user.
    NoUser {
        /// How many.
        rows: u64,
        /// Where.
        first: Lines,
    },
    /// Rows whose end is not where start and duration put it. Their duration counts.
    SpanDiffers {
        /// How many.
        rows: u64,
        /// Where.
        first: Lines,
    },
    /// Rows whose decimal hours are not their duration. Their duration counts.
    HoursDiffer {
        /// How many.
        rows: u64,
        /// Where.
        first: Lines,
    },
}

/// Collects a dry run row by row.
pub(crate) struct Findings {
    format: Format,
    has_hours: bool,
    rows: Sums,
    file: FileTotals,
    days: Option<(NaiveDate, NaiveDate)>,
    names: NameCounts,
    bad_rows: BadRows,
    equal_rows: u64,
    no_user: Noted,
    span_differs: Noted,
    hours_differ: Noted,
}

impl Findings {
    pub(crate) fn new(header: &Header) -> Self {
        Self {
            format: header.format,
            has_hours: header.place(Field::Hours).is_some(),
            rows: Sums::default(),
            file: FileTotals::new(header),
            days: None,
            names: NameCounts::default(),
            bad_rows: BadRows::default(),
            equal_rows: 0,
            no_user: Noted::default(),
            span_differs: Noted::default(),
            hours_differ: Noted::default(),
        }
    }

    /// Adds what the file says, before the row is understood: this is what the result is held against.
    pub(crate) fn add_to_file(&mut self, cells: Option<&Cells<'_>>) {
        self.file.add(self.format, cells);
    }

    pub(crate) fn add_good(&mut self, row: &ImportRow) {
        let (source, day) = (&row.source, row.local_date);
        self.rows.add(source);
        self.names.count(source);
        self.days = Some(
            self.days
                .map_or((day, day), |(first, last)| (first.min(day), last.max(day))),
        );
        self.equal_rows += u64::from(row.equal_before > 0);
        self.no_user.note(row.lines, source.user().is_empty());
        self.span_differs.note(row.lines, !row.span_fits);
        let agrees = source
            .hours
            .is_some_and(|hours| duration::agree(hours, source.seconds));
        self.hours_differ.note(row.lines, self.has_hours && !agrees);
    }

    pub(crate) fn add_bad(&mut self, lines: Lines, reason: Reason) {
        self.bad_rows.total += 1;
        if self.bad_rows.first.len() < KEPT_BAD_ROWS {
            self.bad_rows.first.push(BadRow { lines, reason });
        }
    }

    /// How many rows were added.
    pub(crate) const fn rows(&self) -> u64 {
        self.file.rows
    }

    pub(crate) fn finish(self, layout: &Layout, dates: DateProof, zone: Zone) -> DryRun {
        let warnings = self.warnings(&layout.header);
        DryRun {
            format: self.format,
            encoding: layout.encoding,
            delimiter: char::from(layout.delimiter),
            dates,
            zone,
            rows: self.rows,
            file: self.file,
            days: self.days,
            names: self.names.finish(),
            bad_rows: self.bad_rows,
            equal_rows: self.equal_rows,
            warnings,
            unused_columns: layout.header.unused(),
        }
    }

    fn warnings(&self, header: &Header) -> Vec<Warning> {
        let lacks = |field| header.place(field).is_none();
        let currency = header
            .place(Field::Rate)
            .map(|_| header.currency(Field::Rate).unwrap_or_default())
            .filter(|currency| !is_euro(currency));
        let no_billed = lacks(Field::Invoiced) && lacks(Field::InvoiceId);
        [
            currency.map(|currency| Warning::OtherCurrency(currency.to_owned())),
            lacks(Field::Billable).then_some(Warning::BillableUnknown),
            no_billed.then_some(Warning::BilledUnknown),
            self.no_user
                .warning(|rows, first| Warning::NoUser { rows, first }),
            self.span_differs
                .warning(|rows, first| Warning::SpanDiffers { rows, first }),
            self.hours_differ
                .warning(|rows, first| Warning::HoursDiffer { rows, first }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Rows with something in common: how many, and the first.
#[derive(Default)]
struct Noted {
    rows: u64,
    first: Option<Lines>,
}

impl Noted {
    fn note(&mut self, lines: Lines, is_one: bool) {
        if is_one {
            self.rows += 1;
            self.first.get_or_insert(lines);
        }
    }

    fn warning(&self, made: impl Fn(u64, Lines) -> Warning) -> Option<Warning> {
        self.first.map(|first| made(self.rows, first))
    }
}
