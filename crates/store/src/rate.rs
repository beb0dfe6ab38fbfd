//! What an hour of somebody's work costs.

use crate::error::StoreError;

/// Cents per hour, from nothing to a million euro: a report over a million entries of 24 hours still adds up in 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

/// Where the rate of a time entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateSource {
    /// Somebody typed it for this entry.
    Hand,
    /// The rate of its project when it was written.
    Project,
    /// The rate of its user when it was written, where the project has none.
    User,
    /// A column of the file that it was imported from.
    Import,
}

impl Rate {
    /// The highest rate.
    pub const MAX: Self = Self(100_000_000);

    /// A rate in cents per hour, if it is in range.
    pub fn of_cents(cents: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&cents).then_some(Self(cents))
    }

    /// The rate in cents per hour.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads what the schema keeps in range.
    pub(crate) fn stored(cents: Option<i64>) -> Result<Option<Self>, StoreError> {
        let read = |cents| {
            Self::of_cents(cents).ok_or_else(|| StoreError::unknown("a rate", cents.to_string()))
        };
        cents.map(read).transpose()
    }
}

impl RateSource {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Project => "project",
            Self::User => "user",
            Self::Import => "import",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Hand, Self::Project, Self::User, Self::Import]
            .into_iter()
            .find(|source| source.as_str() == text)
    }
}
