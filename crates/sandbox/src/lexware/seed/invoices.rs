//! The invoices of the sample account: two drafts and a final one.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::lexware::books::{Books, Change};
use crate::lexware::create::{finalise, usual_payment};
use crate::lexware::model::{
    Address, Contact, Discount, Invoice, Item, Line, Shipping, Status, Sums, TaxConditions,
};
use crate::lexware::sums;

/// An invoice with all that differs between the samples.
struct Sample {
    id: &'static str,
    contact: &'static str,
    days_ago: i64,
    title: &'static str,
    discount: Option<Discount>,
    is_final: bool,
    lines: &'static [Row],
}

/// Text, quantity, unit, price.
type Row = (&'static str, Decimal, &'static str, Decimal);

const SAMPLES: [Sample; 3] = [
    Sample {
        id: "d0c00000-0000-4000-8000-000000000003",
        contact: "c0de0000-0000-4000-8000-000000000005",
        days_ago: 30,
        title: "Rechnung",
        discount: None,
        is_final: true,
        lines: &[(
            "Kundenportal",
            hundredths(1_600),
            "Stunde",
            hundredths(9_500),
        )],
    },
    Sample {
        id: "d0c00000-0000-4000-8000-000000000001",
        contact: "c0de0000-0000-4000-8000-000000000002",
        days_ago: 4,
        title: "Rechnung Onlineshop",
        discount: None,
        is_final: false,
        lines: &[
            ("Konzept", hundredths(600), "Stunde", hundredths(9_500)),
            ("Hosting", hundredths(100), "Pauschale", hundredths(4_900)),
            ("Workshop", hundredths(100), "Tag", hundredths(76_000)),
        ],
    },
    Sample {
        id: "d0c00000-0000-4000-8000-000000000002",
        contact: "c0de0000-0000-4000-8000-000000000001",
        days_ago: 2,
        title: "Rechnung Wartung",
        discount: Some(Discount::Percentage(hundredths(500))),
        is_final: false,
        lines: &[
            ("Wartung", hundredths(325), "Stunde", hundredths(8_800)),
            ("Abstimmung", hundredths(75), "Stunde", hundredths(8_850)),
        ],
    },
];

const fn hundredths(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 2)
}

/// All of them, as changes to an account with the sample customers.
pub(super) fn invoices(books: &Books, now: DateTime<Utc>) -> Vec<Change> {
    let mut counters = books.counters();
    let mut changes: Vec<Change> = SAMPLES
        .iter()
        .map(|sample| {
            let mut invoice = invoice(books, sample, now - TimeDelta::days(sample.days_ago));
            if sample.is_final {
                finalise(&mut invoice, &mut counters);
            }
            sums::recompute(&mut invoice);
            Change::Invoice(Box::new(invoice))
        })
        .collect();
    changes.push(Change::Counters(counters));
    changes
}

fn invoice(books: &Books, sample: &Sample, written: DateTime<Utc>) -> Invoice {
    Invoice {
        id: sample.id.to_owned(),
        created: written,
        updated: written,
        version: 1,
        status: Status::Draft,
        number: None,
        dated: written,
        contact: Some(sample.contact.to_owned()),
        address: books
            .contact(sample.contact)
            .map(printed)
            .unwrap_or_default(),
        lines: sample.lines.iter().map(line).collect(),
        tax: TaxConditions {
            kind: "net".to_owned(),
            sub_type: None,
            note: None,
        },
        shipping: Shipping {
            kind: "service".to_owned(),
            from: Some(written),
            until: None,
        },
        payment: usual_payment(),
        title: sample.title.to_owned(),
        introduction: "Vielen Dank für den Auftrag.".to_owned(),
        remark: "Mit freundlichen Grüßen".to_owned(),
        language: "de".to_owned(),
        print_layout: None,
        buyer_reference: None,
        discount: sample.discount,
        preceding: None,
        sums: Sums::default(),
    }
}

fn printed(contact: &Contact) -> Address {
    let address = contact.addresses.first().cloned().unwrap_or_default();
    Address {
        name: Some(contact.display_name()),
        ..address
    }
}

fn line((name, quantity, unit, price): &Row) -> Line {
    Line {
        kind: "custom".to_owned(),
        article: None,
        name: (*name).to_owned(),
        description: None,
        item: Some(Item {
            quantity: *quantity,
            unit: (*unit).to_owned(),
            price: *price,
            tax_rate: Decimal::from(19),
            discount: Decimal::ZERO,
            amount: Decimal::ZERO,
        }),
    }
}
