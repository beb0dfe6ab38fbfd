//! From time to quantities that add up.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::round::divide;

/// The most decimals of a quantity or price that are reckoned with; billing tools take two to four.
pub const MAX_DECIMALS: u32 = 9;

/// `seconds` in units of `unit_seconds` (above zero), rounded to `decimals` places, at most [`MAX_DECIMALS`].
pub fn in_units(seconds: i64, unit_seconds: i64, decimals: u32) -> Decimal {
    let decimals = decimals.min(MAX_DECIMALS);
    let steps = divide(scaled(seconds, decimals), i128::from(unit_seconds));
    Decimal::from_i128_with_scale(steps, decimals)
}

/// Quantities of positions that share a unit and a suggested price, by largest remainder: each is its exact time
/// cut to `decimals` places, and the smallest steps that are then missing go to the positions that lost most, so that
/// the quantities add up to the rounded total. Ties go to the earlier position.
///
/// `unit_seconds` is above zero, `decimals` at most [`MAX_DECIMALS`]. Everything is computed in whole numbers.
pub fn largest_remainder(seconds: &[i64], unit_seconds: i64, decimals: u32) -> Vec<Decimal> {
    let decimals = decimals.min(MAX_DECIMALS);
    let unit = i128::from(unit_seconds);
    let exact: Vec<i128> = seconds.iter().map(|s| scaled(*s, decimals)).collect();
    let mut steps: Vec<i128> = exact.iter().map(|e| e.div_euclid(unit)).collect();
    if !cfg!(feature = "mutation-no-remainder") {
        let missing = divide(exact.iter().sum(), unit) - steps.iter().sum::<i128>();
        let mut by_loss: Vec<usize> = (0..steps.len()).collect();
        by_loss.sort_by_key(|i| Reverse(exact[*i].rem_euclid(unit)));
        for i in by_loss
            .into_iter()
            .take(usize::try_from(missing).unwrap_or(0))
        {
            steps[i] += 1;
        }
    }
    steps
        .into_iter()
        .map(|s| Decimal::from_i128_with_scale(s, decimals))
        .collect()
}

/// Seconds multiplied so that whole units come out in smallest steps: hundredths for two decimals.
fn scaled(seconds: i64, decimals: u32) -> i128 {
    i128::from(seconds) * 10_i128.pow(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quantities: &[Decimal]) -> Vec<String> {
        quantities.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn twelve_times_one_hour_twenty_is_sixteen_hours() {
        let quantities = largest_remainder(&[4800; 12], 3600, 2);
        assert_eq!(quantities.iter().sum::<Decimal>(), "16.00".parse().unwrap());
        assert_eq!(
            texts(&quantities[..5]),
            ["1.34", "1.34", "1.34", "1.34", "1.33"]
        );
    }

    #[test]
    fn twelve_times_one_hour_twenty_is_two_days() {
        let quantities = largest_remainder(&[4800; 12], 8 * 3600, 2);
        assert_eq!(quantities.iter().sum::<Decimal>(), "2.00".parse().unwrap());
    }

    #[test]
    fn what_lost_most_gets_the_missing_step() {
        // 0.333…, 0.667…, 0.25 h: cut to 0.33 + 0.66 + 0.25 = 1.24, exactly 1.25.
        assert_eq!(
            texts(&largest_remainder(&[1200, 2400, 900], 3600, 2)),
            ["0.33", "0.67", "0.25"]
        );
        assert!(largest_remainder(&[], 3600, 2).is_empty());
    }

    #[test]
    fn time_in_units_has_all_its_decimals() {
        assert_eq!(in_units(57_600, 3600, 2).to_string(), "16.00");
        assert_eq!(in_units(18, 3600, 2).to_string(), "0.01");
        assert_eq!(in_units(17, 3600, 2).to_string(), "0.00");
        assert_eq!(in_units(i64::MAX, 3600, 99).scale(), MAX_DECIMALS);
    }
}
