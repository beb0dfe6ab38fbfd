//! The account's documents in the form of `/sandbox/state`, which is the same for all tools.

use rust_decimal::Decimal;
use serde::Serialize;

use super::books::Books;
use super::model::{Invoice, Position};
use super::units;

/// All documents of a tool.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    documents: Vec<Document>,
}

/// A document. Decimals are texts.
#[derive(Debug, Serialize)]
struct Document {
    id: String,
    /// The tool's own word: `100` for a draft.
    status: String,
    #[serde(rename = "type")]
    kind: String,
    number: Option<String>,
    customer: String,
    customer_id: String,
    reference: Option<String>,
    header: Option<String>,
    positions: Vec<Line>,
    net: String,
    tax: String,
    gross: String,
    /// The page of this document, relative to the sandbox's address.
    url: String,
}

#[derive(Debug, Serialize)]
struct Line {
    id: String,
    /// The line's name, or its text when it has none.
    text: String,
    /// The text below the name.
    description: Option<String>,
    quantity: String,
    unit: String,
    price: String,
    tax: String,
}

/// Where the page of an invoice is.
pub(crate) fn page_of(invoice: &Invoice) -> String {
    format!("/sevdesk/fi/edit/type/{}/id/{}", invoice.kind, invoice.id)
}

/// The documents by id.
pub(crate) fn overview(books: &Books, unit_shift: u64) -> Overview {
    Overview {
        documents: books
            .invoices()
            .map(|invoice| document(books, invoice, unit_shift))
            .collect(),
    }
}

fn document(books: &Books, invoice: &Invoice, unit_shift: u64) -> Document {
    let positions = invoice.printed_positions();
    Document {
        id: invoice.id.to_string(),
        status: invoice.status.to_string(),
        kind: invoice.kind.clone(),
        number: invoice.number.clone(),
        customer: books.customer_name(invoice),
        customer_id: invoice.contact.to_string(),
        reference: invoice.reference.clone(),
        header: invoice.header.clone(),
        positions: positions
            .into_iter()
            .map(|position| line(position, unit_shift))
            .collect(),
        net: money(invoice.sums.net),
        tax: money(invoice.sums.tax),
        gross: money(invoice.sums.gross),
        url: page_of(invoice),
    }
}

fn line(position: &Position, unit_shift: u64) -> Line {
    let named = position.name.as_ref().filter(|name| !name.is_empty());
    let text = named
        .or(position.text.as_ref())
        .cloned()
        .unwrap_or_default();
    Line {
        id: position.id.to_string(),
        text,
        description: named.and(position.text.clone()),
        quantity: position.quantity.normalize().to_string(),
        unit: units::plain_name(position.unit, unit_shift).to_owned(),
        price: money(position.price),
        tax: position.tax_rate.normalize().to_string(),
    }
}

/// At least two decimals, and more only where there are more.
pub(crate) fn money(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}
