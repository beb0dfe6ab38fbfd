//! JSON objects as sevDesk writes them: the same value is a text in one answer, a number in the next, and `true` where a
//! number is 1.
//!
//! Public source: recorded answers in `jernoxit/sevdesk-rs@cd8639c` (`tests/fixtures`).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use domain::money::Cents;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::dates;

/// An object whose values stay the text that was received until they are asked for. So no digit passes through binary
/// floating point, and a field that we do not know is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Fields(BTreeMap<String, Box<RawValue>>);

impl Fields {
    /// Reads an object; `None` if the text is something else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The value as received; `None` if it is missing or `null`.
    pub(super) fn raw(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(|raw| raw.get())
            .filter(|raw| *raw != "null")
    }

    /// A text; a number or a truth value counts as its letters.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let raw = self.raw(key)?;
        match raw.as_bytes().first()? {
            b'"' => serde_json::from_str(raw).ok(),
            b'{' | b'[' => None,
            _ => Some(raw.to_owned()),
        }
    }

    /// A text, empty if it is missing.
    pub(super) fn text_or_empty(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// An exact decimal number, written as text, number or truth value (`true` is 1).
    pub(super) fn decimal(&self, key: &str) -> Option<Decimal> {
        let text = self.text(key)?;
        match text.trim() {
            "true" => Some(Decimal::ONE),
            "false" => Some(Decimal::ZERO),
            text => text
                .parse()
                .or_else(|_| Decimal::from_scientific(text))
                .ok(),
        }
    }

    /// An amount in euro.
    pub(super) fn cents(&self, key: &str) -> Option<Cents> {
        self.decimal(key).and_then(Cents::from_euro)
    }

    /// A truth value: `true`, `"1"`, `1` and their opposites. Missing is false.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.text(key)
            .is_some_and(|text| matches!(text.as_str(), "true" | "1"))
    }

    /// The day of an instant in Berlin, where sevDesk lives.
    pub(super) fn day(&self, key: &str) -> Option<NaiveDate> {
        let instant = DateTime::parse_from_rfc3339(&self.text(key)?).ok()?;
        Some(dates::berlin_day(instant.to_utc()))
    }

    /// A nested object.
    pub(super) fn object(&self, key: &str) -> Option<Self> {
        Self::parse(self.raw(key)?)
    }

    /// The id in a reference such as `{"id": "7", "objectName": "Contact"}`.
    pub(super) fn reference(&self, key: &str) -> Option<String> {
        self.object(key)?.id()
    }

    /// The object's own id, which is a positive whole number.
    pub(super) fn id(&self) -> Option<String> {
        let id = self.text("id")?;
        let number: u64 = id.parse().ok()?;
        (number > 0).then_some(id)
    }

    /// All fields with the text of their values, as received.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), raw.get()))
    }

    /// The same object with some fields left out or written differently: `rewrite` answers the new value, or `None`.
    pub(super) fn rewritten(
        &self,
        rewrite: impl Fn(&str, &RawValue) -> Option<Box<RawValue>>,
    ) -> Self {
        let rewritten = self
            .0
            .iter()
            .filter_map(|(key, raw)| Some((key.clone(), rewrite(key, raw)?)));
        Self(rewritten.collect())
    }

    /// Puts a field in, or replaces it.
    pub(super) fn put(&mut self, key: &str, value: Box<RawValue>) {
        self.0.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::parse(text).unwrap()
    }

    #[test]
    fn a_quantity_is_read_however_it_is_written() {
        for (written, meant) in [
            ("\"3.25\"", "3.25"),
            ("3.25", "3.25"),
            ("true", "1"),
            ("false", "0"),
            ("\"29\"", "29"),
            ("-0.350", "-0.350"),
            ("1.0E-5", "0.000010"),
            ("0.1234567890123456789", "0.1234567890123456789"),
        ] {
            let quantity = fields(&format!(r#"{{"quantity":{written}}}"#)).decimal("quantity");
            assert_eq!(
                quantity.map(|q| q.to_string()).as_deref(),
                Some(meant),
                "{written}"
            );
        }
    }

    #[test]
    fn nonsense_is_no_number() {
        for written in ["null", "\"\"", "\"viel\"", "{}", "[1]", "1e400"] {
            assert_eq!(
                fields(&format!(r#"{{"quantity":{written}}}"#)).decimal("quantity"),
                None,
                "{written}"
            );
        }
        assert_eq!(fields("{}").decimal("quantity"), None);
    }

    #[test]
    fn flags_are_true_in_three_ways() {
        for (written, meant) in [
            ("true", true),
            ("\"1\"", true),
            ("1", true),
            ("false", false),
            ("\"0\"", false),
            ("null", false),
        ] {
            assert_eq!(
                fields(&format!(r#"{{"showNet":{written}}}"#)).flag("showNet"),
                meant,
                "{written}"
            );
        }
    }

    #[test]
    fn an_id_is_a_positive_number() {
        assert_eq!(
            fields(r#"{"id":"135582100"}"#).id().as_deref(),
            Some("135582100")
        );
        assert_eq!(
            fields(r#"{"id":135582100}"#).id().as_deref(),
            Some("135582100")
        );
        for written in [
            "null", "\"\"", "0", "\"0\"", "true", "-1", "1.5", "\"../x\"", "{}",
        ] {
            assert_eq!(
                fields(&format!(r#"{{"id":{written}}}"#)).id(),
                None,
                "{written}"
            );
        }
    }

    #[test]
    fn a_day_is_a_day_in_berlin() {
        let day = fields(r#"{"d":"2026-07-31T00:00:00+02:00"}"#).day("d");
        assert_eq!(day, NaiveDate::from_ymd_opt(2026, 7, 31));
        assert_eq!(fields(r#"{"d":"2026-07-30T22:00:00Z"}"#).day("d"), day);
    }
}
