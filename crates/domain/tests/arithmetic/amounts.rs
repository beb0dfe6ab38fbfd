//! What is printed multiplies and adds up.

use std::collections::BTreeMap;

use domain::Decimal;
use domain::level::{Level, Made, MixedRates, Recipe, make};
use domain::money::Cents;
use domain::position::{Entered, Origin, Position, PositionNo};
use domain::tax::TaxRate;
use domain::totals::{net_by_rate, totals};
use domain::unit::Unit;
use proptest::prelude::*;

use crate::fraction::Fraction;
use crate::sample::{entries, entries_of, quantity, recipes};
use crate::thousand;

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn quantity_times_price_is_the_amount(position in positions()) {
        let amount = position.amount().map(Fraction::cents);
        prop_assert_eq!(amount, Some((quantity(&position) * price(&position)).rounded(2)));
    }

    #[test]
    fn totals_are_sums_and_tax_is_taken_once_per_rate(positions in prop::collection::vec(positions(), 0..60)) {
        let mut nets: BTreeMap<TaxRate, Fraction> = BTreeMap::new();
        for position in &positions {
            let net = nets.entry(position.tax).or_insert(Fraction::whole(0));
            *net = *net + (quantity(position) * price(position)).rounded(2);
        }
        let totals = totals(&net_by_rate(&positions));
        prop_assert_eq!(totals.taxes.len(), nets.len());
        for line in &totals.taxes {
            let tax = nets[&line.rate] * Fraction::new(line.rate.0.into(), 10_000);
            prop_assert_eq!(Fraction::cents(line.net), nets[&line.rate]);
            prop_assert_eq!(Fraction::cents(line.tax), tax.rounded(2));
        }
        prop_assert!(totals.taxes.is_sorted_by(|higher, lower| higher.rate > lower.rate));
        prop_assert_eq!(Fraction::cents(totals.net), nets.into_values().sum::<Fraction>());
        let taxes: Cents = totals.taxes.iter().map(|line| line.tax).sum();
        prop_assert_eq!(totals.gross, totals.net + taxes);
    }

    #[test]
    fn levels_differ_by_at_most_half_a_cent_per_position(entries in entries(), recipe in recipes()) {
        for level in Level::ALL {
            let recipe = Recipe { level, ..recipe.clone() };
            let mut sharing: BTreeMap<_, Vec<Position>> = BTreeMap::new();
            for Made { position, .. } in make(&entries, &recipe, 1) {
                if let Some(price) = position.price.value {
                    sharing.entry((position.unit, price)).or_default().push(position);
                }
            }
            for ((_, price), positions) in sharing {
                let undivided = positions.iter().map(quantity).sum::<Fraction>() * Fraction::of(price);
                let net: Cents = positions.iter().filter_map(Position::amount).sum();
                let bound = Fraction::new(i128::try_from(positions.len()).unwrap(), 200);
                prop_assert!((Fraction::cents(net) - undivided).abs() <= bound);
            }
        }
    }

    #[test]
    fn what_no_invoice_holds_overflows_nothing(
        seeds in prop::collection::vec((0_i64..1 << 50, prop::option::of(-(1_i64 << 40)..1 << 40), 0_u8..4, 0_u8..3), 1..20),
        recipe in recipes(),
        decimals in 0_u32..=40,
    ) {
        let recipe = Recipe { quantity_decimals: decimals, price_decimals: decimals, ..recipe };
        let made = make(&entries_of(&seeds), &recipe, 1);
        let sums = net_by_rate(made.iter().map(|made| &made.position));
        prop_assert!(totals(&sums).taxes.len() <= 1);
        for Made { position, .. } in made {
            prop_assert_eq!(position.drift(decimals), None);
        }
    }

    #[test]
    fn a_flat_rate_costs_exactly_its_work(entries in entries(), recipe in recipes()) {
        let recipe = Recipe { mixed: MixedRates::FlatRate, price_decimals: 2, ..recipe };
        let work: BTreeMap<_, _> = entries.iter().map(|e| (e.id, (e.seconds, e.rate))).collect();
        for Made { position, entries } in make(&entries, &recipe, 1) {
            if position.unit == Unit::FlatRate {
                let exact: Fraction = entries
                    .iter()
                    .map(|id| Fraction::new(i128::from(work[id].0 * work[id].1.unwrap_or(0)), 360_000))
                    .sum();
                prop_assert_eq!(position.amount().map(Fraction::cents), Some(exact.rounded(2)));
            }
        }
    }

    #[test]
    fn an_average_price_is_off_by_half_a_step_at_most(entries in entries(), recipe in recipes()) {
        let recipe = Recipe { mixed: MixedRates::Average, ..recipe };
        let half_a_step = Fraction::new(1, 2 * 10_i128.pow(recipe.price_decimals));
        let rates: BTreeMap<_, _> = entries.iter().map(|e| (e.id, (e.seconds, e.rate))).collect();
        for Made { position, entries } in make(&entries, &recipe, 1) {
            let known = entries.iter().filter_map(|id| Some((rates[id].0, rates[id].1?)));
            let cent_seconds: i64 = known.map(|(seconds, rate)| seconds * rate).sum();
            if position.price.value.is_some() {
                let hours = Fraction::whole(recipe.unit.seconds() / 3600);
                let exact = Fraction::new(cent_seconds.into(), i128::from(position.seconds) * 100) * hours;
                prop_assert!((price(&position) - exact).abs() <= half_a_step);
            }
        }
    }
}

/// Quantities and prices of up to four decimals, prices below zero too; every other product ends in half a cent.
fn positions() -> impl Strategy<Value = Position> {
    let quantity = (1_i64..1_000_000, 0_u32..=4);
    let price = (-1_000_000_i64..10_000_000, 0_u32..=4);
    let tie = (0_i64..1_000, -1_000_i64..1_000);
    let numbers = prop_oneof![
        (quantity, price).prop_map(|((q, scale), (p, places))| (
            Decimal::new(q, scale),
            Decimal::new(p, places)
        )),
        // (odd tenths) × (odd hundredths × 5): half a cent, and a whole number of cents before it.
        tie.prop_map(|(q, p)| (Decimal::new(2 * q + 1, 1), Decimal::new((2 * p + 1) * 5, 2))),
    ];
    let tax = prop::sample::select(vec![TaxRate(1900), TaxRate(700), TaxRate(0)]);
    (numbers, tax).prop_map(|((quantity, price), tax)| Position {
        no: PositionNo(1),
        text: "Consulting".to_owned(),
        quantity: Entered::of(quantity),
        unit: Unit::Hour,
        price: Entered::of(price),
        tax,
        origin: Origin::Hand,
        touched: true,
        seconds: 0,
        entries: 0,
    })
}

fn price(position: &Position) -> Fraction {
    position
        .price
        .value
        .map_or(Fraction::whole(0), Fraction::of)
}
