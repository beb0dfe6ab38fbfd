//! The badge of a quantity that differs from the time of its entries.

use domain::Decimal;
use domain::level::{Level, make};
use domain::position::{Entered, Origin, Position};
use domain::unit::Unit;
use proptest::prelude::*;

use crate::sample::{entries, entries_of, recipe, recipes};
use crate::thousand;

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn largest_remainder_is_no_drift(entries in entries(), recipe in recipes()) {
        for made in make(&entries, &recipe, 1) {
            prop_assert_eq!(made.position.drift(recipe.quantity_decimals), None);
        }
    }

    #[test]
    fn a_whole_step_beyond_the_rounded_time_is_drift(seconds in 3_600_i64..=86_400, steps in 1_i64..100) {
        let mut position = position(seconds);
        let made = position.quantity.value.unwrap();
        let change = Decimal::new(steps, 2);
        for (changed, drift) in [(made + change, change), (made - change, -change)] {
            position.quantity = Entered::of(changed);
            // One step off may still be within a step of the exact time, on the other side of it.
            let shown = position.drift(2);
            prop_assert!(shown == Some(drift) || (shown.is_none() && steps == 1));
        }
    }
}

/// A position of one entry.
fn position(seconds: i64) -> Position {
    let entries = entries_of(&[(seconds, Some(9_500), 0, 0)]);
    make(&entries, &recipe(Level::Times), 1).remove(0).position
}

/// The same after somebody typed another quantity, here in hundredths.
fn changed(seconds: i64, hundredths: i64) -> Position {
    Position {
        quantity: Entered::of(Decimal::new(hundredths, 2)),
        ..position(seconds)
    }
}

#[test]
fn nine_and_a_half_instead_of_ten_hours_is_shown() {
    for (seconds, hundredths, drift) in [
        (36_000, 950, Some(-50)),
        (36_000, 1_001, Some(1)),
        (36_000, 1_000, None),
        // 1.3333…: both neighbours say the same, the next ones do not.
        (4_800, 133, None),
        (4_800, 134, None),
        (4_800, 132, Some(-1)),
        (4_800, 135, Some(2)),
    ] {
        let drift = drift.map(|hundredths| Decimal::new(hundredths, 2));
        assert_eq!(changed(seconds, hundredths).drift(2), drift, "{hundredths}");
    }
}

#[test]
fn what_measures_no_time_does_not_drift() {
    let changed = changed(36_000, 950);
    for unit in [Unit::FlatRate, Unit::Piece] {
        let position = Position {
            unit,
            ..changed.clone()
        };
        assert_eq!(position.drift(2), None);
    }
    let by_hand = Position {
        origin: Origin::Hand,
        seconds: 0,
        entries: 0,
        ..changed
    };
    assert_eq!(by_hand.drift(2), None);
}

#[test]
fn ten_hours_called_ten_days_are_shown() {
    let position = Position {
        unit: Unit::Day,
        ..position(36_000)
    };
    assert_eq!(position.drift(2), Some("8.75".parse().unwrap()));
}

#[test]
fn nothing_is_said_of_a_refused_quantity() {
    let mut position = changed(36_000, 950);
    position.quantity.refused = Some("1e3".to_owned());
    assert_eq!(position.drift(2), None);
}
