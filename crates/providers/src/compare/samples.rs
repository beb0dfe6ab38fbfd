//! A payload, and documents that hold it.

use chrono::NaiveDate;
use domain::money::Cents;
use domain::payload::{CustomerRef, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use rust_decimal::Decimal;

use crate::compare::*;
use crate::provider::DraftSummary;

pub fn payload() -> Payload {
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

pub fn line(id: &str, text: &str, quantity: &str) -> RemoteLine {
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

pub fn created() -> ReadBack {
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
pub fn before() -> BeforeImage {
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

pub fn added() -> ReadBack {
    let before = before().document;
    let mut lines = before.lines.clone();
    lines.extend(created().lines);
    ReadBack {
        lines,
        net: Cents(50_375),
        ..before
    }
}
