//! Positions that are made anew beside those that a person touched.

use std::collections::{BTreeMap, BTreeSet};

use domain::EntryId;
use domain::document::Document;
use domain::level::Made;
use domain::position::{Origin, Position, PositionNo};

use super::make::MadeDocument;

/// What the numbers of a position rest on: the time of each of its entries, and its rate in cents.
pub(super) type Basis = BTreeMap<EntryId, (i64, Option<i64>)>;

/// The positions that making anew leads to, and the touched ones that would be lost.
pub(super) struct Merged {
    /// With their ranks.
    pub(super) positions: Vec<(i32, Position)>,
    pub(super) links: BTreeMap<EntryId, PositionNo>,
    pub(super) next_no: i32,
    pub(super) lost: Vec<Position>,
}

/// What a person touched stays where it rests on the same entries, with the same time and rates: a quantity that was
/// right for two hours is not kept for three.
pub(super) fn merge(
    current: &Document,
    made: &MadeDocument,
    bases: &BTreeMap<PositionNo, Basis>,
) -> Merged {
    let mut touched: BTreeMap<&Basis, &Position> = current
        .positions
        .iter()
        .filter(|position| position.touched && position.origin == Origin::Entries)
        .filter_map(|position| Some((bases.get(&position.no)?, position)))
        .collect();
    let facts: Basis = made
        .entries
        .iter()
        .map(|entry| (entry.id, (entry.seconds, entry.rate)))
        .collect();
    let mut positions = Vec::with_capacity(made.made.len());
    let mut links = BTreeMap::new();
    for new in &made.made {
        let position = touched
            .remove(&basis_of(new, &facts))
            .filter(|kept| kept.unit == new.position.unit)
            .unwrap_or(&new.position);
        links.extend(new.entries.iter().map(|entry| (*entry, position.no)));
        positions.push(position.clone());
    }
    let by_hand = |position: &&Position| position.origin == Origin::Hand;
    positions.extend(current.positions.iter().filter(by_hand).cloned());
    let kept: BTreeSet<PositionNo> = positions.iter().map(|position| position.no).collect();
    let next_no = kept.last().map_or(1, |no| no.0 + 1);
    let lost = current
        .positions
        .iter()
        .filter(|p| p.touched && !kept.contains(&p.no));
    Merged {
        lost: lost.cloned().collect(),
        next_no: next_no.max(current.next_no),
        positions: (0..).zip(positions).collect(),
        links,
    }
}

fn basis_of(made: &Made, facts: &Basis) -> Basis {
    let fact = |entry: &EntryId| Some((*entry, *facts.get(entry)?));
    made.entries.iter().filter_map(fact).collect()
}
