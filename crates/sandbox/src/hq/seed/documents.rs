//! The invoices of the sample tenant: a draft of each API, and one of v1 that was sent.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::berlin;
use crate::hq::books::Change;
use crate::hq::masters;
use crate::hq::model::{Dialect, Document, Element, GRID, Position, Status, Unit};
use crate::hq::sums;

/// An invoice with all that differs between the samples.
struct Sample {
    id: u64,
    dialect: Dialect,
    company: u64,
    days_ago: i64,
    subject: &'static str,
    /// None for a draft.
    number: Option<&'static str>,
    lines: &'static [Line],
}

/// Text, amount, unit, price.
type Line = (&'static str, Decimal, &'static str, Decimal);

const SAMPLES: [Sample; 3] = [
    Sample {
        id: 157_100,
        dialect: Dialect::V1,
        company: 24_508,
        days_ago: 4,
        subject: "Rechnung Onlineshop",
        number: None,
        lines: &[
            ("Konzept", hundredths(600), "Std.", hundredths(9_500)),
            ("Hosting", hundredths(100), "pauschal", hundredths(4_900)),
            ("Workshop", hundredths(100), "Tage", hundredths(76_000)),
        ],
    },
    Sample {
        id: 157_117,
        dialect: Dialect::V2,
        company: 24_501,
        days_ago: 2,
        subject: "Rechnung Wartung",
        number: None,
        lines: &[
            ("Wartung", hundredths(325), "Std.", hundredths(8_800)),
            ("Abstimmung", hundredths(75), "Std.", hundredths(8_850)),
        ],
    },
    Sample {
        id: 156_044,
        dialect: Dialect::V1,
        company: 24_529,
        days_ago: 30,
        subject: "Rechnung Kundenportal",
        number: Some("R-1000"),
        lines: &[("Kundenportal", hundredths(1_600), "Std.", hundredths(9_500))],
    },
];

const fn hundredths(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 2)
}

/// The first position of the samples; the others follow.
const FIRST_POSITION: u64 = 1_296_101;

/// The one table of the sample of v2.
const TABLE: &str = "cc1c1227-7b86-44d5-9358-c1fbd5c8fda3";

/// All of them, as changes to a tenant with the sample companies.
pub(super) fn documents(now: DateTime<Utc>) -> Vec<Change> {
    let mut ids = FIRST_POSITION..;
    SAMPLES
        .iter()
        .map(|sample| {
            let written = now - TimeDelta::days(sample.days_ago);
            let lines = sample.lines.iter().zip(ids.by_ref()).zip(1..);
            let positions = lines.map(|((line, id), order)| {
                position(line, sample.dialect, Position::blank(id, order, written))
            });
            let positions = positions.collect();
            Change::Document(Box::new(document(sample, positions, written)))
        })
        .collect()
}

fn position((text, amount, unit, price): &Line, dialect: Dialect, blank: Position) -> Position {
    let unit_id = masters::UNITS.iter().find(|(_, name)| name == unit);
    Position {
        text: (*text).to_owned(),
        amount: *amount,
        price: *price,
        tax: Decimal::from(19),
        unit: match (dialect, unit_id) {
            (Dialect::V1, _) => Unit::Text((*unit).to_owned()),
            (Dialect::V2, Some((id, _))) => Unit::Id(*id),
            (Dialect::V2, None) => Unit::None,
        },
        table: (dialect == Dialect::V2).then(|| TABLE.to_owned()),
        ..blank
    }
}

fn document(sample: &Sample, positions: Vec<Position>, written: DateTime<Utc>) -> Document {
    let day = berlin::day(written);
    let mut document = Document {
        due: Some(day + TimeDelta::days(14)),
        service_to: Some(day),
        positions,
        ..Document::draft(sample.id, sample.dialect, sample.company, day, written)
    };
    match sample.dialect {
        Dialect::V1 => {
            document.template = Some(311);
            document.subject = Some(sample.subject.to_owned());
            document.header = Some("Vielen Dank für den Auftrag.".to_owned());
            document.tax_option = Some("VatApplicable".to_owned());
            document.service_option = Some("Service".to_owned());
        }
        Dialect::V2 => {
            document.template = Some(76_568);
            document.service_from = Some(day - TimeDelta::days(20));
            document.elements = vec![Element {
                id: TABLE.to_owned(),
                kind: GRID.to_owned(),
                text: None,
                index: 1,
            }];
        }
    }
    if let Some(number) = sample.number {
        document.status = Status::Sent;
        document.number = Some(number.to_owned());
    }
    sums::recompute(&mut document);
    document
}
