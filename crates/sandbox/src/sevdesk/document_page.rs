//! The page of one invoice.

use axum::response::Html;

use super::account_page::status_name;
use super::books::Books;
use super::model::{Discount, Invoice, Position};
use super::units;
use crate::berlin;
use crate::html::{esc, page};
use crate::overview::money;

/// The whole page. Only a draft has buttons.
pub(crate) fn document_page(books: &Books, invoice: &Invoice, unit_shift: u64) -> Html<String> {
    let title = invoice
        .header
        .as_deref()
        .filter(|header| !header.is_empty())
        .unwrap_or("Untitled invoice");
    let rows: String = invoice
        .printed_positions()
        .into_iter()
        .map(|position| row(invoice, position, unit_shift))
        .collect();
    let body = format!(
        "<p><a href=\"/sevdesk/\">sevDesk account</a></p>\n\
         <h1>{title}</h1>\n<p><span class=\"status\">{status}</span> <span class=\"faint\">Id {id}</span></p>\n\
         <section class=\"sheet\">{head}</section>\n\
         <section class=\"sheet paper\">{above}<table><thead><tr><th>Text</th><th class=\"number\">Quantity</th><th>Unit</th>\
         <th class=\"number\">Price</th><th class=\"number\">Tax</th><th class=\"number\">Amount</th></tr></thead>\
         <tbody>{rows}</tbody>{foot}</table>{below}</section>\n{buttons}",
        title = esc(title),
        status = status_name(invoice),
        id = invoice.id,
        head = head(books, invoice),
        above = paragraph(invoice.head_text.as_deref()),
        foot = totals(invoice),
        below = paragraph(invoice.foot_text.as_deref()),
        buttons = buttons(invoice),
    );
    page(title, &body)
}

fn head(books: &Books, invoice: &Invoice) -> String {
    let number = invoice.number.as_deref().unwrap_or("none yet");
    let customer = books.customer_name(invoice);
    let service = [invoice.delivery_date, invoice.delivery_until];
    let service = service
        .into_iter()
        .flatten()
        .map(|at| berlin::day(at).to_string());
    let reference = invoice.reference.as_deref().unwrap_or_default();
    let entries = [
        ("Customer", customer.as_str()),
        ("Address", invoice.address.as_deref().unwrap_or_default()),
        ("Reference", reference),
        ("Number", number),
        ("Date", &berlin::day(invoice.dated).to_string()),
        ("Service", &service.collect::<Vec<_>>().join(" to ")),
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

fn paragraph(text: Option<&str>) -> String {
    text.map(|text| format!("<p class=\"text\">{}</p>", esc(text)))
        .unwrap_or_default()
}

fn row(invoice: &Invoice, position: &Position, unit_shift: u64) -> String {
    let amount = if invoice.show_net {
        position.sums.net
    } else {
        position.sums.gross
    };
    format!(
        "<tr><td>{text}</td><td class=\"number\" data-label=\"Quantity\">{quantity}</td><td data-label=\"Unit\">{unit}</td>\
         <td class=\"number\" data-label=\"Price\">{price}</td><td class=\"number\" data-label=\"Tax\">{tax} %</td>\
         <td class=\"number\" data-label=\"Amount\">{amount}</td></tr>\n",
        text = text_cell(invoice, position),
        quantity = position.quantity.normalize(),
        unit = units::plain_name(position.unit, unit_shift),
        price = money(position.price),
        tax = position.tax_rate.normalize(),
        amount = money(amount),
    )
}

fn text_cell(invoice: &Invoice, position: &Position) -> String {
    let name = esc(position.name.as_deref().unwrap_or_default());
    let below = paragraph(position.text.as_deref());
    let percent = position.discount.filter(|percent| !percent.is_zero());
    let discount =
        percent.map(|percent| format!("<p class=\"faint\">{} % off</p>", percent.normalize()));
    let discount = discount.unwrap_or_default();
    let forms = if invoice.is_draft() {
        line_forms(invoice, position)
    } else {
        String::new()
    };
    format!("{name}{below}{discount}{forms}")
}

fn line_forms(invoice: &Invoice, position: &Position) -> String {
    let action = format!("/sevdesk/do/{}/positions/{}", invoice.id, position.id);
    let name = esc(position.name.as_deref().unwrap_or_default());
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
            "<tr><td colspan=\"5\" class=\"number\">{name}</td><td class=\"number\">{} {}</td></tr>",
            money(amount),
            esc(&invoice.currency)
        )
    };
    let discounts: Vec<String> = invoice.discounts.iter().map(discount).collect();
    let discounts = discounts.concat();
    format!(
        "<tfoot>{discounts}{}{}{}</tfoot>",
        row("Net", sums.net),
        row("Tax", sums.tax),
        row("Gross", sums.gross)
    )
}

fn discount(discount: &Discount) -> String {
    let text = esc(discount.text.as_deref().unwrap_or("Discount"));
    let value = discount.value.normalize();
    let unit = if discount.percentage { " %" } else { "" };
    format!(
        "<tr><td colspan=\"5\" class=\"number\">{text}</td><td class=\"number\">{value}{unit}</td></tr>"
    )
}

fn buttons(invoice: &Invoice) -> String {
    if !invoice.is_draft() {
        return String::new();
    }
    let action = format!("/sevdesk/do/{}", invoice.id);
    let reference = esc(invoice.reference.as_deref().unwrap_or_default());
    format!(
        "<form class=\"line\" method=\"post\" action=\"{action}/reference\">\
         <input name=\"text\" value=\"{reference}\" aria-label=\"Reference\"><button>Save reference</button></form>\
         <div class=\"buttons\"><form method=\"post\" action=\"{action}/finalise\"><button>Finalise</button></form>\
         <form method=\"post\" action=\"{action}/delete\"><button class=\"danger\">Delete draft</button></form></div>"
    )
}
