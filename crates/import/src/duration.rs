//! Elapsed time as exports write it.

use domain::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest entry: a day. What is longer is a timer that nobody stopped.
const MAX_SECONDS: i64 = 24 * 3600;

const HOUR: Decimal = Decimal::from_parts(3600, 0, 0, false, 0);

/// Why a cell is not the duration of an entry.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationProblem {
    /// Decimal hours or anything else: 12.5 is 12:30 to some and 12:05 to others.
    #[error("is not hours, minutes and seconds such as 1:20:00")]
    Format,
    /// Below zero.
    #[error("is negative")]
    Negative,
    /// No time at all.
    #[error("is no time")]
    Zero,
    /// More than a day.
    #[error("is more than 24 hours")]
    TooLong,
}

/// The seconds of `H:MM:SS` or `H:MM`, whatever they amount to.
pub(crate) fn seconds(text: &str) -> Result<i64, DurationProblem> {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        return seconds(rest).and(Err(DurationProblem::Negative));
    }
    let mut parts = text.split(':').map(str::trim);
    let hours = parts.next().and_then(|part| number(part, 6));
    let minutes = parts.next().and_then(sixtieths);
    let seconds = parts.next().map_or(Some(0), sixtieths);
    match (hours, minutes, seconds, parts.next()) {
        (Some(h), Some(m), Some(s), None) => Ok(h * 3600 + m * 60 + s),
        _ => Err(DurationProblem::Format),
    }
}

/// The seconds of `H:MM:SS` or `H:MM` that an entry can have: more than none, at most a day.
pub(crate) fn worked_seconds(text: &str) -> Result<i64, DurationProblem> {
    match seconds(text)? {
        0 => Err(DurationProblem::Zero),
        seconds if seconds > MAX_SECONDS => Err(DurationProblem::TooLong),
        seconds => Ok(seconds),
    }
}

/// Decimal hours with either decimal sign. They are rounded, so they only serve as a proof of the seconds.
pub(crate) fn hours(text: &str) -> Option<Decimal> {
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if !plain || text.len() > 12 {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// Seconds as decimal hours with so many places.
pub(crate) fn in_hours(seconds: i64, places: u32) -> Decimal {
    domain::round::round(Decimal::from(seconds) / HOUR, places)
}

/// Whether decimal hours are these seconds, to the last decimal place that they have.
pub(crate) fn agree(hours: Decimal, seconds: i64) -> bool {
    let last_place = HOUR * Decimal::new(1, hours.scale());
    (hours * HOUR - Decimal::from(seconds)).abs() < last_place
}

fn number(text: &str, most_digits: usize) -> Option<i64> {
    let digits =
        (1..=most_digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn sixtieths(text: &str) -> Option<i64> {
    number(text, 2).filter(|value| *value < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_minutes_and_seconds() {
        assert_eq!(worked_seconds("01:20:01"), Ok(4801));
        assert_eq!(worked_seconds("1:20:00"), Ok(4800));
        assert_eq!(worked_seconds("0:13"), Ok(780));
        assert_eq!(worked_seconds("24:00:00"), Ok(86_400));
        assert_eq!(seconds("100:00:00"), Ok(360_000));
        assert_eq!(seconds("0:00:00"), Ok(0));
    }

    #[test]
    fn what_no_entry_can_have_is_refused() {
        use DurationProblem::{Format, Negative, TooLong, Zero};
        for (text, problem) in [
            ("12.5", Format),
            ("12", Format),
            ("abc", Format),
            ("", Format),
            ("1:60", Format),
            ("1:2:3:4", Format),
            ("1::2", Format),
            ("+1:00", Format),
            ("-abc", Format),
            ("1:00:00.5", Format),
            ("9999999:00", Format),
            ("-01:00:00", Negative),
            ("00:00:00", Zero),
            ("24:00:01", TooLong),
        ] {
            assert_eq!(worked_seconds(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn decimal_hours_are_read_with_either_sign() {
        assert_eq!(hours("1.33"), Some(Decimal::new(133, 2)));
        assert_eq!(hours("1,33"), Some(Decimal::new(133, 2)));
        for text in ["", "-1", "1.2.3", "abc", "1e3", "1.000,50"] {
            assert_eq!(hours(text), None, "{text}");
        }
    }

    #[test]
    fn decimal_hours_agree_to_their_last_place() {
        let agrees = |text, seconds| agree(hours(text).unwrap(), seconds);
        assert!(agrees("1.33", 4800));
        assert!(agrees("1.34", 4800), "rounded up");
        assert!(!agrees("1.35", 4800));
        assert!(agrees("1.3333", 4800));
        assert!(!agrees("1.3300", 4800));
        assert!(!agrees("12.50", 12 * 3600 + 5 * 60));
        assert_eq!(in_hours(4800, 2), Decimal::new(133, 2));
        assert_eq!(in_hours(18, 2), Decimal::new(1, 2), "half away from zero");
    }
}
