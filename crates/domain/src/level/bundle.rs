//! Which entries become one position.

use std::collections::BTreeMap;

use super::{Level, MixedRates};
use crate::entry::BillableEntry;
use crate::ids::EntryId;
use crate::text::clean;

/// The entries that become one position, at least one.
pub(super) struct Bundle<'a> {
    pub(super) title: String,
    pub(super) entries: Vec<&'a BillableEntry>,
    pub(super) rate: Rate,
}

impl Bundle<'_> {
    /// The time of its entries.
    pub(super) fn seconds(&self) -> i64 {
        self.entries.iter().map(|e| e.seconds).sum()
    }
}

/// What the entries of a bundle cost.
#[derive(Clone, Copy)]
pub(super) enum Rate {
    /// Nobody knows.
    Unknown,
    /// Cents per hour.
    One(i64),
    /// Several rates: the exact sum of seconds × cents per hour.
    Mixed { cent_seconds: i128 },
}

/// How many positions a level gives, before anything is made of it.
pub fn count(entries: &[BillableEntry], level: Level, mixed: MixedRates) -> usize {
    bundles(entries, level, mixed).len()
}

/// Whether some position of this level would have entries of different known rates.
pub fn has_mixed_rates(entries: &[BillableEntry], level: Level) -> bool {
    bundles(entries, level, MixedRates::Average)
        .iter()
        .any(|bundle| matches!(bundle.rate, Rate::Mixed { .. }))
}

/// The bundles in the order of their first entries.
pub(super) fn bundles(
    entries: &[BillableEntry],
    level: Level,
    mixed: MixedRates,
) -> Vec<Bundle<'_>> {
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut bundles: Vec<Bundle<'_>> = Vec::new();
    for entry in entries {
        let place = *places
            .entry(key_of(entry, level, mixed))
            .or_insert_with(|| {
                bundles.push(Bundle {
                    title: title_of(entry, level),
                    entries: Vec::new(),
                    rate: Rate::Unknown,
                });
                bundles.len() - 1
            });
        bundles[place].entries.push(entry);
    }
    for bundle in &mut bundles {
        bundle.rate = rate_of(&bundle.entries);
    }
    bundles
}

/// What entries must share to be one position.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Entry(EntryId),
    Fold {
        group: Option<&'a str>,
        sum: Option<&'a str>,
        rate: RateKey,
    },
}

/// An entry without a rate never shares a position with one that has a rate: that would give its time away.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RateKey {
    Unknown,
    Known,
    Exactly(i64),
}

fn key_of(entry: &BillableEntry, level: Level, mixed: MixedRates) -> Key<'_> {
    let rate = match (entry.rate, mixed) {
        (None, _) => RateKey::Unknown,
        (Some(rate), MixedRates::Split) => RateKey::Exactly(rate),
        (Some(_), MixedRates::Average | MixedRates::FlatRate) => RateKey::Known,
    };
    let group = entry.group.as_ref().map(|fold| fold.key.as_str());
    let sum = match level {
        Level::Times => return Key::Entry(entry.id),
        Level::Groups => None,
        Level::Sums => entry.sum.as_ref().map(|fold| fold.key.as_str()),
    };
    Key::Fold { group, sum, rate }
}

/// The title of the group or row. A single entry is titled by its note, or by what it was done for.
fn title_of(entry: &BillableEntry, level: Level) -> String {
    let fold = match level {
        Level::Groups => entry.group.as_ref(),
        Level::Sums => entry.sum.as_ref(),
        Level::Times => None,
    };
    if let Some(fold) = fold {
        return fold.title.clone();
    }
    let names = &entry.names;
    [
        &entry.note,
        &names.task,
        &names.project,
        &names.client,
        &names.user,
    ]
    .into_iter()
    .find(|name| !clean(name).is_empty())
    .cloned()
    .unwrap_or_default()
}

fn rate_of(entries: &[&BillableEntry]) -> Rate {
    let mut rates = entries.iter().filter_map(|e| e.rate);
    match rates.next() {
        None => Rate::Unknown,
        Some(first) if rates.all(|rate| rate == first) => Rate::One(first),
        Some(_) => Rate::Mixed {
            cent_seconds: entries
                .iter()
                .map(|e| i128::from(e.seconds) * i128::from(e.rate.unwrap_or_default()))
                .sum(),
        },
    }
}
