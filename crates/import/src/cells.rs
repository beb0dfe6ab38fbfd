//! The cells of one row, read as what their columns hold.

use chrono::{NaiveDate, NaiveDateTime};
use csv::StringRecord;
use domain::money::Cents;
use domain::{Decimal, text, typed};

use crate::bad::{MAX_NAME, MAX_NOTE, Reason};
use crate::column::Field;
use crate::dates::{self, DateOrder};
use crate::duration;
use crate::header::Header;
use crate::time_of_day::time_of_day;

/// One row under its header.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    header: &'a Header,
    record: &'a StringRecord,
}

impl<'a> Cells<'a> {
    /// A row needs a cell for each column: with fewer or more, its values are under the wrong names. Empty cells at the
    /// end, as spreadsheets add them, do no harm.
    pub(crate) fn new(header: &'a Header, record: &'a StringRecord) -> Result<Self, Reason> {
        let expected = header.width();
        let surplus = record
            .iter()
            .skip(expected)
            .any(|cell| !cell.trim().is_empty());
        if record.len() < expected || surplus {
            return Err(Reason::Columns {
                found: record.len(),
                expected,
            });
        }
        Ok(Self { header, record })
    }

    /// A cell without the space around it; empty where the file lacks the column or the tracker marks "nothing".
    pub(crate) fn text(&self, field: Field) -> &'a str {
        let cell = self.header.place(field).and_then(|at| self.record.get(at));
        let cell = cell.unwrap_or_default().trim();
        if cell == self.header.format.empty_mark() {
            ""
        } else {
            cell
        }
    }

    /// A name on one line, single spaces between its words.
    pub(crate) fn name(&self, field: Field) -> Result<String, Reason> {
        let clean = text::clean(self.text(field));
        let words: Vec<&str> = clean.split_whitespace().collect();
        self.at_most(MAX_NAME, words.join(" "), field)
    }

    /// A note with its line breaks. What looks like a formula is text like any other.
    pub(crate) fn note(&self, field: Field) -> Result<String, Reason> {
        self.at_most(MAX_NOTE, text::clean(self.text(field)), field)
    }

    /// Yes or no; `None` where nothing is said.
    pub(crate) fn flag(&self, field: Field) -> Result<Option<bool>, Reason> {
        let cell = self.text(field);
        match cell.to_lowercase().as_str() {
            "" => Ok(None),
            "yes" | "ja" | "true" | "1" => Ok(Some(true)),
            "no" | "nein" | "false" | "0" => Ok(Some(false)),
            _ => Err(Reason::YesOrNo {
                column: self.column(field),
                value: excerpt(cell),
            }),
        }
    }

    /// When the entry starts, on the wall clock of whoever exported it.
    pub(crate) fn start(&self, order: DateOrder) -> Result<NaiveDateTime, Reason> {
        for field in [Field::StartDate, Field::StartTime] {
            if self.text(field).is_empty() {
                return Err(self.is_empty(field));
            }
        }
        self.moment(Field::StartDate, Field::StartTime, order)
    }

    /// When the entry ends, where the file says it.
    pub(crate) fn end(&self, order: DateOrder) -> Result<Option<NaiveDateTime>, Reason> {
        if self.text(Field::EndDate).is_empty() || self.text(Field::EndTime).is_empty() {
            return Ok(None);
        }
        self.moment(Field::EndDate, Field::EndTime, order).map(Some)
    }

    /// The elapsed seconds that an entry can have.
    pub(crate) fn seconds(&self, field: Field) -> Result<i64, Reason> {
        let cell = self.text(field);
        if cell.is_empty() {
            let has_end = !self.text(Field::EndTime).is_empty();
            return Err(if has_end {
                self.is_empty(field)
            } else {
                Reason::Running
            });
        }
        duration::worked_seconds(cell).map_err(|problem| Reason::Duration {
            column: self.column(field),
            value: excerpt(cell),
            problem,
        })
    }

    /// Decimal hours, where the file has them.
    pub(crate) fn hours(&self) -> Option<Decimal> {
        duration::hours(self.text(Field::Hours))
    }

    /// The rate in cents per hour. `None` in another currency and for 0.00, which trackers write where nobody set a
    /// rate.
    pub(crate) fn rate_cents(&self) -> Result<Option<i64>, Reason> {
        let cell = self.text(Field::Rate);
        let currency = self.header.currency(Field::Rate);
        if cell.is_empty() || !currency.is_some_and(is_euro) {
            return Ok(None);
        }
        let price = typed::price(cell, 2, false).ok();
        match price.and_then(Cents::from_euro) {
            Some(Cents::ZERO) => Ok(None),
            Some(Cents(cents)) => Ok(Some(cents)),
            None => Err(Reason::Rate {
                column: self.column(Field::Rate),
                value: excerpt(cell),
            }),
        }
    }

    fn moment(&self, date: Field, time: Field, order: DateOrder) -> Result<NaiveDateTime, Reason> {
        let day: Option<NaiveDate> = dates::date(self.text(date), order);
        let day = day.ok_or_else(|| Reason::Date {
            column: self.column(date),
            value: excerpt(self.text(date)),
        })?;
        let clock = time_of_day(self.text(time)).ok_or_else(|| Reason::Time {
            column: self.column(time),
            value: excerpt(self.text(time)),
        })?;
        Ok(day.and_time(clock))
    }

    fn at_most(&self, most: usize, text: String, field: Field) -> Result<String, Reason> {
        match text.chars().count() {
            found if found > most => Err(Reason::TooLong {
                column: self.column(field),
                found,
                most,
            }),
            _ => Ok(text),
        }
    }

    fn is_empty(&self, field: Field) -> Reason {
        Reason::Empty {
            column: self.column(field),
        }
    }

    fn column(&self, field: Field) -> String {
        excerpt(self.header.name(field))
    }
}

/// Whether the unit of a money column is euro. Clockify writes the workspace's own sign, so words and symbol occur.
pub(crate) fn is_euro(currency: &str) -> bool {
    matches!(currency.to_uppercase().as_str(), "EUR" | "EURO" | "€")
}

/// As much of a cell as a message needs.
fn excerpt(cell: &str) -> String {
    const MOST: usize = 40;
    let clean = text::clean(cell).replace('\n', " ");
    match clean.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}
