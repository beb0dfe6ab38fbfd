//! Twelve times 1:20, the numbers worked out by hand.

use domain::entry::BillableEntry;
use domain::level::{Level, Made, Recipe, make};
use domain::money::Cents;
use domain::position::Position;
use domain::totals::{net_by_rate, totals};
use domain::unit::TimeUnit;

use crate::sample::{entries_of, recipe};

/// One project, three users with four entries each.
fn twelve(rate: i64) -> Vec<BillableEntry> {
    let seeds: Vec<_> = (0..12).map(|i| (4_800, Some(rate), 0, i % 3)).collect();
    entries_of(&seeds)
}

fn positions(rate: i64, unit: TimeUnit, level: Level) -> Vec<Position> {
    let recipe = Recipe {
        unit,
        ..recipe(level)
    };
    let made = make(&twelve(rate), &recipe, 1);
    made.into_iter()
        .map(|Made { position, .. }| position)
        .collect()
}

fn net(rate: i64, unit: TimeUnit, level: Level) -> Cents {
    totals(&net_by_rate(&positions(rate, unit, level))).net
}

#[test]
fn hours_at_95_euro_are_1520_euro_at_every_level() {
    for (level, count) in Level::ALL.into_iter().zip([1, 3, 12]) {
        let hours = TimeUnit::Hours;
        assert_eq!(positions(9_500, hours, level).len(), count);
        assert_eq!(net(9_500, hours, level), Cents(152_000), "{level:?}");
    }
}

#[test]
fn days_at_760_euro_are_1520_euro_at_every_level() {
    for level in Level::ALL {
        let position = &positions(9_500, TimeUnit::Days, level)[0];
        assert_eq!(position.price.value, Some("760".parse().unwrap()));
        assert_eq!(
            net(9_500, TimeUnit::Days, level),
            Cents(152_000),
            "{level:?}"
        );
    }
}

#[test]
fn what_is_printed_multiplies_so_levels_may_differ_by_cents() {
    assert_eq!(net(9_511, TimeUnit::Hours, Level::Groups), Cents(152_176));
    assert_eq!(net(9_511, TimeUnit::Hours, Level::Times), Cents(152_180));
}

#[test]
fn tax_is_taken_on_the_sum() {
    let totals = totals(&net_by_rate(&positions(
        9_500,
        TimeUnit::Hours,
        Level::Times,
    )));
    assert_eq!(totals.taxes[0].tax, Cents(28_880));
    assert_eq!(totals.gross, Cents(180_880));
}
