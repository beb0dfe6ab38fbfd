//! Numbers as people type them, in either language's habit.

mod number;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::quantity::in_units;
use crate::round::round;
use crate::text::clean;
use crate::unit::Unit;
use number::number;

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

/// The largest quantity, and what a price stays below.
const MAX_QUANTITY: i64 = 100_000;
const PRICE_LIMIT: i64 = 1_000_000;

/// A quantity: a number above zero with at most `decimals` places, or hours and minutes such as `1:30`.
///
/// Hours and minutes are rounded to the decimals, because most minutes have no finite decimal.
pub fn quantity(typed: &str, unit: Unit, decimals: u32) -> Result<Decimal, NumberProblem> {
    let value = match clock_time(typed) {
        Some(seconds) => {
            let unit_seconds = unit.seconds().ok_or(NumberProblem::NotANumber)?;
            in_units(seconds?, unit_seconds, decimals)
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

/// A net price per unit with at most `decimals` places, with or without `€`. Below zero only where `may_be_negative`:
/// on positions that a person added, as a discount.
pub fn price(typed: &str, decimals: u32, may_be_negative: bool) -> Result<Decimal, NumberProblem> {
    let text = clean(typed);
    let bare = text.strip_prefix('€').unwrap_or(&text);
    let bare = bare.strip_suffix('€').unwrap_or(bare);
    let value = within_decimals(number(bare)?, decimals)?;
    match value {
        v if v.is_sign_negative() && !may_be_negative => Err(NumberProblem::Negative),
        v if v.abs() >= Decimal::from(PRICE_LIMIT) => Err(NumberProblem::TooLarge),
        v => Ok(v),
    }
}

/// A duration in whole seconds, above zero and at most 24 hours: `1:30`, `1:30:15`, or hours such as `1,5` or `1.5 h`.
pub fn duration(typed: &str) -> Result<i64, NumberProblem> {
    let seconds = if let Some(seconds) = clock_time(typed) {
        seconds?
    } else {
        let text = clean(typed);
        let hours = number(text.strip_suffix('h').unwrap_or(&text))?;
        let seconds = hours.checked_mul(Decimal::from(3600));
        seconds
            .and_then(|seconds| round(seconds, 0).to_i64())
            .ok_or(NumberProblem::TooLarge)?
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
    let text = clean(typed);
    if !text.contains(':') {
        return None;
    }
    let (sign, parts) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let seconds = seconds_of(parts).ok_or(NumberProblem::NotANumber);
    Some(seconds.map(|seconds| sign * seconds))
}

fn seconds_of(text: &str) -> Option<i64> {
    let digits = |text: &str| {
        let fits = text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<i64>().ok()).flatten()
    };
    // Both digits, because `1:5` could be five minutes or fifty.
    let sixtieths = |text: &str| digits(text).filter(|n| text.len() == 2 && *n < 60);
    let mut parts = text.split(':');
    let (hours, minutes) = (digits(parts.next()?)?, sixtieths(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0), sixtieths)?;
    let complete = parts.next().is_none();
    complete.then_some(hours * 3600 + minutes * 60 + seconds)
}

/// The value with exactly so many decimals; what has more is refused, not rounded.
fn within_decimals(value: Decimal, decimals: u32) -> Result<Decimal, NumberProblem> {
    let mut value = value.normalize();
    if value.scale() > decimals {
        return Err(NumberProblem::TooPrecise);
    }
    value.rescale(decimals);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_price_is_refused() {
        use NumberProblem::{Ambiguous, Empty, Negative, NotANumber, TooLarge, TooPrecise};
        for (typed, problem) in [
            ("", Empty),
            ("€", Empty),
            ("1e3", NotANumber),
            ("1:30", NotANumber),
            ("€95€€", NotANumber),
            ("1.000", Ambiguous),
            ("-3", Negative),
            ("-0,01 €", Negative),
            ("1.2345", TooPrecise),
            ("999999.999", TooPrecise),
            ("1000000", TooLarge),
        ] {
            assert_eq!(price(typed, 2, false), Err(problem), "{typed}");
        }
    }

    #[test]
    fn prices_come_with_or_without_their_sign() {
        for (typed, expected) in [
            ("1.000,50", "1000.50"),
            ("95,00 €", "95.00"),
            ("€ 95", "95.00"),
            ("-3", "-3.00"),
            ("-0", "0.00"),
            ("0", "0.00"),
            ("999999,99", "999999.99"),
        ] {
            let read = price(typed, 2, true).map(|p| p.to_string());
            assert_eq!(read, Ok(expected.to_owned()), "{typed}");
        }
    }

    #[test]
    fn quantities_may_be_hours_and_minutes() {
        let hours = |typed| quantity(typed, Unit::Hour, 2);
        assert_eq!(hours("1:30"), Ok("1.50".parse().unwrap()));
        assert_eq!(hours("1:20"), Ok("1.33".parse().unwrap()));
        assert_eq!(hours("1,5"), Ok("1.50".parse().unwrap()));
        assert_eq!(hours("0"), Err(NumberProblem::Zero));
        assert_eq!(hours("0:00"), Err(NumberProblem::Zero));
        assert_eq!(hours("-1:30"), Err(NumberProblem::Negative));
        for nonsense in [
            "1:75",
            "1:5",
            "1:",
            ":30",
            "1:30:00:00",
            "1:+5",
            "1h30",
            "1:30h",
        ] {
            assert_eq!(
                hours(nonsense),
                Err(NumberProblem::NotANumber),
                "{nonsense}"
            );
        }
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
        assert_eq!(duration("1.5 h"), Ok(5400));
        assert_eq!(duration("24:00"), Ok(86_400));
        assert_eq!(duration("24:01"), Err(NumberProblem::TooLarge));
        assert_eq!(duration(&"9".repeat(24)), Err(NumberProblem::TooLarge));
        assert_eq!(duration("-1"), Err(NumberProblem::Negative));
        assert_eq!(duration("0"), Err(NumberProblem::Zero));
    }
}
