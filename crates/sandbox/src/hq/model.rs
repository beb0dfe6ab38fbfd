//! What an HQ tenant holds, as far as it is simulated. Field names are ours; `v1` and `v2` have HQ's.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A customer, supplier or partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Company {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) name: String,
    /// Its number as a debtor.
    pub(crate) number: Option<u64>,
    pub(crate) address: Option<Address>,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) street: String,
    pub(crate) zip: String,
    pub(crate) city: String,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: String,
}

/// A project of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) company: u64,
}

/// The two APIs. Each covers one finance module, so that a document belongs to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Dialect {
    V1,
    V2,
}

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Draft,
    Review,
    Sent,
    Paid,
    Canceled,
}

impl Status {
    pub(crate) const ALL: [Self; 5] = [
        Self::Draft,
        Self::Review,
        Self::Sent,
        Self::Paid,
        Self::Canceled,
    ];
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    pub(crate) dialect: Dialect,
    /// `Invoice`, or another type of document.
    pub(crate) kind: String,
    pub(crate) status: Status,
    /// None on a draft.
    pub(crate) number: Option<String>,
    pub(crate) company: u64,
    pub(crate) project: Option<u64>,
    pub(crate) contact_person: Option<u64>,
    pub(crate) template: Option<u64>,
    pub(crate) condition: Option<u64>,
    pub(crate) date: NaiveDate,
    pub(crate) due: Option<NaiveDate>,
    /// v1 has no such field.
    pub(crate) service_from: Option<NaiveDate>,
    /// v1 calls it the date of delivery.
    pub(crate) service_to: Option<NaiveDate>,
    pub(crate) currency: String,
    pub(crate) subject: Option<String>,
    /// Text above the positions, and below them.
    pub(crate) header: Option<String>,
    pub(crate) footer: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) tax_option: Option<String>,
    pub(crate) service_option: Option<String>,
    pub(crate) purchase_order: Option<String>,
    /// v1 alone: the identifier of a client.
    pub(crate) sync_id: Option<String>,
    /// v2 alone: what the document is put together from.
    pub(crate) elements: Vec<Element>,
    pub(crate) positions: Vec<Position>,
    /// As computed when it was saved.
    pub(crate) sums: Sums,
}

impl Document {
    /// An empty draft in euros.
    pub(crate) fn draft(
        id: u64,
        dialect: Dialect,
        company: u64,
        date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            created: now,
            updated: now,
            dialect,
            kind: INVOICE.to_owned(),
            status: Status::Draft,
            number: None,
            company,
            project: None,
            contact_person: None,
            template: None,
            condition: None,
            date,
            due: None,
            service_from: None,
            service_to: None,
            currency: "EUR".to_owned(),
            subject: None,
            header: None,
            footer: None,
            note: None,
            tax_option: None,
            service_option: None,
            purchase_order: None,
            sync_id: None,
            elements: Vec::new(),
            positions: Vec::new(),
            sums: Sums::default(),
        }
    }

    /// Whether it can still be changed and deleted.
    pub(crate) fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }

    /// The positions as they are printed.
    pub(crate) fn printed_positions(&self) -> Vec<&Position> {
        let mut positions: Vec<&Position> = self.positions.iter().collect();
        positions.sort_by_key(|position| position.order);
        positions
    }
}

/// The type of document that is simulated.
pub(crate) const INVOICE: &str = "Invoice";

/// A part of a v2 document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Element {
    /// A UUID.
    pub(crate) id: String,
    /// `Text`, `Grid` (a table for positions) or `SummaryGrid`.
    pub(crate) kind: String,
    pub(crate) text: Option<String>,
    pub(crate) index: i64,
}

/// The element that positions are put into.
pub(crate) const GRID: &str = "Grid";

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    pub(crate) order: i64,
    pub(crate) kind: String,
    pub(crate) interval: String,
    /// HTML.
    pub(crate) text: String,
    pub(crate) amount: Decimal,
    pub(crate) unit: Unit,
    pub(crate) price: Decimal,
    /// Percent.
    pub(crate) tax: Decimal,
    /// Percent.
    pub(crate) discount: Decimal,
    /// The table that it is in.
    pub(crate) table: Option<String>,
    pub(crate) project: Option<u64>,
    /// As computed when it was saved.
    pub(crate) sums: Sums,
}

/// The unit of a line: v1 has a text, v2 the id of something that no API lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    #[default]
    None,
    Text(String),
    Id(u64),
}

impl Position {
    /// A line that says and costs nothing yet.
    pub(crate) fn blank(id: u64, order: i64, now: DateTime<Utc>) -> Self {
        Self {
            id,
            created: now,
            updated: now,
            order,
            kind: "Freetext".to_owned(),
            interval: "Once".to_owned(),
            text: String::new(),
            amount: Decimal::ZERO,
            unit: Unit::None,
            price: Decimal::ZERO,
            tax: Decimal::ZERO,
            discount: Decimal::ZERO,
            table: None,
            project: None,
            sums: Sums::default(),
        }
    }
}

/// Amounts in the document's currency, with two decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sums {
    pub(crate) net: Decimal,
    pub(crate) tax: Decimal,
    pub(crate) gross: Decimal,
}
