//! A received invoice in our words.

use domain::money::Cents;
use domain::tax::TaxRate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{calls, echo, lines};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::{ReadBack, RemoteLine, RemoteStatus, Settings};
use crate::texts;

/// The status of a draft. 200 is open, 750 partly paid, 1000 paid or cancelled (sevDesk OpenAPI, "Types and status of
/// invoices").
pub(super) const DRAFT: &str = "100";

/// An invoice as received.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// Its head.
    pub(super) invoice: Fields,
    /// Its positions, in the order in which they are printed.
    pub(super) positions: Vec<Fields>,
}

impl Received {
    /// Puts the positions in their order: by their number, and by id where numbers are equal.
    pub(super) fn new(invoice: Fields, mut positions: Vec<Fields>) -> Self {
        let id = |row: &Fields| row.id("id").and_then(|id| id.parse::<u64>().ok());
        positions.sort_by_key(|row| (row.number("positionNumber"), id(row)));
        Self { invoice, positions }
    }

    /// In our words. An answer that lacks what every invoice has is an error, not a zero.
    pub(super) fn read(&self, settings: &Settings) -> Result<ReadBack, ProviderError> {
        let invoice = &self.invoice;
        let amount = |key: &str| invoice.amount(key).ok_or_else(|| lacks(key));
        let reference = |key: &str| invoice.reference(key).ok_or_else(|| lacks(key));
        let status = invoice.text("status").ok_or_else(|| lacks("status"))?;
        Ok(ReadBack {
            remote_id: invoice.id("id").ok_or_else(|| lacks("id"))?,
            status: if status == DRAFT {
                RemoteStatus::Draft
            } else {
                RemoteStatus::Finalised
            },
            organisation_id: reference("sevClient")?,
            customer_id: reference("contact")?,
            reference: invoice.text_or_empty("customerInternalNote"),
            number: invoice
                .text("invoiceNumber")
                .filter(|number| !number.is_empty()),
            lines: self
                .positions
                .iter()
                .map(|row| line(row, settings))
                .collect::<Result<_, _>>()?,
            net: amount("sumNet")?,
            tax: amount("sumTax")?,
            gross: amount("sumGross")?,
            discount: net_discount(invoice),
            details: echo::head_details(invoice),
        })
    }
}

/// What discounts on the whole document took from the net total. Recorded drafts have both fields; `sumDiscounts` alone
/// is documented, and does not say whether it is net.
fn net_discount(invoice: &Fields) -> Cents {
    let discount = invoice.amount("sumDiscountNet");
    discount
        .or_else(|| invoice.amount("sumDiscounts"))
        .unwrap_or_default()
}

fn line(row: &Fields, settings: &Settings) -> Result<RemoteLine, ProviderError> {
    let decimal = |key: &str| row.number(key).ok_or_else(|| lacks(key));
    Ok(RemoteLine {
        id: row.id("id").ok_or_else(|| lacks("id"))?,
        text: texts::joined(&row.text_or_empty("name"), &row.text_or_empty("text")),
        quantity: decimal("quantity")?,
        unit: lines::unit_of(row.reference("unity").as_deref(), settings),
        price: decimal("price")?,
        tax: rate(decimal("taxRate")?)
            .ok_or_else(|| calls::unexpected("a tax rate beyond all reason"))?,
        details: echo::line_details(row),
    })
}

/// A rate in percent, in hundredths of a percent.
fn rate(percent: Decimal) -> Option<TaxRate> {
    let hundredths = percent.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let whole = (hundredths.scale() == 0).then_some(hundredths)?;
    whole.to_i32().map(TaxRate)
}

fn lacks(key: &str) -> ProviderError {
    ProviderError::Unexpected {
        detail: format!("an invoice or position without a usable `{key}`"),
    }
}

#[cfg(test)]
mod tests {
    use domain::unit::Unit;

    use super::*;

    const INVOICE: &str = r#"{"id":"135582100","objectName":"Invoice","invoiceNumber":null,"status":"100",
        "contact":{"id":"138810483","objectName":"Contact"},"sevClient":{"id":"1303847","objectName":"SevClient"},
        "customerInternalNote":"BH-2026-07-4F7K2Q","sumNet":"308.75","sumTax":"58.66","sumGross":"367.41",
        "sumDiscounts":"0","paidAmount":0}"#;

    fn position(id: u64, number: i64, quantity: &str) -> Fields {
        let json = format!(
            r#"{{"id":"{id}","objectName":"InvoicePos","positionNumber":"{number}","quantity":{quantity},"price":"95",
                "name":"Backend","text":"12 Einträge","unity":{{"id":"9","objectName":"Unity"}},"taxRate":"19"}}"#
        );
        Fields::parse(&json).unwrap()
    }

    fn settings() -> Settings {
        Settings {
            unit_ids: [("hour".to_owned(), "9".to_owned())].into(),
            ..Settings::default()
        }
    }

    fn read(invoice: &str) -> Result<ReadBack, ProviderError> {
        let positions = vec![
            position(3, 1, "\"2.5\""),
            position(2, 0, "true"),
            position(1, 1, "0.5"),
        ];
        Received::new(Fields::parse(invoice).unwrap(), positions).read(&settings())
    }

    #[test]
    fn an_invoice_is_read_in_our_words() {
        let document = read(INVOICE).unwrap();
        assert_eq!(document.status, RemoteStatus::Draft);
        assert_eq!(document.organisation_id, "1303847");
        assert_eq!(
            (document.net, document.tax, document.gross),
            (Cents(30_875), Cents(5_866), Cents(36_741))
        );
        assert_eq!(document.number, None);
        let lines: Vec<_> = document
            .lines
            .iter()
            .map(|line| (line.id.as_str(), line.quantity.to_string()))
            .collect();
        assert_eq!(
            lines,
            [
                ("2", "1".to_owned()),
                ("1", "0.5".to_owned()),
                ("3", "2.5".to_owned())
            ]
        );
        let line = &document.lines[0];
        assert_eq!(
            (line.text.as_str(), line.unit, line.tax),
            ("Backend\n12 Einträge", Some(Unit::Hour), TaxRate(1900))
        );
    }

    #[test]
    fn what_is_not_a_draft_is_final() {
        for status in ["200", "750", "1000", "500"] {
            let invoice = INVOICE.replace(r#""status":"100""#, &format!(r#""status":"{status}""#));
            assert_eq!(read(&invoice).unwrap().status, RemoteStatus::Finalised);
        }
    }

    #[test]
    fn what_every_invoice_has_must_be_there() {
        for key in [
            "status",
            "sevClient",
            "contact",
            "sumNet",
            "sumTax",
            "sumGross",
            "id",
        ] {
            let invoice = INVOICE.replace(&format!("\"{key}\""), "\"other\"");
            assert!(
                matches!(read(&invoice), Err(ProviderError::Unexpected { .. })),
                "{key}"
            );
        }
    }

    #[test]
    fn a_rate_is_exact_or_none() {
        assert_eq!(rate("19".parse().unwrap()), Some(TaxRate(1900)));
        assert_eq!(rate("5.50".parse().unwrap()), Some(TaxRate(550)));
        assert_eq!(rate("5.555".parse().unwrap()), None);
        assert_eq!(rate(Decimal::MAX), None);
    }
}
