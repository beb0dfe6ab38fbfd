//! What can be asked to be added.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::sevdesk::tax;

/// What to add. Contacts are a number of invented organisations, or a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeedRequest {
    pub(super) contacts: Option<NewContacts>,
    #[serde(default)]
    pub(super) drafts: Vec<NewDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum NewContacts {
    Count(u32),
    List(Vec<NewContact>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewContact {
    /// Of an organisation.
    pub(super) name: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDraft {
    /// A customer's name or id.
    pub(super) contact: String,
    pub(super) reference: Option<String>,
    pub(super) header: Option<String>,
    pub(super) head_text: Option<String>,
    pub(super) foot_text: Option<String>,
    /// Percent of cash discount, granted for 10 days.
    #[serde(default)]
    pub(super) cash_discount: i64,
    #[serde(default = "yes")]
    pub(super) show_net: bool,
    #[serde(default = "taxable")]
    pub(super) tax_rule: u64,
    #[serde(default)]
    pub(super) positions: Vec<NewPosition>,
    /// How many lines to make up after the given ones: with fractions, own texts, articles and discounts among them.
    #[serde(default)]
    pub(super) generated_lines: u32,
    #[serde(default)]
    pub(super) discounts: Vec<NewDiscount>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPosition {
    pub(super) name: Option<String>,
    pub(super) text: Option<String>,
    pub(super) quantity: Decimal,
    /// As in `/sandbox/state`: "hour", "day", "piece", "flat rate" …
    pub(super) unit: String,
    pub(super) price: Decimal,
    pub(super) tax_rate: Decimal,
    pub(super) discount: Option<Decimal>,
    pub(super) part: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDiscount {
    pub(super) text: Option<String>,
    pub(super) percentage: bool,
    pub(super) value: Decimal,
}

fn yes() -> bool {
    true
}

fn taxable() -> u64 {
    tax::TAXABLE
}
