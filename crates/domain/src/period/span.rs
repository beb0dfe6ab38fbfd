//! How long periods are, and which days they cover.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Span {
    /// One day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// A first and a last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRange {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    /// The span that a day is in.
    pub fn around(self, day: NaiveDate) -> DayRange {
        let first_of = |month| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let months = |from: NaiveDate, count| {
            let next = from.checked_add_months(Months::new(count)).unwrap_or(from);
            DayRange {
                from,
                to: next.checked_sub_days(Days::new(1)).unwrap_or(from),
            }
        };
        match self {
            Self::Day => DayRange { from: day, to: day },
            Self::Week => {
                let from = day
                    .checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
                    .unwrap_or(day);
                DayRange {
                    from,
                    to: from.checked_add_days(Days::new(6)).unwrap_or(from),
                }
            }
            Self::Month => months(first_of(day.month()), 1),
            Self::Quarter => months(first_of((day.month() - 1) / 3 * 3 + 1), 3),
            Self::Year => months(first_of(1), 12),
        }
    }
}
