//! What the report shows of an entry.

use serde::{Deserialize, Serialize};

/// The billing status of a time entry. The numbers are the ones that the database computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingStatus {
    /// Open: it can be put on an invoice.
    Billable = 0,
    /// An invoice in preparation or being sent holds it.
    Reserved = 1,
    /// It is on an invoice, or was marked so by an import or by hand.
    Billed = 2,
    /// It is not meant for an invoice.
    NotBillable = 3,
}

impl BillingStatus {
    /// All of them, in the order of the report's totals.
    pub const ALL: [Self; 4] = [
        Self::Billable,
        Self::Reserved,
        Self::Billed,
        Self::NotBillable,
    ];

    /// The name in URLs and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Billable => "billable",
            Self::Reserved => "reserved",
            Self::Billed => "billed",
            Self::NotBillable => "not_billable",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// The number in the database.
    pub const fn code(self) -> i32 {
        self as i32
    }

    /// Reads [`Self::code`] back.
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Who says that an entry is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BilledSource {
    /// An invoice of Billhour whose draft was read back from the tool.
    Invoice,
    /// The time tracker that the entry was imported from.
    Import,
    /// A person.
    Hand,
}

impl BilledSource {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Import => "import",
            Self::Hand => "hand",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Invoice, Self::Import, Self::Hand]
            .into_iter()
            .find(|source| source.as_str() == text)
    }
}
