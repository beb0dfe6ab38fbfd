//! The page of the account: its invoices and its customers.

use std::fmt::Write as _;

use axum::response::Html;

use super::books::Books;
use super::model::{DRAFT, Invoice, OPEN};
use super::overview::page_of;
use crate::berlin;
use crate::html::{esc, page};
use crate::overview::money;

/// So many customers are listed; a search belongs to the API.
const LISTED: usize = 200;

/// The whole page.
pub(crate) fn account_page(books: &Books) -> Html<String> {
    let body = format!(
        "<h1>sevDesk account</h1>\n<section class=\"sheet\"><h2>Invoices</h2>{}</section>\n\
         <section class=\"sheet\"><h2>Customers</h2>{}</section>",
        invoices(books),
        customers(books)
    );
    page("sevDesk", &body)
}

/// What a status is called.
pub(crate) fn status_name(invoice: &Invoice) -> &'static str {
    match invoice.status {
        DRAFT => "Draft",
        OPEN => "Open",
        _ => "Settled",
    }
}

fn invoices(books: &Books) -> String {
    let mut rows = String::new();
    for invoice in books.invoices().rev() {
        rows.push_str(&invoice_row(books, invoice));
    }
    format!(
        "<table><thead><tr><th>Invoice</th><th>Customer</th><th>Reference</th><th>Date</th><th>Status</th>\
         <th class=\"number\">Gross</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn invoice_row(books: &Books, invoice: &Invoice) -> String {
    let name = invoice
        .header
        .as_deref()
        .filter(|header| !header.is_empty())
        .unwrap_or("Untitled");
    format!(
        "<tr><td><a href=\"{url}\">{name}</a> <span class=\"faint\">{id}</span></td><td>{customer}</td>\
         <td>{reference}</td><td>{date}</td><td><span class=\"status\">{status}</span></td>\
         <td class=\"number\">{gross} {currency}</td></tr>\n",
        url = esc(&page_of(invoice)),
        name = esc(name),
        id = invoice.id,
        customer = esc(&books.customer_name(invoice)),
        reference = esc(invoice.reference.as_deref().unwrap_or_default()),
        date = berlin::day(invoice.dated),
        status = status_name(invoice),
        gross = money(invoice.sums.gross),
        currency = esc(&invoice.currency),
    )
}

fn customers(books: &Books) -> String {
    let mut rows = String::new();
    for contact in books.contacts().take(LISTED) {
        let name = contact.display_name();
        let number = contact.customer_number.as_deref().unwrap_or_default();
        let kind = if contact.is_organisation() {
            "Organisation"
        } else {
            "Person"
        };
        // Writing to a string can't fail.
        let _ = writeln!(
            rows,
            "<tr><td>{}</td><td>{}</td><td>{kind}</td><td class=\"faint\">{}</td></tr>",
            esc(&name),
            esc(number),
            contact.id
        );
    }
    let more = books.contacts().count().saturating_sub(LISTED);
    let note = if more == 0 {
        String::new()
    } else {
        format!("<p class=\"faint\">and {more} more</p>")
    };
    format!(
        "<table><thead><tr><th>Name</th><th>Number</th><th>Kind</th><th>Id</th></tr></thead>\
         <tbody>{rows}</tbody></table>{note}"
    )
}
