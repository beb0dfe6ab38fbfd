//! What becomes a position, and which levels are offered.

use domain::entry::BillableEntry;
use domain::level::{Level, Made, MixedRates, NotOffered, Recipe, has_mixed_rates, make, offers};
use domain::report::Dimension::{Project, User};
use domain::text::{Template, TextSource};
use domain::unit::Unit;

use crate::sample::{Seed, entries_of, recipe};

/// Two projects, two users, two rates and one entry that nobody knows a rate of.
const WORK: [Seed; 6] = [
    (3_600, Some(9_500), 0, 0),
    (3_600, Some(9_500), 0, 1),
    (3_600, Some(8_000), 0, 1),
    (3_600, Some(9_500), 1, 0),
    (3_600, None, 1, 0),
    (3_600, Some(9_500), 0, 0),
];

fn made(level: Level, mixed: MixedRates) -> Vec<(String, Unit, String, Option<String>)> {
    let recipe = Recipe {
        mixed,
        ..recipe(level)
    };
    make(&entries_of(&WORK), &recipe, 1)
        .into_iter()
        .map(|Made { position, .. }| {
            let text = |number: domain::position::Entered| number.value.map(|v| v.to_string());
            let quantity = text(position.quantity).unwrap_or_default();
            (position.text, position.unit, quantity, text(position.price))
        })
        .collect()
}

fn line(
    text: &str,
    unit: Unit,
    quantity: &str,
    price: Option<&str>,
) -> (String, Unit, String, Option<String>) {
    (
        text.to_owned(),
        unit,
        quantity.to_owned(),
        price.map(str::to_owned),
    )
}

#[test]
fn different_rates_stay_apart() {
    assert_eq!(
        made(Level::Groups, MixedRates::Split),
        [
            line("Project 0", Unit::Hour, "3.00", Some("95.00")),
            line("Project 0", Unit::Hour, "1.00", Some("80.00")),
            line("Project 1", Unit::Hour, "1.00", Some("95.00")),
            line("Project 1", Unit::Hour, "1.00", None),
        ]
    );
}

#[test]
fn different_rates_are_merged_when_asked_but_never_with_an_unknown_one() {
    assert_eq!(
        made(Level::Groups, MixedRates::Average),
        [
            line("Project 0", Unit::Hour, "4.00", Some("91.25")),
            line("Project 1", Unit::Hour, "1.00", Some("95.00")),
            line("Project 1", Unit::Hour, "1.00", None),
        ]
    );
    assert_eq!(
        made(Level::Sums, MixedRates::FlatRate),
        [
            line("User 0", Unit::Hour, "2.00", Some("95.00")),
            line("User 1", Unit::FlatRate, "1", Some("175.00")),
            line("User 0", Unit::Hour, "1.00", Some("95.00")),
            line("User 0", Unit::Hour, "1.00", None),
        ]
    );
}

#[test]
fn mixed_rates_are_found_where_a_position_would_hide_them() {
    let entries = entries_of(&WORK);
    let mixed: Vec<bool> = Level::ALL
        .into_iter()
        .map(|level| has_mixed_rates(&entries, level))
        .collect();
    assert_eq!(mixed, [true, true, false]);
    assert!(!has_mixed_rates(&entries[3..5], Level::Groups));
}

#[test]
fn a_level_is_offered_where_the_report_has_it() {
    use NotOffered::{NotGrouped, NotSummed};
    let ungrouped: Vec<BillableEntry> = entries_of(&WORK)
        .into_iter()
        .map(|entry| BillableEntry {
            group: None,
            ..entry
        })
        .collect();
    for (entries, group, sum, expected) in [
        (
            entries_of(&WORK),
            Some(Project),
            Some(User),
            [Ok(4), Ok(5), Ok(6)],
        ),
        (
            entries_of(&WORK),
            Some(Project),
            None,
            [Ok(4), Err(NotSummed), Ok(6)],
        ),
        // Without groups a user's rows are one row of the whole report.
        (
            ungrouped.clone(),
            None,
            Some(User),
            [Err(NotGrouped), Ok(4), Ok(6)],
        ),
        (
            ungrouped,
            None,
            None,
            [Err(NotGrouped), Err(NotSummed), Ok(6)],
        ),
        (Vec::new(), Some(Project), Some(User), [Ok(0), Ok(0), Ok(0)]),
    ] {
        let offers = offers(&entries, group, sum, MixedRates::Split);
        assert_eq!(offers.map(|offer| offer.level), Level::ALL);
        assert_eq!(offers.map(|offer| offer.positions), expected);
    }
}

#[test]
fn an_offer_says_how_many_positions_are_made() {
    let entries = entries_of(&WORK);
    for mixed in MixedRates::ALL {
        for offer in offers(&entries, Some(Project), Some(User), mixed) {
            let recipe = Recipe {
                mixed,
                ..recipe(offer.level)
            };
            assert_eq!(offer.positions, Ok(make(&entries, &recipe, 1).len()));
        }
    }
}

#[test]
fn an_entry_is_titled_by_its_note_or_by_what_it_was_for() {
    let mut entries = entries_of(&WORK[..3]);
    entries[0].note = " Workshop\r\n".to_owned();
    entries[1].note = "\u{200b} ".to_owned();
    entries[1].names.task = "Design".to_owned();
    let texts: Vec<String> = make(&entries, &recipe(Level::Times), 1)
        .into_iter()
        .map(|made| made.position.text)
        .collect();
    assert_eq!(texts, ["Workshop", "Design", "Project 0"]);
}

#[test]
fn texts_and_keys_follow_the_recipe() {
    let recipe = Recipe {
        source: TextSource::Template,
        template: Template::parse("{project}: {user}, {hours}").ok(),
        ..recipe(Level::Groups)
    };
    let made = make(&entries_of(&WORK), &recipe, 7);
    assert_eq!(made[0].position.text, "Project 0: User 0, User 1, 3:00");
    let nos: Vec<i32> = made.iter().map(|m| m.position.no.0).collect();
    assert_eq!(nos, [7, 8, 9, 10]);
}

#[test]
fn prices_that_come_out_equal_share_their_remainder() {
    // At whole euro both rates are 95 €: three times 1:20 are 4.00 h together, not 2.67 h and 1.33 h apart.
    let entries = entries_of(&[
        (4_800, Some(9_500), 0, 0),
        (4_800, Some(9_511), 1, 0),
        (4_800, Some(9_511), 2, 0),
    ]);
    let recipe = Recipe {
        price_decimals: 0,
        ..recipe(Level::Groups)
    };
    let quantities: Vec<String> = make(&entries, &recipe, 1)
        .into_iter()
        .filter_map(|made| made.position.quantity.value)
        .map(|quantity| quantity.to_string())
        .collect();
    assert_eq!(quantities, ["1.34", "1.33", "1.33"]);
}

#[test]
fn what_has_no_rate_costs_what_the_customer_paid_last() {
    let usual_price = Some(rust_decimal::Decimal::new(8_250, 2));
    let recipe = Recipe {
        usual_price,
        ..recipe(Level::Times)
    };
    let made = make(&entries_of(&WORK), &recipe, 1);
    let prices: Vec<_> = made.iter().map(|made| made.position.price.value).collect();
    let cents = |cents| Some(rust_decimal::Decimal::new(cents, 2));
    assert_eq!(prices[2], cents(8_000), "a rate of its own stays");
    assert_eq!(prices[4], usual_price);
    assert_eq!(prices.iter().flatten().count(), WORK.len());
}
