//! Positions from bundles of entries.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::bundle::{Bundle, Rate, bundles};
use super::{Level, MixedRates};
use crate::entry::BillableEntry;
use crate::ids::EntryId;
use crate::locale::Locale;
use crate::money::money_of;
use crate::position::{Entered, Origin, Position, PositionNo};
use crate::quantity::{MAX_DECIMALS, largest_remainder};
use crate::round::{divide, round};
use crate::tax::TaxRate;
use crate::text::{Template, TextSource, text_of};
use crate::unit::{TimeUnit, Unit};

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
    /// Net euro per unit of what has no rate of its own: what the customer paid last. `None` leaves it open.
    pub usual_price: Option<Decimal>,
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

/// Makes the positions, numbered from `first_no`, in the order of the report.
pub fn make(entries: &[BillableEntry], recipe: &Recipe, first_no: i32) -> Vec<Made> {
    let bundles = bundles(entries, recipe.level, recipe.mixed);
    let measures: Vec<Measure> = bundles.iter().map(|b| Measure::of(b, recipe)).collect();
    let quantities = quantities(&measures, recipe.quantity_decimals);
    bundles
        .iter()
        .zip(measures)
        .zip(quantities)
        .zip(first_no..)
        .map(|(((bundle, measure), quantity), no)| Made {
            position: Position {
                no: PositionNo(no),
                text: text_for(bundle, recipe),
                quantity: Entered::of(quantity),
                unit: measure.unit,
                price: measure.price.map(Entered::of).unwrap_or_default(),
                tax: recipe.tax,
                origin: Origin::Entries,
                touched: false,
                seconds: measure.seconds,
                entries: i64::try_from(bundle.entries.len()).unwrap_or(i64::MAX),
            },
            entries: bundle.entries.iter().map(|e| e.id).collect(),
        })
        .collect()
}

fn text_for(bundle: &Bundle<'_>, recipe: &Recipe) -> String {
    match &recipe.template {
        Some(template) if recipe.source == TextSource::Template => {
            template.fill(&bundle.title, &bundle.entries, recipe.locale)
        }
        _ => text_of(recipe.source, &bundle.title, &bundle.entries),
    }
}

/// What decides about a position's quantity.
struct Measure {
    seconds: i64,
    unit: Unit,
    price: Option<Decimal>,
}

impl Measure {
    fn of(bundle: &Bundle<'_>, recipe: &Recipe) -> Self {
        let (seconds, decimals) = (bundle.seconds(), recipe.price_decimals);
        let (unit, price) = match bundle.rate {
            Rate::Unknown => (
                recipe.unit.unit(),
                recipe.usual_price.map(|price| round(price, decimals)),
            ),
            Rate::One(rate) => (
                recipe.unit.unit(),
                Some(round(recipe.unit.price(rate), decimals)),
            ),
            Rate::Mixed { cent_seconds } if recipe.mixed == MixedRates::FlatRate => {
                let price = round(money_of(cent_seconds).to_euro(), decimals);
                (Unit::FlatRate, Some(price))
            }
            Rate::Mixed { cent_seconds } => (
                recipe.unit.unit(),
                average_price(cent_seconds, seconds, recipe.unit, decimals),
            ),
        };
        Self {
            seconds,
            unit,
            price,
        }
    }
}

/// The average price per unit, rounded once; `None` for no time at all.
fn average_price(
    cent_seconds: i128,
    seconds: i64,
    unit: TimeUnit,
    decimals: u32,
) -> Option<Decimal> {
    if seconds <= 0 {
        return None;
    }
    let decimals = decimals.min(MAX_DECIMALS);
    let steps = cent_seconds * i128::from(unit.hours()) * 10_i128.pow(decimals);
    let price = divide(steps, i128::from(seconds) * 100);
    Decimal::try_from_i128_with_scale(price, decimals).ok()
}

/// Largest remainder over the positions that share unit and suggested price; a flat rate is there once.
fn quantities(measures: &[Measure], decimals: u32) -> Vec<Decimal> {
    let mut sharing: BTreeMap<(TimeUnit, Option<Decimal>), Vec<usize>> = BTreeMap::new();
    for (i, measure) in measures.iter().enumerate() {
        if let Some(unit) = measure.unit.time() {
            sharing.entry((unit, measure.price)).or_default().push(i);
        }
    }
    let mut quantities = vec![Decimal::ONE; measures.len()];
    for ((unit, _), members) in sharing {
        let seconds: Vec<i64> = members.iter().map(|i| measures[*i].seconds).collect();
        let parts = largest_remainder(&seconds, unit.seconds(), decimals);
        for (i, quantity) in members.into_iter().zip(parts) {
            quantities[i] = quantity;
        }
    }
    quantities
}
