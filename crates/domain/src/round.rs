//! The one rounding function.

use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds half away from zero ("kaufmännisch") to `decimals` places: 0.125 becomes 0.13, −0.125 becomes −0.13.
///
/// `Decimal::round_dp` rounds half to even and is forbidden by lint.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let strategy = if cfg!(feature = "mutation-bankers-rounding") {
        RoundingStrategy::MidpointNearestEven
    } else {
        RoundingStrategy::MidpointAwayFromZero
    };
    value.round_dp_with_strategy(decimals, strategy)
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
        ] {
            assert_eq!(
                round(value.parse().unwrap(), 2),
                expected.parse().unwrap(),
                "{value}"
            );
        }
    }
}
