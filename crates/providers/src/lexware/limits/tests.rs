use domain::money::Cents;
use domain::payload::{CustomerRef, PayloadPosition, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use rust_decimal::Decimal;

use super::*;

fn position(text: &str) -> PayloadPosition {
    PayloadPosition {
        no: PositionNo(1),
        text: text.to_owned(),
        quantity: Decimal::ONE,
        unit: Unit::Hour,
        price: Decimal::from(95),
        tax: TaxRate(1900),
    }
}

fn payload(change: impl FnOnce(&mut Payload)) -> Payload {
    let day = "2026-10-01".parse().unwrap();
    let mut payload = Payload {
        target: Target::NewInvoice,
        customer: CustomerRef {
            id: "c".to_owned(),
            name: "ACME".to_owned(),
        },
        invoice_date: day,
        service_from: day,
        service_to: day,
        header: "Rechnung".to_owned(),
        intro: String::new(),
        closing: String::new(),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![position("Konzept")],
        net: Cents(9_500),
    };
    change(&mut payload);
    payload
}

fn refused(lines_before: usize, change: impl FnOnce(&mut Payload)) -> Option<Obstacle> {
    let payload = payload(change);
    let checked = check(&payload, lines_before).and_then(|()| check_head(&payload));
    checked.err()
}

#[test]
fn each_limit_is_one_less_than_what_is_refused() {
    assert_eq!(refused(299, |_| ()), None);
    let most = Obstacle::TooManyPositions { most: 300 };
    assert_eq!(refused(300, |_| ()), Some(most));
    let long = |text, most| Some(Obstacle::TextTooLong { text, most });
    let umlauts = |many: usize| "ü".repeat(many);
    assert_eq!(refused(0, |payload| payload.header = umlauts(25)), None);
    let header = refused(0, |payload| payload.header = umlauts(26));
    assert_eq!(header, long(LongText::Header, 25));
    assert_eq!(refused(0, |payload| payload.intro = umlauts(2000)), None);
    let intro = refused(0, |payload| payload.intro = umlauts(2001));
    assert_eq!(intro, long(LongText::Intro, 2000));
    let closing = refused(0, |payload| payload.closing = umlauts(2001));
    assert_eq!(closing, long(LongText::Closing, 2000));
    // The first line is a name of its own.
    let text = |many| format!("Konzept\n{}", umlauts(many));
    assert_eq!(
        refused(0, |payload| payload.positions[0].text = text(2000)),
        None
    );
    let position = refused(0, |payload| payload.positions[0].text = text(2001));
    assert_eq!(position, long(LongText::Position, 2000));
}

#[test]
fn what_keeps_markers_apart_counts_too() {
    let intro = format!("**{}", "x".repeat(1998));
    let refused = refused(0, |payload| payload.intro = intro);
    assert!(matches!(refused, Some(Obstacle::TextTooLong { .. })));
}

type Change = fn(&mut Payload);

#[test]
fn an_invoice_that_makes_no_sense_is_refused() {
    let cases: [(Change, Obstacle); 4] = [
        (|payload| payload.positions.clear(), Obstacle::NoPositions),
        (
            |payload| payload.currency = "CHF".to_owned(),
            Obstacle::Currency,
        ),
        (
            |payload| payload.positions[0].tax = TaxRate(500),
            Obstacle::TaxRate,
        ),
        (
            |payload| payload.service_to = "2026-09-30".parse().unwrap(),
            Obstacle::PeriodEndsBeforeStart,
        ),
    ];
    for (change, obstacle) in cases {
        assert_eq!(refused(0, change), Some(obstacle));
    }
}
