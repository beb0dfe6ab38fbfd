//! What v2 answers, in our words.

use super::KEY;
use super::calls::Statuses;
use super::wire::INVOICE;
use crate::error::ProviderError;
use crate::hq::calls::lacks;
use crate::hq::document::{self, Head, Line};
use crate::hq::fields::Fields;
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

/// A position.
pub(super) fn line(row: Fields, settings: &HqSettings) -> Result<Line, ProviderError> {
    let decimal = |key: &str| row.decimal(key).ok_or_else(|| lacks(key));
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
