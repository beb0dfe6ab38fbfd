//! Periods in words, and their neighbours.

use chrono::{Datelike, Days, NaiveDate};
use domain::period::{DayRange, Period, Span, When};
use domain::{Locale, format};
use texts::say;

use crate::words::words;

/// What a menu calls a period: `last month` for a preset, otherwise its dates.
pub fn name(period: Period, today: NaiveDate, locale: Locale) -> String {
    let l = words(locale);
    match period {
        Period::All => say!(l, period.all),
        Period::Relative(span, when) => match (span, when) {
            (Span::Day, When::This) => say!(l, period.today),
            (Span::Day, When::Last) => say!(l, period.yesterday),
            (Span::Week, When::This) => say!(l, period.this_week),
            (Span::Week, When::Last) => say!(l, period.last_week),
            (Span::Month, When::This) => say!(l, period.this_month),
            (Span::Month, When::Last) => say!(l, period.last_month),
            (Span::Quarter, When::This) => say!(l, period.this_quarter),
            (Span::Quarter, When::Last) => say!(l, period.last_quarter),
            (Span::Year, When::This) => say!(l, period.this_year),
            (Span::Year, When::Last) => say!(l, period.last_year),
        },
        Period::Chosen(..) | Period::Range(..) => dates(period, today, locale),
    }
}

/// The days of a period as a heading says them: `October 2026`, `Week 41, 2026`, `5 Oct 2026 – 9 Oct 2026`.
pub fn dates(period: Period, today: NaiveDate, locale: Locale) -> String {
    let l = words(locale);
    let Some(days) = period.days(today) else {
        return say!(l, period.all);
    };
    let from = days.from;
    match period {
        Period::Relative(Span::Week, _) | Period::Chosen(Span::Week, _) => {
            let week = from.iso_week();
            say!(l, period.week, number = week.week(), year = week.year())
        }
        Period::Relative(Span::Month, _) | Period::Chosen(Span::Month, _) => {
            format::month(from, locale)
        }
        Period::Relative(Span::Quarter, _) | Period::Chosen(Span::Quarter, _) => {
            say!(
                l,
                period.quarter,
                number = from.month0() / 3 + 1,
                year = from.year()
            )
        }
        Period::Relative(Span::Year, _) | Period::Chosen(Span::Year, _) => from.year().to_string(),
        _ => format::period(days.from, days.to, locale),
    }
}

/// The period before this one; none before everything, and none that a URL could not say.
pub fn before(period: Period, today: NaiveDate) -> Option<Period> {
    let days = period.days(today)?;
    let day_before = days.from.checked_sub_days(Days::new(1))?;
    sayable(match period {
        Period::All => return None,
        Period::Relative(span, When::This) => Period::Relative(span, When::Last),
        Period::Relative(span, When::Last) | Period::Chosen(span, _) => {
            Period::Chosen(span, span.around(day_before).from)
        }
        Period::Range(..) => {
            let from = day_before.checked_sub_days(Days::new(length(days)))?;
            Period::Range(from, day_before)
        }
    })
}

/// The period after this one.
pub fn after(period: Period, today: NaiveDate) -> Option<Period> {
    let days = period.days(today)?;
    let day_after = days.to.checked_add_days(Days::new(1))?;
    sayable(match period {
        Period::All => return None,
        Period::Relative(span, When::Last) => Period::Relative(span, When::This),
        Period::Relative(span, When::This) | Period::Chosen(span, _) => {
            Period::Chosen(span, day_after)
        }
        Period::Range(..) => {
            let to = day_after.checked_add_days(Days::new(length(days)))?;
            Period::Range(day_after, to)
        }
    })
}

/// From the first to the last day, in days.
fn length(days: DayRange) -> u64 {
    (days.to - days.from).num_days().unsigned_abs()
}

fn sayable(period: Period) -> Option<Period> {
    (Period::parse(&period.to_string()) == Some(period)).then_some(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-01-15".parse().unwrap()
    }

    fn neighbours(period: &str) -> [Option<String>; 2] {
        let period = Period::parse(period).unwrap();
        [before(period, today()), after(period, today())].map(|p| p.map(|p| p.to_string()))
    }

    #[test]
    fn neighbours_touch_and_have_the_same_length() {
        let both = |before: &str, after: &str| [Some(before.to_owned()), Some(after.to_owned())];
        assert_eq!(neighbours("this-month"), both("last-month", "2026-02"));
        assert_eq!(neighbours("last-month"), both("2025-11", "this-month"));
        assert_eq!(neighbours("2026-03"), both("2026-02", "2026-04"));
        assert_eq!(neighbours("2026-Q1"), both("2025-Q4", "2026-Q2"));
        assert_eq!(neighbours("2026-W01"), both("2025-W52", "2026-W02"));
        assert_eq!(
            neighbours("2026-01-01..2026-01-03"),
            both("2025-12-29..2025-12-31", "2026-01-04..2026-01-06")
        );
    }

    #[test]
    fn nothing_lies_before_everything_or_beyond_the_years_that_a_url_can_say() {
        assert_eq!(neighbours("all"), [None, None]);
        assert_eq!(neighbours("1970"), [None, Some("1971".to_owned())]);
        assert_eq!(neighbours("2999-12"), [Some("2999-11".to_owned()), None]);
    }

    #[test]
    fn periods_are_said_as_people_say_them() {
        let said = |period: &str, locale| {
            let period = Period::parse(period).unwrap();
            (
                name(period, today(), locale),
                dates(period, today(), locale),
            )
        };
        assert_eq!(
            said("last-month", Locale::En),
            ("last month".into(), "December 2025".into())
        );
        assert_eq!(
            said("2026-Q4", Locale::De),
            ("4. Quartal 2026".into(), "4. Quartal 2026".into())
        );
        assert_eq!(said("this-week", Locale::De).1, "KW 3, 2026");
        assert_eq!(said("yesterday", Locale::En).1, "14 Jan 2026");
    }
}
