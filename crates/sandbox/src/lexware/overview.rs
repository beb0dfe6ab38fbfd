//! The account's documents in the form of `/sandbox/state`.

use super::books::Books;
use super::model::{Invoice, Line};
use crate::overview::{self, Document, Overview, money};

/// Where the page of an invoice is.
pub(super) fn page_of(id: &str) -> String {
    format!("/lexware/permalink/invoices/edit/{id}")
}

/// The documents, oldest first.
pub(crate) fn overview(books: &Books) -> Overview {
    let invoices = books.invoices().into_iter().rev();
    Overview {
        documents: invoices.map(|invoice| document(books, invoice)).collect(),
    }
}

fn document(books: &Books, invoice: &Invoice) -> Document {
    Document {
        id: invoice.id.clone(),
        status: invoice.status.as_str().to_owned(),
        kind: "invoice".to_owned(),
        number: invoice.number.clone(),
        customer: books.customer_name(invoice),
        customer_id: invoice.contact.clone().unwrap_or_default(),
        // There is no field for it.
        reference: None,
        header: Some(invoice.title.clone()),
        positions: invoice.lines.iter().enumerate().map(line).collect(),
        net: money(invoice.sums.net),
        tax: money(invoice.sums.tax),
        gross: money(invoice.sums.gross),
        url: page_of(&invoice.id),
    }
}

/// Lines have no ids, so they are numbered from 1.
fn line((index, line): (usize, &Line)) -> overview::Line {
    let item = line.item.as_ref();
    let decimal = |number: rust_decimal::Decimal| number.normalize().to_string();
    overview::Line {
        id: (index + 1).to_string(),
        text: line.name.clone(),
        description: line.description.clone(),
        quantity: item.map(|item| decimal(item.quantity)).unwrap_or_default(),
        unit: item.map(|item| item.unit.clone()).unwrap_or_default(),
        price: item.map(|item| money(item.price)).unwrap_or_default(),
        tax: item.map(|item| decimal(item.tax_rate)).unwrap_or_default(),
    }
}
