use chrono::NaiveDate;
use domain::money::Cents;
use domain::payload::{CustomerRef, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use rust_decimal::Decimal;

use super::*;
use crate::provider::DraftSummary;

fn payload() -> Payload {
    let day = NaiveDate::from_ymd_opt(2026, 7, 31).unwrap();
    let position = |no, text: &str, quantity: &str| PayloadPosition {
        no: PositionNo(no),
        text: text.to_owned(),
        quantity: quantity.parse().unwrap(),
        unit: Unit::Hour,
        price: Decimal::from(95),
        tax: TaxRate(1900),
    };
    Payload {
        target: Target::NewInvoice,
        customer: CustomerRef {
            id: "7".to_owned(),
            name: "ACME GmbH".to_owned(),
        },
        invoice_date: day,
        service_from: day,
        service_to: day,
        header: String::new(),
        intro: String::new(),
        closing: String::new(),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![
            position(1, "Backend\n12 Einträge", "3.25"),
            position(2, "Design", "1.00"),
        ],
        net: Cents(40_375),
    }
}

fn line(id: &str, text: &str, quantity: &str) -> RemoteLine {
    RemoteLine {
        id: id.to_owned(),
        text: text.to_owned(),
        quantity: quantity.parse().unwrap(),
        unit: Some(Unit::Hour),
        price: "95.00".parse().unwrap(),
        tax: TaxRate(1900),
        details: BTreeMap::new(),
    }
}

fn created() -> ReadBack {
    ReadBack {
        remote_id: "100".to_owned(),
        status: RemoteStatus::Draft,
        organisation_id: "1".to_owned(),
        customer_id: "7".to_owned(),
        reference: "BH-2026-07-4F7K2Q".to_owned(),
        number: None,
        lines: vec![
            line("1", "Backend\n12 Einträge", "3.25"),
            line("2", "Design", "1"),
        ],
        net: Cents(40_375),
        tax: Cents(7_671),
        gross: Cents(48_046),
        discount: Cents::ZERO,
        details: [("headText".to_owned(), "\"Guten Tag\"".to_owned())].into(),
    }
}

/// A draft of somebody else: a line with a discount and one with a unit of their own.
fn before() -> BeforeImage {
    let mut theirs = line("10", "Wartung", "0.333");
    theirs.details = [("discount".to_owned(), "\"10\"".to_owned())].into();
    let mut own_unit = line("11", "Pauschale", "1");
    own_unit.unit = None;
    let document = ReadBack {
        reference: "PO 4711".to_owned(),
        lines: vec![theirs, own_unit],
        net: Cents(10_000),
        ..created()
    };
    BeforeImage {
        remote_id: "100".to_owned(),
        treatment: Treatment::Standard,
        summary: DraftSummary {
            remote_id: "100".to_owned(),
            header: String::new(),
            reference: "PO 4711".to_owned(),
            date: None,
            net: Cents(10_000),
            unusable: None,
        },
        document,
        raw: String::new(),
    }
}

fn added() -> ReadBack {
    let before = before().document;
    let mut lines = before.lines.clone();
    lines.extend(created().lines);
    ReadBack {
        lines,
        net: Cents(50_375),
        ..before
    }
}

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
