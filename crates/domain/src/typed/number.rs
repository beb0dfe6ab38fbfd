//! The grammar of typed numbers.

use rust_decimal::Decimal;

use super::NumberProblem;
use crate::text::clean;

/// The most digits that are read; every reasonable number has fewer, and all of them fit a `Decimal`.
const MAX_DIGITS: usize = 24;

/// A plain decimal number, in either language's habit: `,` or `.` is the decimal sign, the other one, a blank or an
/// apostrophe separates thousands. What could be one or one thousand is refused.
pub(super) fn number(typed: &str) -> Result<Decimal, NumberProblem> {
    let text = clean(typed);
    if text.is_empty() {
        return Err(NumberProblem::Empty);
    }
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, fraction) = whole_and_fraction(digits.trim_start())?;
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() {
        return Err(NumberProblem::NotANumber);
    }
    if digits.len() > MAX_DIGITS {
        return Err(NumberProblem::TooLarge);
    }
    let mantissa: i128 = digits.parse().map_err(|_| NumberProblem::NotANumber)?;
    let scale = u32::try_from(fraction.len()).map_err(|_| NumberProblem::TooLarge)?;
    Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale)
        .map_err(|_| NumberProblem::TooLarge)
}

/// The digits before and after the decimal sign.
fn whole_and_fraction(text: &str) -> Result<(String, &str), NumberProblem> {
    let (whole, fraction) = split_at_decimal_sign(text);
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberProblem::NotANumber);
    }
    let digits = without_separators(whole).ok_or(NumberProblem::NotANumber)?;
    let one_group = digits == whole && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if one_group && fraction.len() == 3 {
        return Err(NumberProblem::Ambiguous);
    }
    Ok((digits, fraction))
}

/// The last `.` or `,` is the decimal sign, unless it is there more than once: then it separates thousands.
fn split_at_decimal_sign(text: &str) -> (&str, &str) {
    let Some(at) = text.rfind(['.', ',']) else {
        return (text, "");
    };
    let (whole, rest) = text.split_at(at);
    let (sign, fraction) = rest.split_at(1);
    if whole.contains(sign) {
        (text, "")
    } else {
        (whole, fraction)
    }
}

/// The digits of a whole number whose thousands may be separated, all by the same separator.
fn without_separators(whole: &str) -> Option<String> {
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    if !is_separator(separator) {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len())
        && rest.iter().all(|group| group.len() == 3)
        && groups.iter().all(|group| is_digits(group));
    fits.then(|| groups.concat())
}

/// Point, comma, blanks (also those that do not break a line) and apostrophes.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_habits_are_understood() {
        for (typed, expected) in [
            ("95", "95"),
            ("95,5", "95.5"),
            ("95.50", "95.50"),
            ("1.000,50", "1000.50"),
            ("1,000.50", "1000.50"),
            ("1.000.000,00", "1000000.00"),
            ("1.000.000", "1000000"),
            ("1.000,", "1000"),
            (",5", "0.5"),
            ("5,", "5"),
            ("1\u{202f}000,5", "1000.5"),
            ("1 000", "1000"),
            ("1'000.125", "1000.125"),
            ("0.125", "0.125"),
            ("1000.125", "1000.125"),
            ("\u{2212}3", "-3"),
            ("- 3", "-3"),
            ("+3", "3"),
            ("\u{202d}1.500,00\u{202c}", "1500.00"),
        ] {
            let read = number(typed).map(|n| n.to_string());
            assert_eq!(read, Ok(expected.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        use NumberProblem::{Ambiguous, Empty, NotANumber, TooLarge};
        for (typed, problem) in [
            (" \u{200b}", Empty),
            ("1.000", Ambiguous),
            ("-1,000", Ambiguous),
            ("999.999", Ambiguous),
            ("1e3", NotANumber),
            ("1h30", NotANumber),
            ("1:30", NotANumber),
            ("abc", NotANumber),
            ("1,2,3", NotANumber),
            ("1.00.000", NotANumber),
            ("1.000,000.00", NotANumber),
            ("1 000.000,5", NotANumber),
            ("1'0", NotANumber),
            ("1 5", NotANumber),
            ("1,5 5", NotANumber),
            (".000,5", NotANumber),
            ("0x10", NotANumber),
            ("NaN", NotANumber),
            ("--1", NotANumber),
            ("-+1", NotANumber),
            ("-", NotANumber),
            (".", NotANumber),
            ("٣", NotANumber),
            ("1²", NotANumber),
            ("9999999999999999999999999", TooLarge),
        ] {
            assert_eq!(number(typed), Err(problem), "{typed}");
        }
    }
}
