//! What v2 answers, in our words.

use rust_decimal::Decimal;

use super::KEY;
use super::calls::Statuses;
use super::wire::INVOICE;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::hq::calls::lacks;
use crate::hq::document::{self, Head, Line};
use crate::hq::settings::HqSettings;
use crate::hq::texts;
use crate::provider::{ContactPerson, Customer, RemoteStatus};

/// The head of a document. An answer that lacks what every document has is an error, not a zero.
pub(super) fn head(row: Fields, statuses: &Statuses) -> Result<Head, ProviderError> {
    let amount = |key: &str| row.cents(key).ok_or_else(|| lacks(key));
    let id = |key: &str| row.id(key).ok_or_else(|| lacks(key));
    let status = status(&row, statuses).ok_or_else(|| lacks("documentStatusType"))?;
    Ok(Head {
        id: id(KEY)?,
        is_invoice: row.text("documentType").as_deref() == Some(INVOICE),
        status: match status.as_str() {
            "Draft" => RemoteStatus::Draft,
            "Canceled" => RemoteStatus::Cancelled,
            _ => RemoteStatus::Finalised,
        },
        customer: id("companyId")?,
        created: row.instant("createdOn"),
        date: row.day("date"),
        currency: row.text_or_empty("currency"),
        tax_option: row.text("taxOption").filter(|option| !option.is_empty()),
        header: String::new(),
        reference: String::new(),
        number: row.text("number").filter(|number| !number.is_empty()),
        net: amount("netValue")?,
        tax: amount("taxValue")?,
        gross: amount("grossValue")?,
        fields: row,
    })
}

/// The type of a document's status: the document has it, or only the status's id.
fn status(row: &Fields, statuses: &Statuses) -> Option<String> {
    let entity = row.object("documentStatusEntity");
    let own = entity.and_then(|entity| entity.text("documentStatusType"));
    own.or_else(|| statuses.get(&row.id("documentStatusEntityId")?).cloned())
}

/// The types of positions that are words alone, and may have no amounts (v2's API document,
/// `DocumentPositionEntityType`).
const WORDS: [&str; 4] = ["Text", "PageBreak", "PositionGroup", "PositionSubgroup"];

/// A position.
pub(super) fn line(row: Fields, settings: &HqSettings) -> Result<Line, ProviderError> {
    let kind = row.text("documentPositionEntityType");
    let words = kind.is_some_and(|kind| WORDS.contains(&kind.as_str()));
    let nothing = words.then_some(Decimal::ZERO);
    let decimal = |key: &str| row.decimal(key).or(nothing).ok_or_else(|| lacks(key));
    let text = texts::read(&row.text_or_empty("text"), settings.text_format);
    let unit = row.id("unitId1").and_then(|id| id.parse().ok());
    let (text, unit) = match unit {
        Some(id) => (text, settings.unit_ids.unit_with(&Some(id))),
        None => texts::without_unit(&text, settings),
    };
    Ok(Line {
        id: row.id(KEY).ok_or_else(|| lacks(KEY))?,
        order: row.decimal("order").unwrap_or_default(),
        text,
        quantity: decimal("amount1")?,
        unit,
        price: decimal("price")?,
        tax: document::rate(decimal("tax")?, settings.tax_scale)?,
        net: row.cents("totalNetValue"),
        vat: row.cents("totalTaxValue"),
        fields: row,
    })
}

/// A company.
pub(super) fn company(row: &Fields) -> Option<Customer> {
    Some(Customer {
        id: row.id(KEY)?,
        name: row.text("name").filter(|name| !name.trim().is_empty())?,
        number: row.text_or_empty("debitorNumber"),
    })
}

/// A user.
pub(super) fn user(row: &Fields) -> Option<ContactPerson> {
    let (first, last) = (
        row.text_or_empty("firstName"),
        row.text_or_empty("lastName"),
    );
    let id = row.id(KEY)?;
    let name = format!("{first} {last}").trim().to_owned();
    let name = Some(name).filter(|name| !name.is_empty());
    Some(ContactPerson {
        name: name
            .or_else(|| row.text("eMailWork"))
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
        let words =
            r#"{"id":5,"documentPositionEntityType":"Text","text":"Teil 1","amount1":null}"#;
        assert_eq!(read(words).unwrap().quantity, Decimal::ZERO);
        let service =
            r#"{"id":5,"documentPositionEntityType":"Service","amount1":1,"price":2,"tax":19}"#;
        assert!(read(service).is_ok());
        for key in ["id", "amount1", "price", "tax"] {
            let lacking = service.replace(&format!("\"{key}\""), "\"other\"");
            assert!(read(&lacking).is_err(), "{key}");
        }
    }

    #[test]
    fn a_status_is_read_from_the_document_or_from_the_list() {
        let head = |status: &str| {
            let json = format!(
                r#"{{"id":7,"companyId":8,"documentType":"Invoice","netValue":0,"taxValue":0,"grossValue":0,{status}}}"#
            );
            let statuses = [("9011".to_owned(), "Draft".to_owned())].into();
            head(Fields::parse(&json).unwrap(), &statuses).map(|head| head.status)
        };
        let draft = Ok(RemoteStatus::Draft);
        assert_eq!(
            head(r#""documentStatusEntity":{"documentStatusType":"Draft"}"#),
            draft
        );
        assert_eq!(head(r#""documentStatusEntityId":9011"#), draft);
        let billed = head(r#""documentStatusEntity":{"documentStatusType":"Billed"}"#);
        assert_eq!(billed, Ok(RemoteStatus::Finalised));
        assert!(head(r#""documentStatusEntityId":9012"#).is_err());
    }
}
