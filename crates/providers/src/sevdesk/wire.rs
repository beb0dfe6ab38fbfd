//! What is sent to `POST /Invoice/Factory/saveInvoice`.
//!
//! Public source: sevDesk OpenAPI, `saveInvoice`, `Model_Invoice`, `Model_InvoicePos`.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::fields::Fields;

/// The whole request. sevDesk asks for the last four fields, in this order.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SaveInvoice<Head> {
    pub(super) invoice: Head,
    pub(super) invoice_pos_save: Vec<Line>,
    /// Always `null`.
    pub(super) invoice_pos_delete: (),
    /// Always `null`.
    pub(super) discount_save: (),
    /// Always `null`.
    pub(super) discount_delete: (),
    /// Copies the contact's first address into the invoice, which has none otherwise.
    pub(super) take_default_address: bool,
}

/// A position that is kept as it is, or one of ours.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Line {
    /// As received, minus what cannot be sent.
    Kept(Fields),
    /// Without an id: it is added.
    New(Box<NewPosition>),
}

/// The head of a new invoice.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewInvoice {
    pub(super) object_name: &'static str,
    pub(super) map_all: bool,
    /// Always `null`: sevDesk gives the number when the invoice is finalised.
    pub(super) invoice_number: (),
    pub(super) contact: Reference,
    pub(super) contact_person: Reference,
    /// `31.07.2026`.
    pub(super) invoice_date: String,
    /// Start of the service period, in Unix seconds.
    pub(super) delivery_date: i64,
    /// Its end.
    pub(super) delivery_date_until: i64,
    pub(super) header: Option<String>,
    /// HTML.
    pub(super) head_text: Option<String>,
    /// HTML.
    pub(super) foot_text: Option<String>,
    /// Percent of cash discount: always 0.
    pub(super) discount: u8,
    pub(super) status: u8,
    pub(super) invoice_type: &'static str,
    pub(super) currency: String,
    /// Whether prices are net.
    pub(super) show_net: bool,
    pub(super) small_settlement: bool,
    /// Bookkeeping 2.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tax_rule: Option<Reference>,
    /// Bookkeeping 1.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tax_type: Option<&'static str>,
    /// A dead field that must be there; rates belong to positions.
    pub(super) tax_rate: u8,
    pub(super) tax_text: String,
    pub(super) address_country: Reference,
    /// The field "Referenz/Bestellnummer".
    pub(super) customer_internal_note: String,
}

/// A position to add.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewPosition {
    pub(super) object_name: &'static str,
    pub(super) map_all: bool,
    /// Its place. Positions without one all get the same.
    pub(super) position_number: i64,
    /// A JSON number with exactly these digits.
    pub(super) quantity: Box<RawValue>,
    /// An exact decimal as text.
    pub(super) price: String,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) unity: Reference,
    /// In percent, an exact decimal as text.
    pub(super) tax_rate: String,
}

/// `{"id": 7, "objectName": "Contact"}`. Ids are sent as numbers, though answers have them as texts.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reference {
    id: u64,
    object_name: &'static str,
}

impl Reference {
    /// `None` if the id is no number.
    pub(super) fn new(id: &str, object_name: &'static str) -> Option<Self> {
        Some(Self {
            id: id.parse().ok()?,
            object_name,
        })
    }
}

/// A decimal as a JSON number with the same digits, never through binary floating point.
pub(super) fn number(value: Decimal) -> Option<Box<RawValue>> {
    RawValue::from_string(value.normalize().to_string()).ok()
}

/// A text as JSON.
pub(super) fn literal(value: impl Serialize) -> Option<Box<RawValue>> {
    serde_json::value::to_raw_value(&value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_arrive_as_they_are() {
        for (quantity, sent) in [
            ("3.25", "3.25"),
            ("16.00", "16"),
            ("0.10", "0.1"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("-0.5", "-0.5"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
            ("0.00", "0"),
        ] {
            assert_eq!(number(quantity.parse().unwrap()).unwrap().get(), sent);
        }
    }

    #[test]
    fn a_reference_needs_a_number() {
        let json = |id| serde_json::to_string(&Reference::new(id, "Contact")).unwrap();
        assert_eq!(
            json("138810483"),
            r#"{"id":138810483,"objectName":"Contact"}"#
        );
        assert_eq!(json("../138810483"), "null");
    }
}
