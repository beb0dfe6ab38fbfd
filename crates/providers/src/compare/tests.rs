use domain::tax::TaxRate;
use rust_decimal::Decimal;

use super::samples::{added, before, created, line, payload};
use super::*;

fn new(change: impl Fn(&mut ReadBack)) -> Vec<(What, Option<usize>)> {
    let mut found = created();
    change(&mut found);
    named(compare(
        &payload(),
        Expected::New {
            reference: Some("BH-2026-07-4F7K2Q"),
        },
        &found,
    ))
}

fn addition(change: impl Fn(&mut ReadBack)) -> Vec<(What, Option<usize>)> {
    let mut found = added();
    change(&mut found);
    named(compare(
        &payload(),
        Expected::Added { before: &before() },
        &found,
    ))
}

fn named(differences: Vec<Difference>) -> Vec<(What, Option<usize>)> {
    differences
        .into_iter()
        .map(|difference| (difference.what, difference.line))
        .collect()
}

#[test]
fn a_faithful_draft_differs_in_nothing() {
    assert_eq!(new(|_| ()), []);
    assert_eq!(addition(|_| ()), []);
}

#[test]
fn each_thing_of_a_new_draft_is_noticed() {
    assert_eq!(
        new(|d| d.customer_id = "8".to_owned()),
        [(What::Customer, None)]
    );
    assert_eq!(
        new(|d| d.status = RemoteStatus::Finalised),
        [(What::Status, None)]
    );
    assert_eq!(
        new(|d| d.status = RemoteStatus::Cancelled),
        [(What::Status, None)]
    );
    assert_eq!(new(|d| d.reference.push('x')), [(What::Reference, None)]);
    assert_eq!(new(|d| d.net = Cents(40_376)), [(What::Net, None)]);
    assert_eq!(new(|d| d.lines[0].text.push('x')), [(What::Text, Some(1))]);
    assert_eq!(
        new(|d| d.lines[1].quantity = "1.01".parse().unwrap()),
        [(What::Quantity, Some(2))]
    );
    assert_eq!(
        new(|d| d.lines[1].unit = Some(Unit::Day)),
        [(What::Unit, Some(2))]
    );
    assert_eq!(new(|d| d.lines[1].unit = None), [(What::Unit, Some(2))]);
    assert_eq!(
        new(|d| d.lines[0].price = "95.01".parse().unwrap()),
        [(What::Price, Some(1))]
    );
    assert_eq!(
        new(|d| d.lines[0].tax = TaxRate(700)),
        [(What::Tax, Some(1))]
    );
    assert_eq!(new(|d| drop(d.lines.pop())), [(What::LineCount, None)]);
    assert_eq!(
        new(|d| d.lines.push(line("3", "Design", "1"))),
        [(What::LineCount, None)]
    );
    let swapped = new(|d| d.lines.swap(0, 1));
    assert!(swapped.contains(&(What::Text, Some(1))) && swapped.contains(&(What::Text, Some(2))));
}

#[test]
fn each_thing_of_a_draft_that_was_added_to_is_noticed() {
    assert_eq!(
        addition(|d| d.remote_id = "101".to_owned()),
        [(What::Document, None)]
    );
    assert_eq!(
        addition(|d| d.customer_id = "8".to_owned()),
        [(What::Customer, None)]
    );
    assert_eq!(
        addition(|d| d.status = RemoteStatus::Finalised),
        [(What::Status, None)]
    );
    assert_eq!(addition(|d| d.reference.clear()), [(What::Reference, None)]);
    assert_eq!(addition(|d| d.net = Cents(50_374)), [(What::Net, None)]);
    assert_eq!(addition(|d| d.details.clear()), [(What::Detail, None)]);
    assert_eq!(
        addition(|d| drop(d.details.insert("footText".into(), "1".into()))),
        [(What::Detail, None)]
    );
    assert_eq!(
        addition(|d| d.lines[0].details.clear()),
        [(What::Detail, Some(1))]
    );
    assert_eq!(
        addition(|d| d.lines[0].id = "12".to_owned()),
        [(What::Line, Some(1))]
    );
    assert_eq!(
        addition(|d| d.lines[0].text.push(' ')),
        [(What::Text, Some(1))]
    );
    assert_eq!(
        addition(|d| d.lines[0].quantity = "0.33".parse().unwrap()),
        [(What::Quantity, Some(1))]
    );
    assert_eq!(
        addition(|d| d.lines[1].unit = Some(Unit::Piece)),
        [(What::Unit, Some(2))]
    );
    assert_eq!(
        addition(|d| d.lines[1].price = Decimal::ONE),
        [(What::Price, Some(2))]
    );
    assert_eq!(
        addition(|d| d.lines[1].tax = TaxRate(0)),
        [(What::Tax, Some(2))]
    );
    assert_eq!(
        addition(|d| d.lines[3].text.clear()),
        [(What::Text, Some(4))]
    );
    assert_eq!(
        addition(|d| d.lines.push(line("3", "Design", "1"))),
        [(What::LineCount, None)]
    );
    assert!(addition(|d| drop(d.lines.remove(0))).contains(&(What::LineCount, None)));
}

/// A document that was worth 100.00 before and is worth 503.75 now, each less a discount.
fn discounted(before_discount: i64, discount: i64) -> Vec<(What, Option<usize>)> {
    let less = |document: &mut ReadBack, discount| {
        document.net = document.net - Cents(discount);
        document.discount = Cents(discount);
    };
    let (mut before, mut found) = (before(), added());
    less(&mut before.document, before_discount);
    less(&mut found, discount);
    named(compare(
        &payload(),
        Expected::Added { before: &before },
        &found,
    ))
}

#[test]
fn a_discount_on_the_document_stays() {
    // 10 %, of which our lines get their share, and a fixed amount.
    assert_eq!(discounted(1_000, 5_038), []);
    assert_eq!(discounted(1_000, 5_037), []);
    assert_eq!(discounted(1_000, 1_000), []);
    // A surcharge.
    assert_eq!(discounted(-1_000, -5_038), []);
}

#[test]
fn a_discount_that_got_lost_is_noticed() {
    for discount in [0, 999, 5_030, 5_044, -5_038] {
        assert_eq!(
            discounted(1_000, discount),
            [(What::Detail, None)],
            "{discount}"
        );
    }
    for appeared in [100, 1, -1] {
        assert_eq!(discounted(0, appeared), [(What::Detail, None)]);
    }
}

#[test]
fn a_discount_does_not_hide_a_wrong_total() {
    let mut before = before();
    before.document.discount = Cents(1_000);
    before.document.net = Cents(9_000);
    let mut found = added();
    found.discount = Cents(5_038);
    found.net = Cents(45_338);
    let differences = compare(&payload(), Expected::Added { before: &before }, &found);
    assert_eq!(named(differences), [(What::Net, None)]);
}

#[test]
fn white_space_is_no_difference_in_our_lines() {
    assert_eq!(
        new(|d| d.lines[0].text = " Backend 12 Einträge\r\n".to_owned()),
        []
    );
    assert_eq!(
        new(|d| d.lines[0].text = "Backend 12 Eintrage".to_owned()),
        [(What::Text, Some(1))]
    );
}

#[test]
fn a_difference_says_what_was_expected() {
    let mut found = created();
    found.lines[1].quantity = "1.5".parse().unwrap();
    let differences = compare(
        &payload(),
        Expected::New {
            reference: Some("BH-2026-07-4F7K2Q"),
        },
        &found,
    );
    let expected = Difference {
        what: What::Quantity,
        line: Some(2),
        expected: "1.00".to_owned(),
        found: "1.5".to_owned(),
    };
    assert_eq!(differences, [expected]);
}
