//! The one rounding rule.

use domain::Decimal;
use domain::money::{Cents, money_of};
use domain::quantity::in_units;
use domain::round::{divide, round};
use proptest::prelude::*;

use crate::fraction::Fraction;
use crate::thousand;

/// Numbers with up to nine decimals, every other one in the middle between two of two decimals.
fn numbers() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..=9)
            .prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        (-1_000_000_i64..1_000_000).prop_map(|steps| Decimal::new(steps * 10 + 5, 3)),
    ]
}

/// Up to a day each, at up to 300 € per hour. Whole minutes at half euros often end in half a cent.
fn work(seconds: i64, cents: i64) -> impl Strategy<Value = Vec<(i64, i64)>> {
    let times = (1..=86_400 / seconds).prop_map(move |n| n * seconds);
    let rates = (0..=30_000 / cents).prop_map(move |n| n * cents);
    prop::collection::vec((times, rates), 1..50)
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn rounding_is_half_away_from_zero(number in numbers(), decimals in 0_u32..=4) {
        let rounded = round(number, decimals);
        prop_assert!(rounded.scale() <= decimals.max(number.scale()));
        prop_assert_eq!(Fraction::of(rounded), Fraction::of(number).rounded(decimals));
    }

    #[test]
    fn rounding_is_symmetric_and_settles(number in numbers(), decimals in 0_u32..=4) {
        prop_assert_eq!(round(-number, decimals), -round(number, decimals));
        prop_assert_eq!(round(round(number, decimals), decimals), round(number, decimals));
    }

    #[test]
    fn quotients_are_rounded_like_numbers(above in -10_000_i64..10_000, below in 1_i64..60) {
        let exact = Fraction::new(above.into(), below.into());
        prop_assert_eq!(Fraction::new(divide(above.into(), below.into()), 1), exact.rounded(0));
    }

    #[test]
    fn euro_are_rounded_to_cents(euro in numbers()) {
        let cents = Cents::from_euro(euro).map(Fraction::cents);
        prop_assert_eq!(cents, Some(Fraction::of(euro).rounded(2)));
    }

    #[test]
    fn work_costs_its_exact_sum_rounded_once(work in prop_oneof![work(1, 1), work(60, 50)]) {
        let exact: Fraction = work.iter().map(|(s, rate)| Fraction::new(i128::from(s * rate), 360_000)).sum();
        let sum = work.iter().map(|(s, rate)| i128::from(s * rate)).sum();
        prop_assert_eq!(Fraction::cents(money_of(sum)), exact.rounded(2));
    }

    #[test]
    fn time_in_units_is_rounded(seconds in -86_400_i64..10_000_000, hours in 1_i64..=8, decimals in 0_u32..=4) {
        let exact = Fraction::new(seconds.into(), i128::from(hours) * 3600);
        prop_assert_eq!(Fraction::of(in_units(seconds, hours * 3600, decimals)), exact.rounded(decimals));
    }
}
