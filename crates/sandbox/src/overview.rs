//! Documents in the form of `/sandbox/state`, which is the same for all tools.

use rust_decimal::Decimal;
use serde::Serialize;

/// All documents of a tool.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    pub(crate) documents: Vec<Document>,
}

/// A document. Decimals are texts.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    /// The tool's own word, such as `100` or `Draft` for a draft.
    pub(crate) status: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) number: Option<String>,
    pub(crate) customer: String,
    pub(crate) customer_id: String,
    pub(crate) reference: Option<String>,
    pub(crate) header: Option<String>,
    pub(crate) positions: Vec<Line>,
    pub(crate) net: String,
    pub(crate) tax: String,
    pub(crate) gross: String,
    /// The page of this document, relative to the sandbox's address.
    pub(crate) url: String,
}

/// A line of a document.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    /// The line's name, or its text when it has none.
    pub(crate) text: String,
    /// The text below the name.
    pub(crate) description: Option<String>,
    pub(crate) quantity: String,
    pub(crate) unit: String,
    pub(crate) price: String,
    pub(crate) tax: String,
}

/// At least two decimals, and more only where there are more.
pub(crate) fn money(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}
