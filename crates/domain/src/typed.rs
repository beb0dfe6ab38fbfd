//! Numbers as people type them, in either language's habit.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::unit::Unit;

/// Why a typed number was refused. The pages word it.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberProblem {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// It is not a number such as `1,5`, `1.5`, `1.000,50` or `1:30`.
    #[error("not a number")]
    NotANumber,
    /// `1.000` or `1,000`: one thousand to some, one to others.
    #[error("one thousand or one?")]
    Ambiguous,
    /// Below zero where that makes no sense.
    #[error("negative")]
    Negative,
    /// Zero where that makes no sense.
    #[error("zero")]
    Zero,
    /// More decimals than the billing tool takes.
    #[error("too many decimals")]
    TooPrecise,
    /// Beyond what an invoice can hold.
    #[error("too large")]
    TooLarge,
}

/// The largest quantity and price: 100,000 hours, or 999,999.99 € per unit.
const MAX_QUANTITY: i64 = 100_000;
const MAX_PRICE: i64 = 1_000_000;

/// A quantity: a number above zero with at most `decimals` places, or hours and minutes such as `1:30`.
///
/// Hours and minutes are rounded to the decimals, because most minutes have no finite decimal.
pub fn quantity(typed: &str, unit: Unit, decimals: u32) -> Result<Decimal, NumberProblem> {
    let value = match clock_time(typed) {
        Some(seconds) => {
            let unit_seconds = unit.seconds().ok_or(NumberProblem::NotANumber)?;
            crate::quantity::in_units(seconds?, unit_seconds, decimals)
        }
        None => within_decimals(number(typed)?, decimals)?,
    };
    match value {
        v if v.is_zero() => Err(NumberProblem::Zero),
        v if v.is_sign_negative() => Err(NumberProblem::Negative),
        v if v > Decimal::from(MAX_QUANTITY) => Err(NumberProblem::TooLarge),
        v => Ok(v),
    }
}

/// A net price per unit with at most `decimals` places. Below zero only where `may_be_negative`: on positions that a
/// person added, as a discount.
pub fn price(typed: &str, decimals: u32, may_be_negative: bool) -> Result<Decimal, NumberProblem> {
    let bare = typed
        .trim()
        .trim_end_matches('€')
        .trim_start_matches('€')
        .trim();
    let value = within_decimals(number(bare)?, decimals)?;
    match value {
        v if v.is_sign_negative() && !v.is_zero() && !may_be_negative => {
            Err(NumberProblem::Negative)
        }
        v if v.abs() >= Decimal::from(MAX_PRICE) => Err(NumberProblem::TooLarge),
        v => Ok(v),
    }
}

/// A duration in whole seconds, above zero and at most 24 hours: `1:30`, `1:30:15`, or hours such as `1,5`.
pub fn duration(typed: &str) -> Result<i64, NumberProblem> {
    use rust_decimal::prelude::ToPrimitive;
    let seconds = match clock_time(typed) {
        Some(seconds) => seconds?,
        None => {
            let hours = number(typed.trim().trim_end_matches('h'))?;
            if hours.abs() > Decimal::from(MAX_QUANTITY) {
                return Err(NumberProblem::TooLarge);
            }
            crate::round::round(hours * Decimal::from(3600), 0)
                .to_i64()
                .ok_or(NumberProblem::TooLarge)?
        }
    };
    match seconds {
        0 => Err(NumberProblem::Zero),
        s if s < 0 => Err(NumberProblem::Negative),
        s if s > 24 * 3600 => Err(NumberProblem::TooLarge),
        s => Ok(s),
    }
}

/// `H:MM` or `H:MM:SS` in seconds; `None` if there is no colon.
fn clock_time(typed: &str) -> Option<Result<i64, NumberProblem>> {
    let parts: Vec<&str> = typed.trim().split(':').collect();
    if parts.len() < 2 {
        return None;
    }
    let digits = |text: &str, most: usize| {
        let fits =
            !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<i64>().ok()).flatten()
    };
    let sixtieths = |text: &str| digits(text, 2).filter(|n| *n < 60);
    let seconds = match parts.as_slice() {
        [h, m] => digits(h, 6)
            .zip(sixtieths(m))
            .map(|(h, m)| h * 3600 + m * 60),
        [h, m, s] => digits(h, 6)
            .zip(sixtieths(m))
            .zip(sixtieths(s))
            .map(|((h, m), s)| h * 3600 + m * 60 + s),
        _ => None,
    };
    Some(seconds.ok_or(NumberProblem::NotANumber))
}

fn within_decimals(value: Decimal, decimals: u32) -> Result<Decimal, NumberProblem> {
    let value = value.normalize();
    if value.scale() > decimals {
        return Err(NumberProblem::TooPrecise);
    }
    let mut padded = value;
    padded.rescale(decimals);
    Ok(padded)
}

/// A plain decimal number with `,` or `.` as its decimal sign and the other as separator of thousands.
fn number(typed: &str) -> Result<Decimal, NumberProblem> {
    let text: String = typed
        .trim()
        .replace('\u{2212}', "-")
        .replace(['\u{a0}', '\u{202f}', '\''], "");
    if text.is_empty() {
        return Err(NumberProblem::Empty);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    if !digits
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        || !digits.bytes().any(|b| b.is_ascii_digit())
    {
        return Err(NumberProblem::NotANumber);
    }
    if digits.len() > 24 {
        return Err(NumberProblem::TooLarge);
    }
    let value: Decimal = plain(digits)?
        .parse()
        .map_err(|_| NumberProblem::NotANumber)?;
    Ok(if negative { -value } else { value })
}

/// Digits with at most one `.`, from digits with separators of thousands and a decimal sign.
fn plain(digits: &str) -> Result<String, NumberProblem> {
    let last = digits.rfind(['.', ',']);
    let Some(last) = last else {
        return Ok(digits.to_owned());
    };
    let sign = &digits[last..=last];
    let (whole, fraction) = (&digits[..last], &digits[last + 1..]);
    let other = if sign == "." { ',' } else { '.' };
    let signs = digits.matches(sign).count();
    if signs > 1 {
        // 1.000.000: only separators of thousands
        return if !digits.contains(other) && grouped(digits, sign) {
            Ok(digits.replace(sign, ""))
        } else {
            Err(NumberProblem::NotANumber)
        };
    }
    if whole.contains(other) {
        return if grouped(whole, &other.to_string()) {
            Ok(format!("{}.{fraction}", whole.replace(other, "")))
        } else {
            Err(NumberProblem::NotANumber)
        };
    }
    if fraction.len() == 3 && !whole.is_empty() && whole.len() <= 3 && whole != "0" {
        return Err(NumberProblem::Ambiguous);
    }
    Ok(
        format!("{}.{fraction}", if whole.is_empty() { "0" } else { whole })
            .trim_end_matches('.')
            .to_owned(),
    )
}

/// Whether every group but the first has three digits, and the first one to three.
fn grouped(digits: &str, separator: &str) -> bool {
    let mut groups = digits.split(separator);
    groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_habits_are_understood() {
        for (typed, expected) in [
            ("95", "95.00"),
            ("95,5", "95.50"),
            ("95.50", "95.50"),
            ("1.000,50", "1000.50"),
            ("1,000.50", "1000.50"),
            ("1.000.000,00", "1000000"),
            (" 95,00 € ", "95.00"),
            (",5", "0.50"),
            ("5,", "5.00"),
            ("1\u{202f}000,5", "1000.50"),
            ("0.125", "0.125"),
        ] {
            let read = number(typed.trim().trim_end_matches('€').trim());
            assert_eq!(read, Ok(expected.parse().unwrap()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        use NumberProblem::*;
        for (typed, problem) in [
            ("", Empty),
            ("1e3", NotANumber),
            ("abc", NotANumber),
            ("1.000", Ambiguous),
            ("1,000", Ambiguous),
            ("-3", Negative),
            ("1,2,3", NotANumber),
            ("1.00.000", NotANumber),
            ("0x10", NotANumber),
            ("NaN", NotANumber),
            ("--1", NotANumber),
            (".", NotANumber),
            ("1.2345", TooPrecise),
            ("1000000", TooLarge),
            ("99999999999999999999999999", TooLarge),
            ("٣", NotANumber),
        ] {
            assert_eq!(price(typed, 2, false), Err(problem), "{typed}");
        }
        assert_eq!(price("-3", 2, true), Ok("-3.00".parse().unwrap()));
        assert_eq!(price("0", 2, false), Ok("0.00".parse().unwrap()));
    }

    #[test]
    fn quantities_may_be_hours_and_minutes() {
        let hours = |typed| quantity(typed, Unit::Hour, 2);
        assert_eq!(hours("1:30"), Ok("1.50".parse().unwrap()));
        assert_eq!(hours("1:20"), Ok("1.33".parse().unwrap()));
        assert_eq!(hours("1,5"), Ok("1.50".parse().unwrap()));
        assert_eq!(hours("0"), Err(NumberProblem::Zero));
        assert_eq!(hours("0:00"), Err(NumberProblem::Zero));
        assert_eq!(hours("1:75"), Err(NumberProblem::NotANumber));
        assert_eq!(hours("100001"), Err(NumberProblem::TooLarge));
        assert_eq!(quantity("4:00", Unit::Day, 2), Ok("0.50".parse().unwrap()));
        assert_eq!(
            quantity("4:00", Unit::Piece, 2),
            Err(NumberProblem::NotANumber)
        );
    }

    #[test]
    fn durations_are_whole_seconds_up_to_a_day() {
        assert_eq!(duration("1:20"), Ok(4800));
        assert_eq!(duration("1:20:01"), Ok(4801));
        assert_eq!(duration("1,5"), Ok(5400));
        assert_eq!(duration("24:00"), Ok(86_400));
        assert_eq!(duration("24:01"), Err(NumberProblem::TooLarge));
        assert_eq!(duration("-1"), Err(NumberProblem::Negative));
        assert_eq!(duration("0"), Err(NumberProblem::Zero));
    }
}
