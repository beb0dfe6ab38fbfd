//! Amounts of money: whole cents.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::round::{divide, round};

/// An amount in euro cents. Sums saturate at the range of `i64`, far beyond any invoice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in euro rounded to cents, half away from zero; `None` beyond the range.
    pub fn from_euro(euro: Decimal) -> Option<Self> {
        let rounded = round(euro, 2);
        // Whole euro have a scale of 0.
        let cents = rounded.mantissa() * 10_i128.pow(2 - rounded.scale());
        i64::try_from(cents).ok().map(Self)
    }

    /// The amount in euro, with two decimals.
    pub fn to_euro(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// What work costs: the exact sum of seconds × cents per hour, rounded once.
pub fn money_of(cent_seconds: i128) -> Cents {
    saturated(divide(cent_seconds, 3600))
}

/// Cents from a wider number, at the end of the range if they are beyond it.
pub(crate) fn saturated(cents: i128) -> Cents {
    let limit = if cents < 0 { i64::MIN } else { i64::MAX };
    Cents(i64::try_from(cents).unwrap_or(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euro_become_cents_half_away_from_zero() {
        assert_eq!(Cents::from_euro("0.125".parse().unwrap()), Some(Cents(13)));
        assert_eq!(
            Cents::from_euro("-0.125".parse().unwrap()),
            Some(Cents(-13))
        );
        assert_eq!(Cents::from_euro("95".parse().unwrap()), Some(Cents(9500)));
        assert_eq!(Cents::from_euro(Decimal::MAX), None);
        assert_eq!(Cents(152_000).to_euro().to_string(), "1520.00");
    }

    #[test]
    fn time_at_a_rate_is_rounded_once() {
        assert_eq!(money_of(12 * 4800 * 9500), Cents(152_000));
        assert_eq!(money_of(1800), Cents(1));
        assert_eq!(money_of(-1800), Cents(-1));
        assert_eq!(money_of(1799), Cents(0));
        assert_eq!(money_of(i128::MIN), Cents(i64::MIN));
    }
}
