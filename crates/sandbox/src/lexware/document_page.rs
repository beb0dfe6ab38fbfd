//! The page of one invoice.

use axum::response::Html;

use super::account_page::status_name;
use super::books::Books;
use super::model::{Invoice, Item, Line};
use crate::berlin;
use crate::html::{esc, page};
use crate::overview::money;

/// The whole page. Only a draft has buttons.
pub(super) fn document_page(books: &Books, invoice: &Invoice) -> Html<String> {
    let rows = invoice.lines.iter().enumerate();
    let rows: String = rows
        .map(|(index, line)| row(invoice, index, line))
        .collect();
    let body = format!(
        "<p><a href=\"/lexware/\">Lexware Office account</a></p>\n\
         <h1>{title}</h1>\n<p><span class=\"status\">{status}</span> <span class=\"faint\">Id {id}</span></p>\n\
         <section class=\"sheet\">{head}</section>\n\
         <section class=\"sheet paper\">{above}<table><thead><tr><th>Text</th><th class=\"number\">Quantity</th><th>Unit</th>\
         <th class=\"number\">Price</th><th class=\"number\">Tax</th><th class=\"number\">Amount</th></tr></thead>\
         <tbody>{rows}</tbody>{foot}</table>{below}</section>\n{buttons}",
        title = esc(&invoice.title),
        status = status_name(invoice),
        id = esc(&invoice.id),
        head = head(books, invoice),
        above = paragraph(&invoice.introduction),
        foot = totals(invoice),
        below = paragraph(&invoice.remark),
        buttons = buttons(invoice),
    );
    page(&invoice.title, &body)
}

fn head(books: &Books, invoice: &Invoice) -> String {
    let address = &invoice.address;
    let town = [&address.zip, &address.city].map(|part| part.as_deref().unwrap_or_default());
    let service = [invoice.shipping.from, invoice.shipping.until];
    let service = service
        .into_iter()
        .flatten()
        .map(|at| berlin::day(at).to_string());
    let entries = [
        ("Customer", books.customer_name(invoice)),
        ("Street", address.street.clone().unwrap_or_default()),
        ("Town", town.join(" ")),
        (
            "Number",
            invoice
                .number
                .clone()
                .unwrap_or_else(|| "none yet".to_owned()),
        ),
        ("Date", berlin::day(invoice.dated).to_string()),
        ("Service", service.collect::<Vec<_>>().join(" to ")),
        ("Payment", invoice.payment.label.clone()),
    ];
    let entries = entries.map(|(name, value)| entry(name, &value));
    format!("<dl>{}</dl>", entries.concat())
}

fn entry(name: &str, value: &str) -> String {
    if value.trim().is_empty() {
        return String::new();
    }
    format!("<dt>{name}</dt><dd class=\"text\">{}</dd>", esc(value))
}

fn paragraph(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<p class=\"text\">{}</p>", esc(text))
}

fn row(invoice: &Invoice, index: usize, line: &Line) -> String {
    let text = text_cell(invoice, index, line);
    match &line.item {
        Some(item) => item_row(&text, item),
        None => format!("<tr><td colspan=\"6\">{text}</td></tr>\n"),
    }
}

fn item_row(text: &str, item: &Item) -> String {
    format!(
        "<tr><td>{text}</td><td class=\"number\" data-label=\"Quantity\">{quantity}</td><td data-label=\"Unit\">{unit}</td>\
         <td class=\"number\" data-label=\"Price\">{price}</td><td class=\"number\" data-label=\"Tax\">{tax} %</td>\
         <td class=\"number\" data-label=\"Amount\">{amount}</td></tr>\n",
        quantity = item.quantity.normalize(),
        unit = esc(&item.unit),
        price = money(item.price),
        tax = item.tax_rate.normalize(),
        amount = money(item.amount),
    )
}

fn text_cell(invoice: &Invoice, index: usize, line: &Line) -> String {
    let below = paragraph(line.description.as_deref().unwrap_or_default());
    let forms = if invoice.is_draft() {
        line_forms(invoice, index, line)
    } else {
        String::new()
    };
    format!("{}{below}{forms}", esc(&line.name))
}

fn line_forms(invoice: &Invoice, index: usize, line: &Line) -> String {
    let action = format!("/lexware/do/{}/lines/{index}", esc(&invoice.id));
    let name = esc(&line.name);
    format!(
        "<details><summary>Change</summary>\
         <form class=\"line\" method=\"post\" action=\"{action}/rename\">\
         <input name=\"text\" value=\"{name}\" aria-label=\"Text\"><button>Save</button></form>\
         <form method=\"post\" action=\"{action}/delete\"><button class=\"danger\">Delete position</button></form>\
         </details>"
    )
}

fn totals(invoice: &Invoice) -> String {
    let sums = &invoice.sums;
    let row = |name: &str, amount| {
        format!(
            "<tr><td colspan=\"5\" class=\"number\">{name}</td><td class=\"number\">{} EUR</td></tr>",
            money(amount)
        )
    };
    format!(
        "<tfoot>{}{}{}</tfoot>",
        row("Net", sums.net),
        row("Tax", sums.tax),
        row("Gross", sums.gross)
    )
}

fn buttons(invoice: &Invoice) -> String {
    if !invoice.is_draft() {
        return String::new();
    }
    let action = format!("/lexware/do/{}", esc(&invoice.id));
    format!(
        "<div class=\"buttons\"><form method=\"post\" action=\"{action}/finalise\"><button>Finalise</button></form>\
         <form method=\"post\" action=\"{action}/delete\"><button class=\"danger\">Delete draft</button></form></div>"
    )
}
