//! The lines of a new invoice.

use rust_decimal::Decimal;

use super::findings::{Findings, Place};
use crate::json::Fields;
use crate::lexware::model::{Item, Line, TaxConditions};

/// More lines are refused (developers.lexware.io, change log of 20 September 2023).
const MOST_LINES: usize = 300;
const LONGEST_NAME: usize = 255;
const LONGEST_DESCRIPTION: usize = 2000;

/// Reads all lines.
pub(super) fn read(
    findings: &mut Findings,
    place: &Place<'_>,
    conditions: &TaxConditions,
) -> Vec<Line> {
    let lines = findings.list(place, "lineItems");
    if lines.is_empty() && place.fields.has("lineItems") {
        findings.add("NOTEMPTY", "lineItems".to_owned(), "darf nicht leer sein");
    }
    if lines.len() > MOST_LINES {
        findings.add(
            "SIZE",
            "lineItems".to_owned(),
            "Größe muss zwischen 1 und 300 sein",
        );
    }
    let lines = lines.iter().enumerate();
    lines
        .map(|(index, fields)| line(findings, fields, index, conditions))
        .collect()
}

fn line(
    findings: &mut Findings,
    fields: &Fields,
    index: usize,
    conditions: &TaxConditions,
) -> Line {
    let path = format!("lineItems[{index}].");
    let place = Place {
        fields,
        path: &path,
    };
    let kind = findings.word(&place, "type", &["custom", "text", "service", "material"]);
    let is_article = matches!(kind.as_str(), "service" | "material");
    let article = if is_article {
        Some(findings.needed_text(&place, "id", 36))
    } else {
        None
    };
    let name = findings.needed_text(&place, "name", LONGEST_NAME);
    let description = findings.text(&place, "description", LONGEST_DESCRIPTION);
    let item = (kind != "text").then(|| item(findings, &place, conditions));
    Line {
        kind,
        article,
        name,
        description: description.filter(|text| !text.is_empty()),
        item,
    }
}

fn item(findings: &mut Findings, place: &Place<'_>, conditions: &TaxConditions) -> Item {
    let quantity = findings.needed_decimal(place, "quantity", 4);
    let unit = findings.needed_text(place, "unitName", 255);
    let discount = findings.decimal(place, "discountPercentage", 2);
    let (price, tax_rate) = match findings.object(place, "unitPrice") {
        None => (Decimal::ZERO, Decimal::ZERO),
        Some(fields) => {
            let path = format!("{}unitPrice.", place.path);
            let place = Place {
                fields: &fields,
                path: &path,
            };
            price(findings, &place, conditions)
        }
    };
    Item {
        quantity,
        unit,
        price,
        tax_rate,
        discount: discount.unwrap_or_default(),
        amount: Decimal::ZERO,
    }
}

/// The price that counts: gross when the invoice is gross, else net. The other one is not looked at.
fn price(
    findings: &mut Findings,
    place: &Place<'_>,
    conditions: &TaxConditions,
) -> (Decimal, Decimal) {
    findings.euro(place);
    let key = if conditions.is_gross() {
        "grossAmount"
    } else {
        "netAmount"
    };
    let price = findings.needed_decimal(place, key, 4);
    let rate = findings.needed_decimal(place, "taxRatePercentage", 2);
    let known = [0, 7, 19].map(Decimal::from);
    if !known.contains(&rate) || (!conditions.has_tax() && !rate.is_zero()) {
        findings.add(
            "INVALID_TAX_RATE",
            format!("{}taxRatePercentage", place.path),
            "Steuersatz ist nicht zulässig",
        );
    }
    (price, rate)
}
