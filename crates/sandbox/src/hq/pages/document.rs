//! The page of one document.

use axum::response::Html;

use super::overview::{dialect_name, title};
use crate::hq::books::Books;
use crate::hq::model::{Document, Position};
use crate::hq::overview::{status_name, unit_name};
use crate::hq::text;
use crate::html::{esc, page};
use crate::overview::money;

/// The whole page. Only a draft has buttons.
pub(super) fn document_page(books: &Books, document: &Document) -> Html<String> {
    let title = title(document);
    let rows: String = document
        .printed_positions()
        .into_iter()
        .map(|position| row(document, position))
        .collect();
    let body = format!(
        "<p><a href=\"/hq/\">HQ tenant</a></p>\n\
         <h1>{title}</h1>\n<p><span class=\"status\">{status}</span> <span class=\"faint\">Id {id}</span></p>\n\
         <section class=\"sheet\">{head}</section>\n\
         <section class=\"sheet paper\">{above}<table><thead><tr><th>Text</th><th class=\"number\">Quantity</th><th>Unit</th>\
         <th class=\"number\">Price</th><th class=\"number\">Tax</th><th class=\"number\">Amount</th></tr></thead>\
         <tbody>{rows}</tbody>{foot}</table>{below}</section>\n{buttons}",
        title = esc(&title),
        status = status_name(document.status),
        id = document.id,
        head = head(books, document),
        above = paragraph(document.header.as_deref()),
        foot = totals(document),
        below = paragraph(document.footer.as_deref()),
        buttons = buttons(document),
    );
    page(&title, &body)
}

fn head(books: &Books, document: &Document) -> String {
    let service = [document.service_from, document.service_to];
    let service = service.into_iter().flatten().map(|day| day.to_string());
    let project = document.project.and_then(|id| books.project(id));
    let due = document.due.map(|day| day.to_string());
    let entries = [
        ("Company", books.customer_name(document)),
        ("Project", project.map_or("", |project| &project.name)),
        (
            "Order number",
            document.purchase_order.as_deref().unwrap_or_default(),
        ),
        ("Sync id", document.sync_id.as_deref().unwrap_or_default()),
        ("Number", document.number.as_deref().unwrap_or("none yet")),
        ("Date", &document.date.to_string()),
        ("Due", &due.unwrap_or_default()),
        ("Service", &service.collect::<Vec<_>>().join(" to ")),
        ("API", dialect_name(document.dialect)),
    ];
    let entries = entries.map(|(name, value)| entry(name, value));
    format!("<dl>{}</dl>", entries.concat())
}

fn entry(name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("<dt>{name}</dt><dd class=\"text\">{}</dd>", esc(value))
}

fn paragraph(html: Option<&str>) -> String {
    html.map(|html| format!("<p class=\"text\">{}</p>", esc(&text::plain(html))))
        .unwrap_or_default()
}

fn row(document: &Document, position: &Position) -> String {
    let plain = text::plain(&position.text);
    let forms = if document.is_draft() {
        line_forms(document, position, &plain)
    } else {
        String::new()
    };
    format!(
        "<tr><td><span class=\"text\">{text}</span>{forms}</td>\
         <td class=\"number\" data-label=\"Quantity\">{amount}</td><td data-label=\"Unit\">{unit}</td>\
         <td class=\"number\" data-label=\"Price\">{price}</td><td class=\"number\" data-label=\"Tax\">{tax} %</td>\
         <td class=\"number\" data-label=\"Amount\">{net}</td></tr>\n",
        text = esc(&plain),
        amount = position.amount.normalize(),
        unit = esc(unit_name(&position.unit)),
        price = money(position.price),
        tax = position.tax.normalize(),
        net = money(position.sums.net),
    )
}

fn line_forms(document: &Document, position: &Position, plain: &str) -> String {
    let action = format!("/hq/do/{}/positions/{}", document.id, position.id);
    format!(
        "<details><summary>Change</summary>\
         <form class=\"line\" method=\"post\" action=\"{action}/change\">\
         <textarea name=\"text\" rows=\"2\" aria-label=\"Text\">{text}</textarea>\
         <input name=\"amount\" value=\"{amount}\" aria-label=\"Quantity\" inputmode=\"decimal\">\
         <input name=\"price\" value=\"{price}\" aria-label=\"Price\" inputmode=\"decimal\"><button>Save</button></form>\
         <form method=\"post\" action=\"{action}/delete\"><button class=\"danger\">Delete position</button></form>\
         </details>",
        text = esc(plain),
        amount = position.amount.normalize(),
        price = position.price.normalize(),
    )
}

fn totals(document: &Document) -> String {
    let sums = &document.sums;
    let row = |name: &str, amount| {
        format!(
            "<tr><td colspan=\"5\" class=\"number\">{name}</td><td class=\"number\">{} {}</td></tr>",
            money(amount),
            esc(&document.currency)
        )
    };
    format!(
        "<tfoot>{}{}{}</tfoot>",
        row("Net", sums.net),
        row("Tax", sums.tax),
        row("Gross", sums.gross)
    )
}

fn buttons(document: &Document) -> String {
    if !document.is_draft() {
        return String::new();
    }
    let action = format!("/hq/do/{}", document.id);
    let reference = esc(document.sync_id.as_deref().unwrap_or_default());
    format!(
        "<form class=\"line\" method=\"post\" action=\"{action}/reference\">\
         <input name=\"text\" value=\"{reference}\" aria-label=\"Sync id\"><button>Save reference</button></form>\
         <div class=\"buttons\"><form method=\"post\" action=\"{action}/finalise\"><button>Finalise</button></form>\
         <form method=\"post\" action=\"{action}/delete\"><button class=\"danger\">Delete draft</button></form></div>"
    )
}
