//! The period of a report.

mod span;

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use span::{DayRange, Span};

/// Which days a report covers. Relative periods stay relative, so a bookmark of "last month" moves on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// Today, this week and so on, or the one before.
    Relative(Span, When),
    /// The span that begins on this day: a chosen day, week, month, quarter or year.
    Chosen(Span, NaiveDate),
    /// From one day to another, both included.
    Range(NaiveDate, NaiveDate),
    /// Every day there is.
    All,
}

/// This one or the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum When {
    /// The one that today is in.
    This,
    /// The one before.
    Last,
}

impl Default for Period {
    fn default() -> Self {
        Self::Relative(Span::Month, When::This)
    }
}

impl Period {
    /// The relative periods with their names in URLs, in the order in which a menu shows them.
    pub const PRESETS: [(&'static str, Self); 11] = [
        ("today", Self::Relative(Span::Day, When::This)),
        ("yesterday", Self::Relative(Span::Day, When::Last)),
        ("this-week", Self::Relative(Span::Week, When::This)),
        ("last-week", Self::Relative(Span::Week, When::Last)),
        ("this-month", Self::Relative(Span::Month, When::This)),
        ("last-month", Self::Relative(Span::Month, When::Last)),
        ("this-quarter", Self::Relative(Span::Quarter, When::This)),
        ("last-quarter", Self::Relative(Span::Quarter, When::Last)),
        ("this-year", Self::Relative(Span::Year, When::This)),
        ("last-year", Self::Relative(Span::Year, When::Last)),
        ("all", Self::All),
    ];

    /// Reads what [`fmt::Display`] writes: `last-month`, `2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`,
    /// `2026-10-01..2026-10-31`, `all`. A range that ends before it begins is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((_, preset)) = Self::PRESETS.into_iter().find(|(name, _)| *name == text) {
            return Some(preset);
        }
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (day(from)?, day(to)?);
            return (from <= to).then_some(Self::Range(from, to));
        }
        let (span, begin) = chosen(text)?;
        Some(Self::Chosen(span, begin))
    }

    /// The days that are meant on a given day; `None` for every day there is.
    pub fn days(self, today: NaiveDate) -> Option<DayRange> {
        match self {
            Self::All => None,
            Self::Range(from, to) => Some(DayRange { from, to }),
            Self::Chosen(span, begin) => Some(span.around(begin)),
            Self::Relative(span, When::This) => Some(span.around(today)),
            Self::Relative(span, When::Last) => {
                let day_before = span
                    .around(today)
                    .from
                    .checked_sub_days(Days::new(1))
                    .unwrap_or(today);
                Some(span.around(day_before))
            }
        }
    }
}

/// The years in which somebody may have worked.
const YEARS: RangeInclusive<i32> = 1970..=2999;

fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    YEARS.contains(&day.year()).then_some(day)
}

/// A chosen span and the day on which it begins.
fn chosen(text: &str) -> Option<(Span, NaiveDate)> {
    if let Some(day) = day(text) {
        return Some((Span::Day, day));
    }
    let (year, part) = text.split_once('-').unwrap_or((text, ""));
    let year = i32::try_from(digits(year, 4)?).ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    let first_of = |month| NaiveDate::from_ymd_opt(year, month, 1);
    if part.is_empty() && text.len() == 4 {
        Some((Span::Year, first_of(1)?))
    } else if let Some(week) = part.strip_prefix('W') {
        let monday = NaiveDate::from_isoywd_opt(year, digits(week, 2)?, Weekday::Mon)?;
        Some((Span::Week, monday))
    } else if let Some(quarter) = part.strip_prefix('Q') {
        let quarters_before = digits(quarter, 1)?.checked_sub(1)?;
        Some((Span::Quarter, first_of(quarters_before * 3 + 1)?))
    } else {
        Some((Span::Month, first_of(digits(part, 2)?)?))
    }
}

/// A number of exactly so many digits.
fn digits(text: &str, length: usize) -> Option<u32> {
    let fits = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range(from, to) => write!(f, "{from}..{to}"),
            Self::Chosen(Span::Day, begin) => write!(f, "{begin}"),
            Self::Chosen(Span::Week, begin) => {
                let week = begin.iso_week();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Self::Chosen(Span::Month, begin) => write!(f, "{}", begin.format("%Y-%m")),
            Self::Chosen(Span::Quarter, begin) => {
                write!(f, "{:04}-Q{}", begin.year(), begin.month0() / 3 + 1)
            }
            Self::Chosen(Span::Year, begin) => write!(f, "{:04}", begin.year()),
            Self::Relative(..) | Self::All => {
                let name = Self::PRESETS
                    .iter()
                    .find(|(_, preset)| preset == self)
                    .map_or("all", |(name, _)| name);
                f.write_str(name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(today: &str, period: &str) -> String {
        let days = Period::parse(period)
            .unwrap()
            .days(today.parse().unwrap())
            .unwrap();
        format!("{}..{}", days.from, days.to)
    }

    #[test]
    fn periods_are_what_a_calendar_says() {
        assert_eq!(on("2026-01-15", "last-month"), "2025-12-01..2025-12-31");
        assert_eq!(on("2026-01-01", "this-week"), "2025-12-29..2026-01-04");
        assert_eq!(on("2026-05-01", "last-quarter"), "2026-01-01..2026-03-31");
        assert_eq!(on("2028-03-01", "last-month"), "2028-02-01..2028-02-29");
        assert_eq!(on("2026-11-22", "yesterday"), "2026-11-21..2026-11-21");
        assert_eq!(on("2026-11-22", "2026-W53"), "2026-12-28..2027-01-03");
        assert_eq!(on("2026-11-22", "2026-Q4"), "2026-10-01..2026-12-31");
        assert_eq!(on("2026-11-22", "2026"), "2026-01-01..2026-12-31");
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in [
            "today",
            "last-week",
            "all",
            "2026-10",
            "2026-W07",
            "2026-Q1",
            "2025",
            "2026-10-05",
            "2026-10-01..2026-10-31",
        ] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_no_period() {
        for text in [
            "",
            "tomorrow",
            "2026-13",
            "2026-W54",
            "2026-Q5",
            "2026-02-30",
            "2026-10-31..2026-10-01",
            "26-10",
            "0001-01-01..9999-01-01",
            "0001",
            "+202",
            "2026-",
            "2026-+1",
            "2026-W+1",
            "2026-Q0",
            "2026-00",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
