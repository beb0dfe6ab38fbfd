//! From time to quantities that add up.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::round::round;

/// `seconds` in units of `unit_seconds`, rounded to `decimals` places.
pub fn in_units(seconds: i64, unit_seconds: i64, decimals: u32) -> Decimal {
    round(
        Decimal::from(seconds) / Decimal::from(unit_seconds),
        decimals,
    )
}

/// Quantities of positions that share a unit and a suggested price, by largest remainder: each is its exact time
/// cut to `decimals` places, and the smallest steps that are then missing go to the positions that lost most, so that
/// the quantities add up to the rounded total. Ties go to the earlier position.
///
/// `seconds` are not negative, `unit_seconds` is positive; everything is computed in whole numbers.
pub fn largest_remainder(seconds: &[i64], unit_seconds: i64, decimals: u32) -> Vec<Decimal> {
    let unit = i128::from(unit_seconds);
    let scale = 10_i128.pow(decimals);
    let scaled: Vec<i128> = seconds.iter().map(|s| i128::from(*s) * scale).collect();
    let mut steps: Vec<i128> = scaled.iter().map(|s| s / unit).collect();
    let missing = rounded_steps(seconds, unit_seconds, decimals) - steps.iter().sum::<i128>();
    if !cfg!(feature = "mutation-no-remainder") {
        let mut by_loss: Vec<usize> = (0..steps.len()).collect();
        by_loss.sort_by_key(|i| std::cmp::Reverse(scaled[*i] % unit));
        let missing = missing.to_usize().unwrap_or(0);
        for i in by_loss.into_iter().take(missing) {
            steps[i] += 1;
        }
    }
    steps
        .into_iter()
        .map(|s| Decimal::from_i128_with_scale(s, decimals))
        .collect()
}

/// The rounded total in smallest steps: hundredths for two decimals.
fn rounded_steps(seconds: &[i64], unit_seconds: i64, decimals: u32) -> i128 {
    let total: i64 = seconds.iter().sum();
    let rounded = in_units(total, unit_seconds, decimals);
    (rounded * Decimal::from(10_i64.pow(decimals)))
        .to_i128()
        .unwrap_or_default()
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
}
