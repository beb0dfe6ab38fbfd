//! What of a received draft is sent back when something is added to it: everything but what sevDesk computes.
//!
//! Nobody has published what an update does to fields and positions that it does not list; of vouchers, which are saved
//! in the same way, it was measured that the total covers only the positions of the call. So all of it is listed.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::value::RawValue;

use super::wire;
use crate::fields::Fields;

/// Fields that sevDesk fills by itself: those that its request models call read-only, what belongs to the answer alone,
/// and `sendType`, which reads `"0"` on a draft and has no such value (sevDesk OpenAPI, `Model_Invoice`,
/// `Model_InvoicePos`). Sums go by their prefix.
const COMPUTED: [&str; 16] = [
    "accountIntervall",
    "accountNextInvoice",
    "additionalInformation",
    "create",
    "createUser",
    "dunningLevel",
    "enshrined",
    "invoice",
    "paidAmount",
    "priceGross",
    "priceNet",
    "priceTax",
    "sendType",
    "sevClient",
    "temporary",
    "update",
];

/// Dates of the head. Answers have them as RFC 3339, requests are documented to take Unix seconds.
const DATES: [&str; 5] = [
    "deliveryDate",
    "deliveryDateUntil",
    "invoiceDate",
    "payDate",
    "sendDate",
];

/// Numbers that answers have as text and requests are documented to take as number.
const NUMBERS: [&str; 2] = ["id", "quantity"];

/// Head fields that a comparison looks at by name.
const HEAD_BY_NAME: [&str; 5] = [
    "contact",
    "customerInternalNote",
    "id",
    "objectName",
    "status",
];

/// Position fields that a comparison looks at by name.
const LINE_BY_NAME: [&str; 7] = [
    "id",
    "name",
    "objectName",
    "price",
    "quantity",
    "taxRate",
    "text",
];

/// A received head or position as it is sent back.
pub(super) fn kept(received: &Fields) -> Fields {
    let mut kept =
        received.rewritten(|key, raw| is_kept(key, raw.get()).then(|| as_request(key, raw)));
    if let Some(yes) = wire::literal(true) {
        kept.put("mapAll", yes);
    }
    kept
}

/// What an addition must leave as it is in the head, beside what is compared by name.
pub(super) fn head_details(received: &Fields) -> BTreeMap<String, String> {
    details(received, &HEAD_BY_NAME)
}

/// What an addition must leave as it is in a position, beside what is compared by name.
pub(super) fn line_details(received: &Fields) -> BTreeMap<String, String> {
    details(received, &LINE_BY_NAME)
}

fn details(received: &Fields, by_name: &[&str]) -> BTreeMap<String, String> {
    let others = received
        .iter()
        .filter(|(key, raw)| is_kept(key, raw) && !by_name.contains(key));
    others
        .map(|(key, raw)| (key.to_owned(), raw.to_owned()))
        .collect()
}

/// An empty field cannot be lost, and not every empty field may be sent.
fn is_kept(key: &str, raw: &str) -> bool {
    raw != "null" && !key.starts_with("sum") && !COMPUTED.contains(&key)
}

/// The value in the notation of requests; the same value, and as received where we have nothing better.
fn as_request(key: &str, raw: &RawValue) -> Box<RawValue> {
    let text: Option<String> = serde_json::from_str(raw.get()).ok();
    let rewritten = text.and_then(|text| {
        if DATES.contains(&key) {
            wire::literal(DateTime::parse_from_rfc3339(&text).ok()?.timestamp())
        } else if NUMBERS.contains(&key) {
            wire::number(text.parse().ok()?)
        } else {
            None
        }
    });
    rewritten.unwrap_or_else(|| raw.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(received: &str) -> String {
        serde_json::to_string(&kept(&Fields::parse(received).unwrap())).unwrap()
    }

    #[test]
    fn a_draft_is_sent_back_without_what_is_computed() {
        let received = r#"{"id":"135582100","objectName":"Invoice","create":"2026-09-28T19:39:15+02:00",
            "update":"2026-09-28T19:39:15+02:00","sevClient":{"id":"1","objectName":"SevClient"},
            "invoiceDate":"2026-07-31T00:00:00+02:00","footText":null,"discount":"0","sumNet":"29",
            "sumNetForeignCurrency":"0","paidAmount":0,"enshrined":null,"sendType":"0",
            "contact":{"id": "7", "objectName": "Contact"},"unheardOf":{"a":[1.50]}}"#;
        let expected = concat!(
            r#"{"contact":{"id": "7", "objectName": "Contact"},"discount":"0","id":135582100,"#,
            r#""invoiceDate":1785448800,"mapAll":true,"objectName":"Invoice","unheardOf":{"a":[1.50]}}"#,
        );
        assert_eq!(sent(received), expected);
    }

    #[test]
    fn a_position_keeps_its_article_its_discount_and_its_digits() {
        let received = r#"{"id":"362964135","objectName":"InvoicePos","part":{"id":"5","objectName":"Part"},
            "quantity":"0.333","price":"95.125","priceNet":"95.125","discount":"10","positionNumber":"1000",
            "invoice":{"id":"1","objectName":"Invoice"},"temporary":"0","taxRate":"19","text":"a\nb"}"#;
        let expected = concat!(
            r#"{"discount":"10","id":362964135,"mapAll":true,"objectName":"InvoicePos","#,
            r#""part":{"id":"5","objectName":"Part"},"positionNumber":"1000","price":"95.125","quantity":0.333,"#,
            r#""taxRate":"19","text":"a\nb"}"#,
        );
        assert_eq!(sent(received), expected);
    }

    #[test]
    fn what_is_not_compared_by_name_is_a_detail() {
        let received =
            Fields::parse(r#"{"id":"1","name":"a","discount":"10","update":"x","part":null}"#)
                .unwrap();
        assert_eq!(
            line_details(&received),
            [("discount".to_owned(), "\"10\"".to_owned())].into()
        );
        assert_eq!(
            head_details(&received).keys().collect::<Vec<_>>(),
            ["discount", "name"]
        );
    }
}
