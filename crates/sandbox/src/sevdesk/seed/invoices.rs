//! The invoices of the sample account: two drafts and a final one.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::FIRST_USER;
use crate::sevdesk::books::{Books, Change};
use crate::sevdesk::model::{Invoice, OPEN, Position};
use crate::sevdesk::{addresses, sums, units};

/// An invoice with all that differs between the samples.
struct Sample {
    id: u64,
    contact: u64,
    days_ago: i64,
    header: &'static str,
    reference: Option<&'static str>,
    /// None for a draft.
    number: Option<&'static str>,
    lines: &'static [Line],
}

/// Text, quantity, unit, price.
type Line = (&'static str, Decimal, &'static str, Decimal);

const SAMPLES: [Sample; 3] = [
    Sample {
        id: 135_582_100,
        contact: 138_810_497,
        days_ago: 4,
        header: "Rechnung Onlineshop",
        reference: Some("PO 4711-26"),
        number: None,
        lines: &[
            ("Konzept", hundredths(600), "hour", hundredths(9_500)),
            ("Hosting", hundredths(100), "flat rate", hundredths(4_900)),
            ("Workshop", hundredths(100), "day", hundredths(76_000)),
        ],
    },
    Sample {
        id: 135_582_117,
        contact: 138_810_483,
        days_ago: 2,
        header: "Rechnung Wartung",
        reference: None,
        number: None,
        lines: &[
            ("Wartung", hundredths(325), "hour", hundredths(8_800)),
            ("Abstimmung", hundredths(75), "hour", hundredths(8_850)),
        ],
    },
    Sample {
        id: 135_571_044,
        contact: 138_810_548,
        days_ago: 30,
        header: "Rechnung RE-1000",
        reference: None,
        number: Some("RE-1000"),
        lines: &[("Kundenportal", hundredths(1_600), "hour", hundredths(9_500))],
    },
];

const fn hundredths(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 2)
}

/// The first position of the samples; the others follow.
const FIRST_POSITION: u64 = 362_964_135;

/// All of them, as changes to an account with the sample customers.
pub(super) fn invoices(books: &Books, unit_shift: u64, now: DateTime<Utc>) -> Vec<Change> {
    let mut ids = FIRST_POSITION..;
    SAMPLES
        .iter()
        .map(|sample| {
            let written = now - TimeDelta::days(sample.days_ago);
            let lines = sample.lines.iter().zip(ids.by_ref()).zip(0..);
            let positions = lines.map(|((line, id), number)| {
                let blank = Position::blank(id, number, written);
                position(line, blank, unit_shift)
            });
            let positions = positions.collect();
            Change::Invoice(Box::new(invoice(books, sample, positions, written)))
        })
        .collect()
}

fn position((name, quantity, unit, price): &Line, blank: Position, unit_shift: u64) -> Position {
    Position {
        name: Some((*name).to_owned()),
        quantity: *quantity,
        price: *price,
        unit: units::id_of(unit, unit_shift).unwrap_or_default(),
        tax_rate: Decimal::from(19),
        ..blank
    }
}

fn invoice(
    books: &Books,
    sample: &Sample,
    positions: Vec<Position>,
    written: DateTime<Utc>,
) -> Invoice {
    let (address, country) = addresses::letter_block(books, sample.contact).unzip();
    let mut invoice = Invoice {
        header: Some(sample.header.to_owned()),
        head_text: Some("Vielen Dank für den Auftrag.".to_owned()),
        foot_text: Some("Zahlbar innerhalb von 14 Tagen.".to_owned()),
        days_to_pay: Some(14),
        delivery_date: Some(written),
        reference: sample.reference.map(str::to_owned),
        tax_text: Some("Umsatzsteuer 19%".to_owned()),
        address,
        country,
        positions,
        ..Invoice::draft(sample.id, sample.contact, FIRST_USER, written)
    };
    if let Some(number) = sample.number {
        invoice.status = OPEN;
        invoice.number = Some(number.to_owned());
        invoice.enshrined = Some(written);
        invoice.send_type = Some("VPDF".to_owned());
        invoice.sent = Some(written);
    }
    sums::recompute(&mut invoice, |_| true);
    invoice
}
