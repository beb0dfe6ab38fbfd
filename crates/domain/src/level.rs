//! From time entries to positions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::entry::BillableEntry;
use crate::ids::EntryId;
use crate::locale::Locale;
use crate::money::{Cents, money_of};
use crate::position::{Entered, Origin, Position, PositionNo};
use crate::quantity::largest_remainder;
use crate::round::round;
use crate::tax::TaxRate;
use crate::text::{Template, TextSource, text_of};
use crate::unit::{TimeUnit, Unit};

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

/// How positions are made: the answers of steps 3 and 4.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// What becomes a position.
    pub level: Level,
    /// What to do where rates differ.
    pub mixed: MixedRates,
    /// Where the text comes from.
    pub source: TextSource,
    /// The template, where the source is one.
    pub template: Option<Template>,
    /// Hours or days.
    pub unit: TimeUnit,
    /// The tax rate that every position gets.
    pub tax: TaxRate,
    /// Decimals of quantities that the billing tool takes.
    pub quantity_decimals: u32,
    /// Decimals of prices that the billing tool takes.
    pub price_decimals: u32,
    /// The language of titles and dates in texts.
    pub locale: Locale,
}

/// A position with the entries that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The position.
    pub position: Position,
    /// Its entries, at least one.
    pub entries: Vec<EntryId>,
}

/// The entries that become one position.
struct Bundle<'a> {
    title: String,
    entries: Vec<&'a BillableEntry>,
    rate: Rate,
}

/// The rate of a bundle in cents per hour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rate {
    Unknown,
    One(i64),
    /// Several, with the exact sum in cents and the whole time in seconds.
    Mixed {
        cents: i64,
        seconds: i64,
    },
}

/// How many positions a level gives, before anything is made of it. Entries keep the order of the report.
pub fn count(entries: &[BillableEntry], level: Level, mixed: MixedRates) -> usize {
    bundles(entries, level, mixed).len()
}

/// Whether some position of this level would have entries of different known rates.
pub fn has_mixed_rates(entries: &[BillableEntry], level: Level) -> bool {
    count(entries, level, MixedRates::Split) > count(entries, level, MixedRates::Average)
}

/// Makes the positions, numbered from `first_no`, in the order of the report.
pub fn make(entries: &[BillableEntry], recipe: &Recipe, first_no: i32) -> Vec<Made> {
    let bundles = bundles(entries, recipe.level, recipe.mixed);
    let quantities = quantities(&bundles, recipe);
    bundles
        .iter()
        .zip(quantities)
        .zip(first_no..)
        .map(|((bundle, quantity), no)| made(bundle, quantity, PositionNo(no), recipe))
        .collect()
}

fn made(bundle: &Bundle<'_>, quantity: Decimal, no: PositionNo, recipe: &Recipe) -> Made {
    let flat = matches!(bundle.rate, Rate::Mixed { .. }) && recipe.mixed == MixedRates::FlatRate;
    let text = match &recipe.template {
        Some(template) if recipe.source == TextSource::Template => {
            template.fill(&bundle.title, &bundle.entries, recipe.locale)
        }
        _ => text_of(recipe.source, &bundle.title, &bundle.entries),
    };
    let position = Position {
        no,
        text,
        quantity: Entered::of(if flat { Decimal::ONE } else { quantity }),
        unit: if flat {
            Unit::FlatRate
        } else {
            recipe.unit.unit()
        },
        price: suggested_price(bundle.rate, recipe)
            .map(Entered::of)
            .unwrap_or_default(),
        tax: recipe.tax,
        origin: Origin::Entries,
        touched: false,
        seconds: bundle.entries.iter().map(|e| e.seconds).sum(),
        entries: i64::try_from(bundle.entries.len()).unwrap_or(i64::MAX),
    };
    Made {
        position,
        entries: bundle.entries.iter().map(|e| e.id).collect(),
    }
}

/// The price per unit that the entries' rates suggest, in euro.
fn suggested_price(rate: Rate, recipe: &Recipe) -> Option<Decimal> {
    match rate {
        Rate::Unknown => None,
        Rate::One(cents) => Some(round(recipe.unit.price(cents), recipe.price_decimals)),
        Rate::Mixed { cents, .. } if recipe.mixed == MixedRates::FlatRate => {
            Some(Cents(cents).to_euro())
        }
        Rate::Mixed { cents, seconds } => {
            let units = Decimal::from(seconds) / Decimal::from(recipe.unit.seconds());
            Some(round(Cents(cents).to_euro() / units, recipe.price_decimals))
        }
    }
}

/// Largest remainder over the bundles that share a rate, and so a suggested price.
fn quantities(bundles: &[Bundle<'_>], recipe: &Recipe) -> Vec<Decimal> {
    let mut by_rate: BTreeMap<Rate, Vec<usize>> = BTreeMap::new();
    for (i, bundle) in bundles.iter().enumerate() {
        by_rate.entry(bundle.rate).or_default().push(i);
    }
    let mut quantities = vec![Decimal::ZERO; bundles.len()];
    for members in by_rate.values() {
        let seconds: Vec<i64> = members
            .iter()
            .map(|i| bundles[*i].entries.iter().map(|e| e.seconds).sum())
            .collect();
        let parts = largest_remainder(&seconds, recipe.unit.seconds(), recipe.quantity_decimals);
        for (i, quantity) in members.iter().zip(parts) {
            quantities[*i] = quantity;
        }
    }
    quantities
}

/// What entries must share to be one position.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    group: Option<&'a str>,
    sum: Option<&'a str>,
    entry: Option<EntryId>,
    rate: Option<Option<i64>>,
}

fn bundles(entries: &[BillableEntry], level: Level, mixed: MixedRates) -> Vec<Bundle<'_>> {
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

fn key_of(entry: &BillableEntry, level: Level, mixed: MixedRates) -> Key<'_> {
    let group = entry.group.as_ref().map(|fold| fold.key.as_str());
    let sum = entry.sum.as_ref().map(|fold| fold.key.as_str());
    // An entry without a rate is never averaged into one with a rate: that would give its time away.
    let rate = match mixed {
        MixedRates::Split => Some(entry.rate),
        MixedRates::Average | MixedRates::FlatRate => Some(entry.rate.map(|_| 0)),
    };
    match level {
        Level::Groups => Key {
            group,
            sum: None,
            entry: None,
            rate,
        },
        Level::Sums => Key {
            group,
            sum,
            entry: None,
            rate,
        },
        Level::Times => Key {
            group: None,
            sum: None,
            entry: Some(entry.id),
            rate: None,
        },
    }
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
    let candidates = [
        &entry.note,
        &entry.names.task,
        &entry.names.project,
        &entry.names.client,
        &entry.names.user,
    ];
    candidates
        .into_iter()
        .find(|name| !name.trim().is_empty())
        .cloned()
        .unwrap_or_default()
}

fn rate_of(entries: &[&BillableEntry]) -> Rate {
    let mut rates: Vec<i64> = entries.iter().filter_map(|e| e.rate).collect();
    rates.sort_unstable();
    rates.dedup();
    match rates.as_slice() {
        [] => Rate::Unknown,
        [rate] => Rate::One(*rate),
        _ => {
            let exact: i128 = entries
                .iter()
                .map(|e| i128::from(e.seconds) * i128::from(e.rate.unwrap_or_default()))
                .sum();
            Rate::Mixed {
                cents: money_of(exact).0,
                seconds: entries.iter().map(|e| e.seconds).sum(),
            }
        }
    }
}
