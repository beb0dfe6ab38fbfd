//! What an account at Lexware Office holds, as far as it is simulated.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A company or a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) version: u32,
    /// Set on contacts that have the role of a customer.
    pub(crate) customer_number: Option<u32>,
    /// Set on contacts that have the role of a vendor.
    pub(crate) vendor_number: Option<u32>,
    pub(crate) name: Name,
    /// Billing addresses; the tool's own pages allow more than one.
    pub(crate) addresses: Vec<Address>,
    pub(crate) email: Option<String>,
    pub(crate) archived: bool,
}

/// What a contact is called, which also says what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Name {
    Company(String),
    Person { first: Option<String>, last: String },
}

impl Contact {
    /// What people call it.
    pub(crate) fn display_name(&self) -> String {
        match &self.name {
            Name::Company(name) => name.clone(),
            Name::Person { first, last } => match first {
                Some(first) => format!("{first} {last}"),
                None => last.clone(),
            },
        }
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) name: Option<String>,
    pub(crate) supplement: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) zip: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) country_code: String,
}

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Draft,
    Open,
    Voided,
}

impl Status {
    /// As it is written in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Voided => "voided",
        }
    }
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invoice {
    pub(crate) id: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    pub(crate) version: u32,
    pub(crate) status: Status,
    pub(crate) number: Option<String>,
    pub(crate) dated: DateTime<Utc>,
    /// None for a one-time address.
    pub(crate) contact: Option<String>,
    pub(crate) address: Address,
    pub(crate) lines: Vec<Line>,
    pub(crate) tax: TaxConditions,
    pub(crate) shipping: Shipping,
    pub(crate) payment: Payment,
    pub(crate) title: String,
    pub(crate) introduction: String,
    pub(crate) remark: String,
    pub(crate) language: String,
    pub(crate) print_layout: Option<String>,
    pub(crate) buyer_reference: Option<String>,
    pub(crate) discount: Option<Discount>,
    /// The quotation that it was made from.
    pub(crate) preceding: Option<String>,
    /// As computed when it was saved.
    pub(crate) sums: Sums,
}

impl Invoice {
    /// Whether it can still be changed, by hand.
    pub(crate) fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }
}

/// `taxConditions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TaxConditions {
    /// In the tool's own word, such as `net`.
    pub(crate) kind: String,
    pub(crate) sub_type: Option<String>,
    pub(crate) note: Option<String>,
}

impl TaxConditions {
    /// Whether prices are gross.
    pub(crate) fn is_gross(&self) -> bool {
        self.kind == "gross"
    }

    /// Whether tax is added at all.
    pub(crate) fn has_tax(&self) -> bool {
        matches!(self.kind.as_str(), "net" | "gross")
    }
}

/// `shippingConditions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shipping {
    /// In the tool's own word, such as `serviceperiod`.
    pub(crate) kind: String,
    pub(crate) from: Option<DateTime<Utc>>,
    pub(crate) until: Option<DateTime<Utc>>,
}

/// `paymentConditions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) label: String,
    pub(crate) days: u32,
    /// Percent, and the days within which it is granted.
    pub(crate) cash_discount: Option<(Decimal, u32)>,
}

/// A discount on the whole invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Discount {
    Absolute(Decimal),
    Percentage(Decimal),
}

/// A line. Prices of a line that is text alone are absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// `custom`, `text`, `service` or `material`.
    pub(crate) kind: String,
    /// The article that it is taken from.
    pub(crate) article: Option<String>,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) item: Option<Item>,
}

/// What a line that isn't text alone charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) quantity: Decimal,
    pub(crate) unit: String,
    /// As the invoice means prices: net, or gross.
    pub(crate) price: Decimal,
    pub(crate) tax_rate: Decimal,
    /// Percent.
    pub(crate) discount: Decimal,
    /// As computed when it was saved.
    pub(crate) amount: Decimal,
}

/// Amounts in euros, with two decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sums {
    pub(crate) net: Decimal,
    pub(crate) tax: Decimal,
    pub(crate) gross: Decimal,
    /// Rate, tax, net.
    pub(crate) by_rate: Vec<(Decimal, Decimal, Decimal)>,
}
