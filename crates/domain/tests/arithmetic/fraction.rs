//! Exact fractions, written without any of the code under test.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

use domain::Decimal;

/// A quotient of whole numbers. Overflow panics, since tests are built with overflow checks.
#[derive(Clone, Copy)]
pub struct Fraction {
    above: i128,
    /// Greater than zero.
    below: i128,
}

impl Fraction {
    pub fn new(above: i128, below: i128) -> Self {
        assert!(below > 0);
        let divisor = greatest_common_divisor(above.abs(), below);
        Self {
            above: above / divisor,
            below: below / divisor,
        }
    }

    pub fn whole(number: i64) -> Self {
        Self::new(i128::from(number), 1)
    }

    pub fn of(value: Decimal) -> Self {
        Self::new(value.mantissa(), 10_i128.pow(value.scale()))
    }

    pub fn cents(cents: domain::money::Cents) -> Self {
        Self::new(i128::from(cents.0), 100)
    }

    /// Half away from zero: cut after half a step was added to the absolute value.
    pub fn rounded(self, decimals: u32) -> Self {
        let scale = 10_i128.pow(decimals);
        let steps = (2 * self.above.abs() * scale + self.below) / (2 * self.below);
        Self::new(steps * self.above.signum(), scale)
    }

    pub fn abs(self) -> Self {
        Self::new(self.above.abs(), self.below)
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(
            self.above * other.below + other.above * self.below,
            self.below * other.below,
        )
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + Self::new(-other.above, other.below)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.above * other.above, self.below * other.below)
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::whole(0), Add::add)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.above, self.below)
    }
}

#[test]
fn fractions_round_half_away_from_zero() {
    for (above, below, expected) in [(1, 2, 1), (-1, 2, -1), (3, 2, 2), (1, 3, 0), (-2, 3, -1)] {
        assert_eq!(
            Fraction::new(above, below).rounded(0),
            Fraction::whole(expected)
        );
    }
    assert_eq!(Fraction::new(1, 8).rounded(2), Fraction::new(13, 100));
}
