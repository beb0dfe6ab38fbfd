//! The one rounding rule: half away from zero ("kaufmännisch").

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// Rounds to `decimals` places: 0.125 becomes 0.13, −0.125 becomes −0.13.
///
/// `Decimal::round_dp` rounds half to even and is forbidden by lint.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let surplus = value.scale().saturating_sub(decimals);
    let digits = divide(value.mantissa(), 10_i128.pow(surplus));
    Decimal::from_i128_with_scale(digits, value.scale() - surplus)
}

/// The quotient of two whole numbers, rounded: exact where a `Decimal` of 28 digits would already have been cut.
///
/// `divisor` is above zero.
pub fn divide(dividend: i128, divisor: i128) -> i128 {
    let (cut, rest) = (dividend / divisor, dividend % divisor);
    let away = match (rest.unsigned_abs() * 2).cmp(&divisor.unsigned_abs()) {
        Ordering::Less => false,
        Ordering::Equal => !cfg!(feature = "mutation-bankers-rounding") || cut % 2 != 0,
        Ordering::Greater => true,
    };
    if away { cut + dividend.signum() } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_away_from_zero() {
        for (value, expected) in [
            ("0.125", "0.13"),
            ("-0.125", "-0.13"),
            ("2.675", "2.68"),
            ("0.005", "0.01"),
            ("0.0049", "0.00"),
            ("-0.0049", "0.00"),
            ("7", "7"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
        ] {
            let rounded = round(value.parse().unwrap(), 2);
            assert_eq!(rounded.to_string(), expected, "{value}");
        }
    }

    #[test]
    fn quotients_follow_the_same_rule() {
        for (dividend, divisor, expected) in
            [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3), (0, 3, 0)]
        {
            assert_eq!(divide(dividend, divisor), expected, "{dividend}/{divisor}");
        }
    }
}
