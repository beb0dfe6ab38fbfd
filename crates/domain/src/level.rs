//! From time entries to positions.

mod bundle;
mod make;
mod offer;

use serde::{Deserialize, Serialize};

pub use bundle::{count, has_mixed_rates};
pub use make::{Made, Recipe, make};
pub use offer::{NotOffered, Offer, offers};

/// What becomes a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Each group of the report.
    Groups,
    /// Each summed row of the report.
    Sums,
    /// Each time entry.
    Times,
}

impl Level {
    /// All levels, in the order in which step 3 shows them.
    pub const ALL: [Self; 3] = [Self::Groups, Self::Sums, Self::Times];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::Sums => "sums",
            Self::Times => "times",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// What to do where entries of different known rates fall into one position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MixedRates {
    /// One position per rate.
    #[default]
    Split,
    /// One position at the average rate; the difference that rounding the rate makes is shown.
    Average,
    /// One position of quantity 1 whose price is the exact sum.
    FlatRate,
}

impl MixedRates {
    /// All ways, in the order in which step 3 shows them.
    pub const ALL: [Self; 3] = [Self::Split, Self::Average, Self::FlatRate];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Average => "average",
            Self::FlatRate => "flat_rate",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }
}
