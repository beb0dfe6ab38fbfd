//! The page of the tenant: its invoices and its companies.

use std::fmt::Write as _;

use axum::response::Html;

use crate::hq::books::Books;
use crate::hq::model::{Dialect, Document};
use crate::hq::overview::{page_of, status_name};
use crate::html::{esc, page};
use crate::overview::money;

/// So many companies are listed; a search belongs to the API.
const LISTED: usize = 200;

/// The whole page.
pub(super) fn overview_page(books: &Books) -> Html<String> {
    let body = format!(
        "<h1>HQ tenant</h1>\n<section class=\"sheet\"><h2>Invoices</h2>{}</section>\n\
         <section class=\"sheet\"><h2>Companies</h2>{}</section>",
        documents(books),
        companies(books)
    );
    page("HQ", &body)
}

/// What a document is called.
pub(super) fn title(document: &Document) -> String {
    let subject = document.subject.as_deref();
    let named = subject.filter(|subject| !subject.is_empty());
    named.map_or_else(|| format!("Invoice {}", document.id), str::to_owned)
}

/// The API that shows a document.
pub(super) fn dialect_name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1 => "v1, old finance module",
        Dialect::V2 => "v2, new finance module",
    }
}

fn documents(books: &Books) -> String {
    let rows: String = books
        .documents()
        .rev()
        .map(|document| document_row(books, document))
        .collect();
    format!(
        "<table><thead><tr><th>Invoice</th><th>Company</th><th>API</th><th>Date</th><th>Status</th>\
         <th class=\"number\">Gross</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn document_row(books: &Books, document: &Document) -> String {
    format!(
        "<tr><td><a href=\"{url}\">{title}</a> <span class=\"faint\">{id}</span></td><td>{customer}</td>\
         <td class=\"faint\">{dialect}</td><td>{date}</td><td><span class=\"status\">{status}</span></td>\
         <td class=\"number\">{gross} {currency}</td></tr>\n",
        url = page_of(document),
        title = esc(&title(document)),
        id = document.id,
        customer = esc(books.customer_name(document)),
        dialect = dialect_name(document.dialect),
        date = document.date,
        status = status_name(document.status),
        gross = money(document.sums.gross),
        currency = esc(&document.currency),
    )
}

fn companies(books: &Books) -> String {
    let mut rows = String::new();
    for company in books.companies().take(LISTED) {
        let number = company.number.map(|number| number.to_string());
        // Writing to a string can't fail.
        let _ = writeln!(
            rows,
            "<tr><td>{}</td><td>{}</td><td class=\"faint\">{}</td></tr>",
            esc(&company.name),
            number.unwrap_or_default(),
            company.id
        );
    }
    let more = books.companies().count().saturating_sub(LISTED);
    let note = if more == 0 {
        String::new()
    } else {
        format!("<p class=\"faint\">and {more} more</p>")
    };
    format!(
        "<table><thead><tr><th>Name</th><th>Number</th><th>Id</th></tr></thead>\
         <tbody>{rows}</tbody></table>{note}"
    )
}
