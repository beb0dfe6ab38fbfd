//! What else keeps an invoice from being created.

use domain::document::DocumentProblem::{self, NegativeNet, NoPositions};
use domain::document::{Field, FieldProblem, Op};
use domain::position::PositionNo;
use domain::tax::TaxRate;
use domain::text::MAX_TEXT;

use crate::sample::{after, price};

const ONE: PositionNo = PositionNo(1);

fn of_one(field: Field, problem: FieldProblem) -> DocumentProblem {
    DocumentProblem::Field {
        no: ONE,
        field,
        problem,
    }
}

#[test]
fn an_invoice_has_positions() {
    let delete = |no| Op::Delete { no: PositionNo(no) };
    assert_eq!(after(&[]).problems(), []);
    assert_eq!(
        after(&[delete(1), delete(2), delete(3)]).problems(),
        [NoPositions]
    );
}

#[test]
fn a_text_is_there_and_fits() {
    let text = |text: String| after(&[Op::Text { no: ONE, text }]);
    for blank in ["", " \n ", "\u{200b}", "\u{3164}"] {
        assert_eq!(
            text(blank.to_owned()).problems(),
            [of_one(Field::Text, FieldProblem::TextEmpty)]
        );
    }
    assert_eq!(text("ü".repeat(MAX_TEXT)).problems(), []);
    let long = text("ü".repeat(10_000));
    assert_eq!(
        long.problems(),
        [of_one(Field::Text, FieldProblem::TextTooLong(10_000))]
    );
    assert_eq!(
        long.positions[0].text.chars().count(),
        10_000,
        "nothing typed is lost"
    );
}

#[test]
fn a_rate_is_one_of_the_treatments() {
    for rate in [TaxRate(1600), TaxRate(-1), TaxRate(i32::MAX)] {
        let document = after(&[Op::Tax { no: ONE, rate }]);
        assert_eq!(
            document.problems(),
            [of_one(Field::Tax, FieldProblem::TaxNotAllowed)]
        );
    }
}

#[test]
fn discounts_are_not_larger_than_the_rest() {
    let discount = |typed| {
        after(&[
            Op::Add,
            Op::Text {
                no: PositionNo(4),
                text: "Discount".to_owned(),
            },
            price(4, typed),
        ])
    };
    assert_eq!(discount("-2850").problems(), []);
    assert_eq!(discount("-2850,01").problems(), [NegativeNet]);
}

#[test]
fn nothing_is_said_of_the_sum_while_a_field_is_wrong() {
    let document = after(&[Op::Add, price(4, "-9999")]);
    let problems = document.problems();
    assert_eq!(problems.len(), 1);
    assert!(!problems.contains(&NegativeNet));
}
