//! What v1 answers, in our words.

use rust_decimal::Decimal;

use super::KEY;
use super::wire::INVOICE;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::hq::calls::lacks;
use crate::hq::document::{self, Head, Line};
use crate::hq::settings::HqSettings;
use crate::hq::texts;
use crate::provider::{ContactPerson, Customer, RemoteStatus};

/// The head of an invoice. An answer that lacks what every invoice has is an error, not a zero.
pub(super) fn head(row: Fields) -> Result<Head, ProviderError> {
    let amount = |key: &str| row.cents(key).ok_or_else(|| lacks(key));
    let id = |key: &str| row.id(key).ok_or_else(|| lacks(key));
    let status = row.text("Status").ok_or_else(|| lacks("Status"))?;
    Ok(Head {
        id: id(KEY)?,
        is_invoice: row.text("Type").as_deref() == Some(INVOICE),
        status: match status.as_str() {
            "Draft" => RemoteStatus::Draft,
            "Canceled" => RemoteStatus::Cancelled,
            _ => RemoteStatus::Finalised,
        },
        customer: id("CompanyId")?,
        created: row.instant("CreatedOn"),
        date: row.day("InvoiceDate"),
        currency: row.text_or_empty("Currency"),
        tax_option: row.text("TaxOption"),
        header: row.text_or_empty("Subject"),
        reference: row.text_or_empty("SyncId"),
        number: row.text("Number").filter(|number| !number.is_empty()),
        net: amount("NetTotal")?,
        tax: amount("VatTotal")?,
        gross: amount("GrossTotal")?,
        fields: row,
    })
}

/// The types of positions that are words alone, and may have no amounts (v1's API document, `DocumentPosition.Type`).
const WORDS: [&str; 4] = ["GroupHeader", "Textline", "Subtotal", "PositionGroup"];

/// A position.
pub(super) fn line(row: Fields, settings: &HqSettings) -> Result<Line, ProviderError> {
    let words = row
        .text("Type")
        .is_some_and(|kind| WORDS.contains(&kind.as_str()));
    let nothing = words.then_some(Decimal::ZERO);
    let decimal = |key: &str| row.decimal(key).or(nothing).ok_or_else(|| lacks(key));
    let unit = row.text("Unit");
    Ok(Line {
        id: row.id(KEY).ok_or_else(|| lacks(KEY))?,
        order: row.decimal("Order").unwrap_or_default(),
        text: texts::read(&row.text_or_empty("Text"), settings.text_format),
        quantity: decimal("Amount")?,
        unit: unit.and_then(|unit| settings.unit_texts.unit_with(&unit)),
        price: decimal("Price")?,
        tax: document::rate(decimal("Tax")?, settings.tax_scale)?,
        net: row.cents("TotalPrice"),
        vat: row.cents("TotalVat"),
        fields: row,
    })
}

/// A company.
pub(super) fn company(row: &Fields) -> Option<Customer> {
    Some(Customer {
        id: row.id(KEY)?,
        name: row.text("Name").filter(|name| !name.trim().is_empty())?,
        number: row.text_or_empty("DebitorNumber"),
    })
}

/// A user.
pub(super) fn user(row: &Fields) -> Option<ContactPerson> {
    let (first, last) = (
        row.text_or_empty("FirstName"),
        row.text_or_empty("LastName"),
    );
    let id = row.id(KEY)?;
    let name = format!("{first} {last}").trim().to_owned();
    let name = Some(name).filter(|name| !name.is_empty());
    Some(ContactPerson {
        name: name
            .or_else(|| row.text("UserName"))
            .unwrap_or_else(|| id.clone()),
        id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Line, ProviderError> {
        line(Fields::parse(json).unwrap(), &HqSettings::default())
    }

    #[test]
    fn only_words_may_lack_amounts() {
        let heading = read(r#"{"Id":5,"Type":"GroupHeader","Text":"<b>Teil 1</b>","Amount":null}"#);
        let heading = heading.unwrap();
        assert_eq!(
            (heading.text.as_str(), heading.quantity),
            ("Teil 1", Decimal::ZERO)
        );
        let article = r#"{"Id":5,"Type":"Article","Text":"x","Amount":1,"Price":2,"Tax":19}"#;
        assert!(read(article).is_ok());
        for key in ["Id", "Amount", "Price", "Tax"] {
            let lacking = article.replace(&format!("\"{key}\""), "\"Other\"");
            assert!(read(&lacking).is_err(), "{key}");
        }
    }
}
