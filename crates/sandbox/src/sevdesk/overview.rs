//! The account's documents in the form of `/sandbox/state`.

use super::books::Books;
use super::model::{Invoice, Position};
use super::units;
use crate::overview::{Document, Line, Overview, money};

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
