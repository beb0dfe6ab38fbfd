//! Quantities add up, at every level.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::BillableEntry;
use domain::level::{Level, Made, MixedRates, Recipe, make};
use domain::position::Position;
use domain::quantity::largest_remainder;
use proptest::prelude::*;

use crate::fraction::Fraction;
use crate::sample::{Seed, entries, entries_of, quantity, recipe, recipes};
use crate::thousand;

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn positions_that_share_unit_and_price_add_up(entries in entries(), recipe in recipes()) {
        let mut sharing: BTreeMap<_, Vec<Position>> = BTreeMap::new();
        for Made { position, .. } in make(&entries, &recipe, 1) {
            sharing.entry((position.unit, position.price.value)).or_default().push(position);
        }
        for ((unit, _), positions) in sharing {
            if let Some(unit) = unit.seconds() {
                let exact = Fraction::new(positions.iter().map(|p| i128::from(p.seconds)).sum(), unit.into());
                let printed: Fraction = positions.iter().map(quantity).sum();
                prop_assert_eq!(printed, exact.rounded(recipe.quantity_decimals));
            }
        }
    }

    #[test]
    fn the_quantity_of_each_rate_is_the_same_at_every_level(entries in entries(), recipe in recipes()) {
        for level in Level::ALL {
            let recipe = Recipe { level, mixed: MixedRates::Split, price_decimals: 2, ..recipe.clone() };
            prop_assert_eq!(printed_by_rate(&entries, &recipe), rounded_by_rate(&entries, &recipe));
        }
    }

    #[test]
    fn each_quantity_is_less_than_a_step_from_its_time(entries in entries(), recipe in recipes()) {
        let step = Fraction::new(1, 10_i128.pow(recipe.quantity_decimals));
        for Made { position, .. } in make(&entries, &recipe, 1) {
            if let Some(unit) = position.unit.seconds() {
                let exact = Fraction::new(position.seconds.into(), unit.into());
                prop_assert!((quantity(&position) - exact).abs() < step);
            }
        }
    }

    #[test]
    fn of_equal_times_the_earlier_gets_the_step(seconds in 1_i64..=86_400, count in 1_usize..100) {
        let entries = entries_of(&vec![(seconds, Some(9_500), 0, 0); count]);
        let quantities: Vec<_> = make(&entries, &recipe(Level::Times), 1)
            .into_iter()
            .map(|made| made.position.quantity.value)
            .collect();
        prop_assert!(quantities.is_sorted_by(|earlier, later| earlier >= later));
    }

    #[test]
    fn every_entry_is_in_one_position_and_no_second_is_lost(entries in entries(), recipe in recipes()) {
        let seconds: BTreeMap<_, _> = entries.iter().map(|e| (e.id, e.seconds)).collect();
        let mut seen = BTreeSet::new();
        for Made { position, entries } in make(&entries, &recipe, 1) {
            prop_assert_eq!(position.seconds, entries.iter().map(|id| seconds[id]).sum::<i64>());
            prop_assert_eq!(usize::try_from(position.entries), Ok(entries.len()));
            for id in entries {
                prop_assert!(seen.insert(id), "in two positions");
            }
        }
        prop_assert_eq!(seen.len(), entries.len());
    }

    #[test]
    fn regrouping_and_reordering_change_no_time(
        (seeds, moved) in seeds_in_two_orders(),
        groups in prop::collection::vec((0_u8..4, 0_u8..3), 100),
        recipe in recipes(),
    ) {
        let regrouped: Vec<Seed> = moved
            .iter()
            .zip(groups)
            .map(|((seconds, rate, ..), (group, sum))| (*seconds, *rate, group, sum))
            .collect();
        let recipe = Recipe { mixed: MixedRates::Split, price_decimals: 2, ..recipe };
        let (before, after) = (entries_of(&seeds), entries_of(&regrouped));
        prop_assert_eq!(seconds_of(&before, &recipe), seconds_of(&after, &recipe));
        prop_assert_eq!(printed_by_rate(&before, &recipe), printed_by_rate(&after, &recipe));
    }
}

#[test]
fn many_small_times_add_up() {
    // 100,000 seconds are 3.47 days: the first 347 get a hundredth each, the others nothing.
    let quantities = largest_remainder(&vec![1; 100_000], 8 * 3_600, 2);
    let (given, rest) = quantities.split_at(347);
    assert!(given.iter().all(|quantity| quantity.to_string() == "0.01"));
    assert!(rest.iter().all(|quantity| quantity.to_string() == "0.00"));
}

fn seeds_in_two_orders() -> impl Strategy<Value = (Vec<Seed>, Vec<Seed>)> {
    let rates = prop::sample::select(vec![None, Some(9_500), Some(9_511)]);
    prop::collection::vec((1_i64..=86_400, rates, 0_u8..4, 0_u8..3), 1..=100)
        .prop_flat_map(|seeds| (Just(seeds.clone()), Just(seeds).prop_shuffle()))
}

fn seconds_of(entries: &[BillableEntry], recipe: &Recipe) -> i64 {
    make(entries, recipe, 1)
        .iter()
        .map(|made| made.position.seconds)
        .sum()
}

/// What is printed: the quantities of the positions of each rate, by what their entries cost.
fn printed_by_rate(entries: &[BillableEntry], recipe: &Recipe) -> BTreeMap<Option<i64>, Fraction> {
    let rates: BTreeMap<_, _> = entries.iter().map(|e| (e.id, e.rate)).collect();
    let mut sums = BTreeMap::new();
    for Made { position, entries } in make(entries, recipe, 1) {
        let sum = sums.entry(rates[&entries[0]]).or_insert(Fraction::whole(0));
        *sum = *sum + quantity(&position);
    }
    sums
}

/// What should be printed: the time of the entries of each rate, rounded once.
fn rounded_by_rate(entries: &[BillableEntry], recipe: &Recipe) -> BTreeMap<Option<i64>, Fraction> {
    let mut seconds: BTreeMap<Option<i64>, i128> = BTreeMap::new();
    for entry in entries {
        *seconds.entry(entry.rate).or_default() += i128::from(entry.seconds);
    }
    let in_units = |seconds| Fraction::new(seconds, recipe.unit.seconds().into());
    seconds
        .into_iter()
        .map(|(rate, seconds)| (rate, in_units(seconds).rounded(recipe.quantity_decimals)))
        .collect()
}
