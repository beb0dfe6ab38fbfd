//! One edit at a time.

use domain::document::{Op, OpProblem};
use domain::position::{Entered, Origin, PositionNo};
use domain::tax::{TaxRate, Treatment};
use domain::typed::NumberProblem;
use domain::unit::{TimeUnit, Unit};

use crate::sample::{after, document, nos, price, price_for_all, quantity, refusal, touched, unit};

const ONE: PositionNo = PositionNo(1);
const TWO: PositionNo = PositionNo(2);
const THREE: PositionNo = PositionNo(3);
const GONE: PositionNo = PositionNo(9);

#[test]
fn positions_move_and_go() {
    let before = |no, before| Op::MoveBefore { no, before };
    for (op, expected) in [
        (Op::MoveUp { no: ONE }, vec![1, 2, 3]),
        (Op::MoveUp { no: THREE }, vec![1, 3, 2]),
        (Op::MoveDown { no: ONE }, vec![2, 1, 3]),
        (Op::MoveDown { no: THREE }, vec![1, 2, 3]),
        (before(ONE, Some(THREE)), vec![2, 1, 3]),
        (before(ONE, Some(TWO)), vec![1, 2, 3]),
        (before(ONE, Some(ONE)), vec![1, 2, 3]),
        (before(ONE, None), vec![2, 3, 1]),
        (before(THREE, Some(ONE)), vec![3, 1, 2]),
        (before(THREE, None), vec![1, 2, 3]),
        (Op::Delete { no: TWO }, vec![1, 3]),
        (Op::Add, vec![1, 2, 3, 4]),
    ] {
        assert_eq!(nos(&after(std::slice::from_ref(&op))), expected, "{op:?}");
    }
}

#[test]
fn what_is_gone_cannot_be_edited() {
    for op in [
        Op::Text {
            no: GONE,
            text: "x".to_owned(),
        },
        quantity(9, "1"),
        price(9, "1"),
        Op::Tax {
            no: GONE,
            rate: TaxRate(0),
        },
        unit(9, Unit::Day),
        Op::Delete { no: GONE },
        Op::MoveUp { no: GONE },
        Op::MoveDown { no: GONE },
        Op::MoveBefore {
            no: GONE,
            before: None,
        },
        Op::MoveBefore {
            no: ONE,
            before: Some(GONE),
        },
    ] {
        let problem = refusal(document(), &op);
        assert_eq!(problem, Some(OpProblem::NoSuchPosition(GONE)), "{op:?}");
    }
}

#[test]
fn an_edit_touches_only_what_it_changes() {
    let text = |text: &str| Op::Text {
        no: ONE,
        text: text.to_owned(),
    };
    for (op, expected) in [
        (text("Work 1"), false),
        (text(" Work 1\u{200b}\r\n"), false),
        (text("Work"), true),
        (quantity(1, "10"), false),
        (quantity(1, "10:00"), false),
        (quantity(1, "10,5"), true),
        (quantity(1, "x"), true),
        (price(1, "95 €"), false),
        (price(1, "96"), true),
        (
            Op::Tax {
                no: ONE,
                rate: TaxRate(1900),
            },
            false,
        ),
        (
            Op::Tax {
                no: ONE,
                rate: TaxRate(700),
            },
            true,
        ),
        (unit(1, Unit::Hour), false),
        (unit(1, Unit::Day), true),
    ] {
        let document = after(std::slice::from_ref(&op));
        assert_eq!(touched(&document), [expected, false, false], "{op:?}");
    }
}

#[test]
fn a_form_posts_line_breaks_that_change_nothing() {
    let text = |text: &str| Op::Text {
        no: ONE,
        text: text.to_owned(),
    };
    let once = after(&[text("Concept\nand design")]);
    let twice = after(&[text("Concept\nand design"), text("Concept\r\nand design")]);
    assert_eq!(once, twice);
    assert_eq!(once.positions[0].text, "Concept\nand design");
}

#[test]
fn a_position_added_by_hand_is_one_of_the_documents_unit() {
    let mut document = document();
    document.unit = TimeUnit::Days;
    document.treatment = Treatment::ReverseCharge;
    document.apply(&Op::Add).unwrap();
    let added = &document.positions[3];
    assert_eq!((added.no.0, document.next_no), (4, 5));
    assert_eq!((added.unit, added.tax), (Unit::Day, TaxRate(0)));
    assert_eq!((added.origin, added.entries), (Origin::Hand, 0));
    assert_eq!(added.quantity.value, Some("1".parse().unwrap()));
    assert_eq!(added.price, Entered::default());
}

#[test]
fn a_key_is_never_used_again() {
    let ops = [Op::Add, Op::Delete { no: PositionNo(4) }, Op::Add];
    assert_eq!(nos(&after(&ops)), [1, 2, 3, 5]);
}

#[test]
fn without_a_key_nothing_is_added() {
    let mut full = document();
    full.next_no = i32::MAX;
    assert_eq!(refusal(full, &Op::Add), Some(OpProblem::Full));
}

#[test]
fn one_price_for_all_is_for_all_that_is_billed_by_the_same_time() {
    let document = after(&[
        Op::Add,
        Op::Add,
        Op::Add,
        unit(2, Unit::FlatRate),
        unit(3, Unit::Day),
        unit(4, Unit::Piece),
        price(5, "-50"),
        price(1, "1e3"),
        price_for_all("80,50"),
    ]);
    let prices: Vec<Option<String>> = document
        .positions
        .iter()
        .map(|p| p.price.settled().map(|price| price.to_string()))
        .collect();
    let expected = [
        Some("80.50"),
        Some("95.00"),
        Some("95.00"),
        None,
        Some("-50.00"),
        Some("80.50"),
    ];
    assert_eq!(prices, expected.map(|price| price.map(str::to_owned)));
    assert_eq!(touched(&after(&[price_for_all("95")])), [false; 3]);
}

#[test]
fn one_price_for_all_must_be_a_price() {
    for (typed, problem) in [
        ("", NumberProblem::Empty),
        ("1e3", NumberProblem::NotANumber),
        ("1.000", NumberProblem::Ambiguous),
        ("-3", NumberProblem::Negative),
        ("0,001", NumberProblem::TooPrecise),
    ] {
        let refused = refusal(document(), &price_for_all(typed));
        assert_eq!(refused, Some(OpProblem::Price(problem)), "{typed}");
    }
}

#[test]
fn a_treatment_brings_its_rates() {
    let seven = Op::Tax {
        no: TWO,
        rate: TaxRate(700),
    };
    let treat = |treatment| Op::Treatment { treatment };
    let rates = |ops: &[Op]| -> Vec<i32> { after(ops).positions.iter().map(|p| p.tax.0).collect() };
    assert_eq!(
        rates(&[seven.clone(), treat(Treatment::Standard)]),
        [1900, 700, 1900]
    );
    assert_eq!(
        rates(&[seven.clone(), treat(Treatment::ReverseCharge)]),
        [0, 0, 0]
    );
    // Nobody chose the zero of a treatment without tax, so it must not stay as the zero of a taxed one.
    let there_and_back = [
        treat(Treatment::SmallBusiness),
        treat(Treatment::EuServices),
        treat(Treatment::Standard),
    ];
    assert_eq!(rates(&there_and_back), [1900, 1900, 1900]);
    let chosen = Op::Tax {
        no: TWO,
        rate: TaxRate(0),
    };
    assert_eq!(
        rates(&[chosen, treat(Treatment::Standard)]),
        [1900, 0, 1900]
    );
}
