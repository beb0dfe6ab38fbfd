//! Typed numbers that make no sense are kept, and say so.

use domain::document::{Document, DocumentProblem, Field, FieldProblem, Op};
use domain::money::Cents;
use domain::position::{Entered, PositionNo};
use domain::typed::NumberProblem::{
    self, Ambiguous, Empty, Negative, NotANumber, TooLarge, TooPrecise, Zero,
};
use domain::unit::Unit;

use crate::sample::{after, price, quantity, unit};

fn problems(document: &Document) -> Vec<(i32, Field, NumberProblem)> {
    document
        .problems()
        .into_iter()
        .filter_map(|problem| match problem {
            DocumentProblem::Field {
                no,
                field,
                problem: FieldProblem::Number(problem),
            } => Some((no.0, field, problem)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_refused_number_is_kept_and_its_amount_counts_nothing() {
    for (typed, problem) in [
        ("1e3", NotANumber),
        ("1.000", Ambiguous),
        ("-3", Negative),
        ("-1:30", Negative),
        ("0", Zero),
        ("0:00:01", Zero),
        ("1,234", Ambiguous),
        ("1,2345", TooPrecise),
        ("1h30", NotANumber),
        ("100001", TooLarge),
    ] {
        let document = after(&[quantity(2, typed)]);
        let position = &document.positions[1];
        assert_eq!(position.quantity.refused.as_deref(), Some(typed));
        assert_eq!(position.quantity.value, Some("10".parse().unwrap()));
        assert_eq!(position.amount(), None);
        assert_eq!(
            document.net_by_rate().into_values().sum::<Cents>(),
            Cents(190_000)
        );
        assert_eq!(
            problems(&document),
            [(2, Field::Quantity, problem)],
            "{typed}"
        );
    }
}

#[test]
fn what_is_emptied_is_missing() {
    let document = after(&[quantity(1, "1e3"), quantity(1, " "), price(3, "")]);
    assert_eq!(document.positions[0].quantity, Entered::default());
    let expected = [(1, Field::Quantity, Empty), (3, Field::Price, Empty)];
    assert_eq!(problems(&document), expected);
}

#[test]
fn a_number_that_makes_sense_takes_the_place_of_a_refused_one() {
    let document = after(&[
        price(1, "95,-"),
        price(1, "95,00"),
        quantity(1, "1e3"),
        quantity(1, "1:30"),
    ]);
    assert_eq!(document.positions[0].amount(), Some(Cents(14_250)));
    assert!(document.problems().is_empty());
}

#[test]
fn a_unit_may_make_sense_of_what_was_refused() {
    let pieces = [unit(1, Unit::Piece), quantity(1, "1:30")];
    let refused = after(&pieces);
    assert_eq!(
        refused.positions[0].quantity.refused.as_deref(),
        Some("1:30")
    );
    assert_eq!(problems(&refused), [(1, Field::Quantity, NotANumber)]);

    let hours = after(&[pieces.as_slice(), &[unit(1, Unit::Hour)]].concat());
    assert_eq!(
        hours.positions[0].quantity,
        Entered::of("1.50".parse().unwrap())
    );
    assert!(hours.problems().is_empty());

    let flat = after(&[pieces.as_slice(), &[unit(1, Unit::FlatRate)]].concat());
    assert_eq!(problems(&flat), [(1, Field::Quantity, NotANumber)]);
}

#[test]
fn a_unit_leaves_a_settled_quantity_alone() {
    let document = after(&[quantity(1, "1:30"), unit(1, Unit::Piece)]);
    assert_eq!(
        document.positions[0].quantity,
        Entered::of("1.50".parse().unwrap())
    );
}

#[test]
fn only_what_was_added_by_hand_may_cost_less_than_nothing() {
    let document = after(&[Op::Add, price(1, "-3"), price(4, "-3")]);
    assert_eq!(document.positions[0].price.refused.as_deref(), Some("-3"));
    assert_eq!(document.positions[3].amount(), Some(Cents(-300)));
    assert_eq!(problems(&document), [(1, Field::Price, Negative)]);
}

#[test]
fn what_was_made_must_pass_the_rules_of_what_is_typed() {
    let mut document = after(&[]);
    document.positions[0].quantity = Entered::of("0.00".parse().unwrap());
    document.positions[1].price = Entered::of("-95".parse().unwrap());
    document.positions[2].quantity = Entered::of("1.234".parse().unwrap());
    let expected = [
        (1, Field::Quantity, Zero),
        (2, Field::Price, Negative),
        (3, Field::Quantity, TooPrecise),
    ];
    assert_eq!(problems(&document), expected);
}

#[test]
fn what_a_tool_with_more_decimals_would_take_has_to_be_entered_again() {
    let mut document = after(&[quantity(1, "1,2345")]);
    document.quantity_decimals = 4;
    assert_eq!(problems(&document), [(1, Field::Quantity, TooPrecise)]);
    document.apply(&quantity(1, "1,2345")).unwrap();
    assert_eq!(problems(&document), []);
}

#[test]
fn characters_that_no_database_keeps_are_not_kept() {
    let document = after(&[quantity(1, "1\u{0}x"), price(1, "\u{202e}9\u{0}5")]);
    assert_eq!(
        document.positions[0].quantity.refused.as_deref(),
        Some("1x")
    );
    assert_eq!(
        document.positions[0].price.settled(),
        Some("95".parse().unwrap())
    );
    assert_eq!(document.positions[0].no, PositionNo(1));
}
