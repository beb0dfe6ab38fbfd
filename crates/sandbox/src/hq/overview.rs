//! The tenant's documents in the form of `/sandbox/state`.

use super::books::Books;
use super::masters;
use super::model::{Document, Position, Status, Unit};
use super::text;
use crate::overview::{Document as Shown, Line, Overview, money};

/// Where the page of a document is.
pub(super) fn page_of(document: &Document) -> String {
    format!("/hq/documents/{}", document.id)
}

/// What a status is called.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Review => "In review",
        Status::Sent => "Sent",
        Status::Paid => "Paid",
        Status::Canceled => "Canceled",
    }
}

/// The documents by id.
pub(crate) fn overview(books: &Books) -> Overview {
    let documents = books.documents();
    Overview {
        documents: documents.map(|document| shown(books, document)).collect(),
    }
}

fn shown(books: &Books, document: &Document) -> Shown {
    Shown {
        id: document.id.to_string(),
        status: status_name(document.status).to_owned(),
        kind: document.kind.clone(),
        number: document.number.clone(),
        customer: books.customer_name(document).to_owned(),
        customer_id: document.company.to_string(),
        reference: document.sync_id.clone(),
        header: document.subject.clone(),
        positions: document.printed_positions().into_iter().map(line).collect(),
        net: money(document.sums.net),
        tax: money(document.sums.tax),
        gross: money(document.sums.gross),
        url: page_of(document),
    }
}

fn line(position: &Position) -> Line {
    Line {
        id: position.id.to_string(),
        text: text::plain(&position.text),
        description: None,
        quantity: position.amount.normalize().to_string(),
        unit: unit_name(&position.unit).to_owned(),
        price: money(position.price),
        tax: position.tax.normalize().to_string(),
    }
}

/// What a unit is called; empty where a line has none.
pub(super) fn unit_name(unit: &Unit) -> &str {
    match unit {
        Unit::None => "",
        Unit::Text(unit) => unit,
        Unit::Id(id) => masters::unit_name(*id),
    }
}
