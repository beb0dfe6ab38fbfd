//! The page of the account: its invoices, its customers, and the apps that have access.

use axum::response::Html;

use super::books::Books;
use super::model::{Contact, Invoice, Name, Status};
use super::oauth::Authorisation;
use super::overview::page_of;
use super::seed::COMPANY;
use crate::berlin;
use crate::html::{esc, page};
use crate::overview::money;

/// So many customers are listed; a search belongs to the API.
const LISTED: usize = 200;

/// The whole page.
pub(super) fn account_page(books: &Books) -> Html<String> {
    let body = format!(
        "<h1>Lexware Office: {company}</h1>\n<section class=\"sheet\"><h2>Invoices</h2>{invoices}</section>\n\
         <section class=\"sheet\"><h2>Connected apps</h2>{apps}</section>\n\
         <section class=\"sheet\"><h2>Customers</h2>{customers}</section>",
        company = esc(COMPANY),
        invoices = invoices(books),
        apps = apps(books),
        customers = customers(books),
    );
    page("Lexware Office", &body)
}

/// What a status is called.
pub(super) fn status_name(invoice: &Invoice) -> &'static str {
    match invoice.status {
        Status::Draft => "Draft",
        Status::Open => "Open",
        Status::Voided => "Voided",
    }
}

fn invoices(books: &Books) -> String {
    let rows: String = books
        .invoices()
        .into_iter()
        .map(|invoice| invoice_row(books, invoice))
        .collect();
    format!(
        "<table><thead><tr><th>Invoice</th><th>Customer</th><th>Date</th><th>Status</th>\
         <th class=\"number\">Gross</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn invoice_row(books: &Books, invoice: &Invoice) -> String {
    let number = invoice.number.as_deref().unwrap_or_default();
    format!(
        "<tr><td><a href=\"{url}\">{title}</a> <span class=\"faint\">{number}</span></td><td>{customer}</td>\
         <td>{date}</td><td><span class=\"status\">{status}</span></td><td class=\"number\">{gross} EUR</td></tr>\n",
        url = esc(&page_of(&invoice.id)),
        title = esc(&invoice.title),
        number = esc(number),
        customer = esc(&books.customer_name(invoice)),
        date = berlin::day(invoice.dated),
        status = status_name(invoice),
        gross = money(invoice.sums.gross),
    )
}

fn apps(books: &Books) -> String {
    let rows: String = books
        .authorisations()
        .filter(|given| given.is_connected())
        .map(app)
        .collect();
    if rows.is_empty() {
        return "<p class=\"faint\">None yet.</p>".to_owned();
    }
    format!(
        "<table><thead><tr><th>Name</th><th>Since</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn app(given: &Authorisation) -> String {
    let action = format!("/lexware/do/apps/{}", esc(&given.connection));
    format!(
        "<tr><td>{name}</td><td>{since}</td><td><div class=\"buttons\">\
         <form method=\"post\" action=\"{action}/log-out\"><button>End access token</button></form>\
         <form method=\"post\" action=\"{action}/remove\"><button class=\"danger\">Remove access</button></form>\
         </div></td></tr>\n",
        name = esc(&given.name),
        since = berlin::rfc3339(given.since),
    )
}

fn customers(books: &Books) -> String {
    let mut contacts: Vec<&Contact> = books.contacts().collect();
    contacts.sort_by_key(|contact| contact.display_name());
    let rows: String = contacts
        .iter()
        .take(LISTED)
        .map(|one| customer(one))
        .collect();
    let more = contacts.len().saturating_sub(LISTED);
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

fn customer(contact: &Contact) -> String {
    let kind = match contact.name {
        Name::Company(_) => "Company",
        Name::Person { .. } => "Person",
    };
    let number = contact.customer_number.map(|number| number.to_string());
    format!(
        "<tr><td>{}</td><td>{}</td><td>{kind}</td><td class=\"faint\">{}</td></tr>\n",
        esc(&contact.display_name()),
        number.unwrap_or_default(),
        esc(&contact.id)
    )
}
