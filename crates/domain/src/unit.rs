//! What a quantity counts.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The unit of a position.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 3,600 seconds.
    #[default]
    Hour,
    /// Always eight hours.
    Day,
    /// One price for all of it, quantity 1.
    FlatRate,
    /// A piece of something.
    Piece,
}

impl Unit {
    /// All units in the order in which a select shows them.
    pub const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::FlatRate, Self::Piece];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::FlatRate => "flat_rate",
            Self::Piece => "piece",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == text)
    }

    /// The unit of time that it is; `None` where it does not measure time.
    pub const fn time(self) -> Option<TimeUnit> {
        match self {
            Self::Hour => Some(TimeUnit::Hours),
            Self::Day => Some(TimeUnit::Days),
            Self::FlatRate | Self::Piece => None,
        }
    }

    /// How many seconds one of it stands for; `None` where it does not measure time.
    pub const fn seconds(self) -> Option<i64> {
        match self.time() {
            Some(unit) => Some(unit.seconds()),
            None => None,
        }
    }
}

/// The unit that time is billed in: step 4 offers just these.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// 3,600 seconds.
    #[default]
    Hours,
    /// Eight hours.
    Days,
}

impl TimeUnit {
    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Hours, Self::Days]
            .into_iter()
            .find(|unit| unit.as_str() == text)
    }

    /// The unit that positions get.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Hours => Unit::Hour,
            Self::Days => Unit::Day,
        }
    }

    /// How many hours one of it stands for.
    pub const fn hours(self) -> i64 {
        match self {
            Self::Hours => 1,
            Self::Days => 8,
        }
    }

    /// How many seconds one of it stands for.
    pub const fn seconds(self) -> i64 {
        self.hours() * 3_600
    }

    /// The price of one unit at a rate in cents per hour, in euro.
    pub fn price(self, rate_cents_per_hour: i64) -> Decimal {
        Decimal::new(rate_cents_per_hour, 2) * Decimal::from(self.hours())
    }
}
