//! Which levels step 3 offers, and why not the others.

use serde::{Deserialize, Serialize};

use super::{Level, MixedRates, count};
use crate::entry::BillableEntry;
use crate::report::Dimension;

/// A level as step 3 shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which level.
    pub level: Level,
    /// How many positions it gives, or why it cannot be chosen.
    pub positions: Result<usize, NotOffered>,
}

/// Why a level is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotOffered {
    /// The report is not grouped, so there are no groups.
    NotGrouped,
    /// Summing is off, so there are no rows of sums.
    NotSummed,
}

/// What step 3 shows of each level, in the order of [`Level::ALL`], for a report grouped and summed like this.
///
/// Times are always offered. Sums need no grouping: then a row stands for its entries in the whole report.
pub fn offers(
    entries: &[BillableEntry],
    group: Option<Dimension>,
    sum: Option<Dimension>,
    mixed: MixedRates,
) -> [Offer; 3] {
    Level::ALL.map(|level| {
        let reason = match level {
            Level::Groups if group.is_none() => Some(NotOffered::NotGrouped),
            Level::Sums if sum.is_none() => Some(NotOffered::NotSummed),
            _ => None,
        };
        Offer {
            level,
            positions: reason.map_or_else(|| Ok(count(entries, level, mixed)), Err),
        }
    })
}
