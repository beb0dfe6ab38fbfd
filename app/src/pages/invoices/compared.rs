//! What is compared with a draft in the tool, in the reader's words.

use domain::money::Cents;
use domain::unit::Unit;
use domain::{Decimal, format};
use providers::What;
use texts::say;

use crate::context::Cx;
use crate::pages::wizard::unit_name;

/// The name of something that was compared.
pub fn say_what(l: texts::Locale, what: What) -> String {
    match what {
        What::Document => say!(l, invoices.what_document),
        What::Customer => say!(l, invoices.what_customer),
        What::Status => say!(l, invoices.what_status),
        What::Reference => say!(l, invoices.what_reference),
        What::LineCount => say!(l, invoices.what_line_count),
        What::Line => say!(l, invoices.what_line),
        What::Text => say!(l, invoices.what_text),
        What::Quantity => say!(l, invoices.what_quantity),
        What::Unit => say!(l, invoices.what_unit),
        What::Price => say!(l, invoices.what_price),
        What::Tax => say!(l, invoices.what_tax),
        What::Detail => say!(l, invoices.what_detail),
        What::Net => say!(l, invoices.what_net),
        What::Refused => say!(l, invoices.what_refused),
    }
}

/// What was sent or found of it: numbers as everywhere, units and states by their names.
pub fn say_value(cx: &Cx, what: What, value: &str) -> String {
    let l = cx.words();
    let number = || value.parse::<Decimal>().ok();
    let decimal = |number| format::decimal(number, cx.locale);
    let said = match what {
        What::Quantity => number().map(decimal),
        What::Tax => number().map(|percent| format!("{}\u{a0}%", decimal(percent))),
        What::Price => number().map(|price| format!("{}\u{a0}€", decimal(price))),
        What::Net => number()
            .and_then(Cents::from_euro)
            .map(|net| format::money(net, cx.locale)),
        What::Unit => Unit::parse(value).map(|unit| unit_name(l, unit)),
        What::Status => status(l, value),
        What::Document
        | What::Customer
        | What::Reference
        | What::LineCount
        | What::Line
        | What::Text
        | What::Detail
        | What::Refused => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

fn status(l: texts::Locale, value: &str) -> Option<String> {
    match value {
        "draft" => Some(say!(l, invoices.stands_draft)),
        "finalised" => Some(say!(l, invoices.stands_final)),
        "cancelled" => Some(say!(l, invoices.stands_void)),
        _ => None,
    }
}
