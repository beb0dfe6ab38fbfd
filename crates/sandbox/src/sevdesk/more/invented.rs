//! Contacts and lines made up by the number.

use rust_decimal::Decimal;

use super::request::{NewContact, NewContacts, NewPosition};
use crate::sevdesk::seed;

impl NewContacts {
    /// The contacts one by one.
    pub(super) fn list(self) -> Vec<NewContact> {
        match self {
            Self::List(contacts) => contacts,
            Self::Count(count) => (1..=count).map(invented).collect(),
        }
    }
}

fn invented(number: u32) -> NewContact {
    const TRADES: [&str; 6] = [
        "Metallbau",
        "Tischlerei",
        "Spedition",
        "Buchhandlung",
        "Praxis",
        "Weinhandel",
    ];
    let trade = TRADES
        .iter()
        .cycle()
        .nth(number as usize % TRADES.len())
        .copied()
        .unwrap_or_default();
    NewContact {
        name: Some(format!("{trade} Nr. {number:04} GmbH")),
        first_name: None,
        last_name: None,
    }
}

/// Lines in which everything occurs that a line can have.
pub(super) fn generated(number: u32) -> NewPosition {
    let every = |n: u32| number.is_multiple_of(n);
    let unit = ["hour", "day", "piece", "flat rate"]
        .into_iter()
        .cycle()
        .nth(number as usize % 4);
    NewPosition {
        name: Some(format!("Leistung {number:03}")),
        text: every(3).then(|| format!("Eigener Text zu {number}:\n<b>Zeile</b> & „mehr“")),
        quantity: Decimal::new(25 * i64::from(number) + 33, 2),
        unit: unit.unwrap_or("hour").to_owned(),
        price: Decimal::new(7_500 + 7 * i64::from(number), 2),
        tax_rate: Decimal::from(if every(5) { 7 } else { 19 }),
        discount: every(4).then(|| Decimal::new(125, 1)),
        part: every(7).then(seed::some_part),
    }
}
