//! Invented entries and recipes.

use chrono::{DateTime, NaiveDate};
use domain::EntryId;
use domain::entry::{BillableEntry, Fold, Names};
use domain::level::{Level, MixedRates, Recipe};
use domain::tax::Treatment;
use domain::text::TextSource;
use domain::unit::TimeUnit;
use domain::{Locale, position::Position};
use proptest::prelude::*;

use crate::fraction::Fraction;

/// One entry: how long, at what rate, in which group and in which row.
pub type Seed = (i64, Option<i64>, u8, u8);

/// 1 to 200 entries of a second to a day, few groups and rows, rates that are often the same.
pub fn entries() -> impl Strategy<Value = Vec<BillableEntry>> {
    prop::collection::vec(seed(), 1..=200).prop_map(|seeds| entries_of(&seeds))
}

fn seed() -> impl Strategy<Value = Seed> {
    let rate = prop_oneof![
        1 => Just(None),
        3 => prop::sample::select(vec![9_500, 9_511, 8_000]).prop_map(Some),
        1 => (0_i64..=30_000).prop_map(Some),
    ];
    (1_i64..=86_400, rate, 0_u8..4, 0_u8..3)
}

pub fn entries_of(seeds: &[Seed]) -> Vec<BillableEntry> {
    seeds
        .iter()
        .zip(0_u16..)
        .map(|(seed, i)| entry(i, *seed))
        .collect()
}

pub fn entry(i: u16, (seconds, rate, group, sum): Seed) -> BillableEntry {
    let mut random = [0; 10];
    random[8..].copy_from_slice(&i.to_be_bytes());
    BillableEntry {
        id: EntryId::new(DateTime::UNIX_EPOCH, &random),
        version: 1,
        local_date: NaiveDate::MIN,
        seconds,
        rate,
        names: Names {
            project: format!("Project {group}"),
            user: format!("User {sum}"),
            ..Names::default()
        },
        note: String::new(),
        group: Some(fold("Project", group)),
        sum: Some(fold("User", sum)),
    }
}

fn fold(kind: &str, number: u8) -> Fold {
    Fold {
        key: number.to_string(),
        title: format!("{kind} {number}"),
    }
}

/// Every level, every way to treat mixed rates, both units, 0 to 4 decimals.
pub fn recipes() -> impl Strategy<Value = Recipe> {
    (
        prop::sample::select(Level::ALL.to_vec()),
        prop::sample::select(MixedRates::ALL.to_vec()),
        prop::sample::select(vec![TimeUnit::Hours, TimeUnit::Days]),
        0_u32..=4,
        0_u32..=4,
    )
        .prop_map(
            |(level, mixed, unit, quantity_decimals, price_decimals)| Recipe {
                level,
                mixed,
                unit,
                quantity_decimals,
                price_decimals,
                ..recipe(level)
            },
        )
}

/// Hours, two decimals, different rates apart.
pub fn recipe(level: Level) -> Recipe {
    Recipe {
        level,
        mixed: MixedRates::Split,
        source: TextSource::Title,
        template: None,
        unit: TimeUnit::Hours,
        usual_price: None,
        tax: Treatment::Standard.usual_rate(),
        quantity_decimals: 2,
        price_decimals: 2,
        locale: Locale::En,
    }
}

/// The quantity that a position was made with.
pub fn quantity(position: &Position) -> Fraction {
    position
        .quantity
        .value
        .map_or(Fraction::whole(0), Fraction::of)
}
