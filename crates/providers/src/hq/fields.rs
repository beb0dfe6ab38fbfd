//! JSON objects of both APIs, whose values stay the text that was received until they are asked for: no digit passes
//! through binary floating point.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Cents;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An object.
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
        let raw = self.0.get(key).map(|raw| raw.get());
        raw.filter(|raw| *raw != "null")
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

    /// An exact decimal number.
    pub(super) fn decimal(&self, key: &str) -> Option<Decimal> {
        let text = self.text(key)?;
        text.parse()
            .or_else(|_| Decimal::from_scientific(&text))
            .ok()
    }

    /// An amount in euro.
    pub(super) fn cents(&self, key: &str) -> Option<Cents> {
        self.decimal(key).and_then(Cents::from_euro)
    }

    /// Whether a field is `true`.
    pub(super) fn is_true(&self, key: &str) -> bool {
        self.raw(key) == Some("true")
    }

    /// The day of a date field: its time and its offset are not meant (developer.hellohq.io: `…Date` has no time zone).
    pub(super) fn day(&self, key: &str) -> Option<NaiveDate> {
        self.text(key)?.get(..10)?.parse().ok()
    }

    /// An instant; `…On` fields are in UTC, with or without saying so (developer.hellohq.io).
    pub(super) fn instant(&self, key: &str) -> Option<DateTime<Utc>> {
        let text = self.text(key)?;
        let zoned = DateTime::parse_from_rfc3339(&text);
        zoned
            .or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}Z")))
            .map(|at| at.to_utc())
            .ok()
    }

    /// A nested object.
    pub(super) fn object(&self, key: &str) -> Option<Self> {
        Self::parse(self.raw(key)?)
    }

    /// An id: a positive whole number.
    pub(super) fn id(&self, key: &str) -> Option<String> {
        let id: u64 = self.text(key)?.parse().ok()?;
        (id > 0).then(|| id.to_string())
    }

    /// All fields with the text of their values, as received.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), raw.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: &str) -> Fields {
        Fields::parse(&format!(r#"{{"x":{value}}}"#)).unwrap()
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (written, meant) in [
            ("95.0", "95.0"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("1.0E-5", "0.000010"),
            ("\"3.25\"", "3.25"),
        ] {
            let read = fields(written).decimal("x").unwrap();
            assert_eq!(read.to_string(), meant, "{written}");
        }
        for nonsense in ["null", "true", "{}", "\"viel\"", "1e400"] {
            assert_eq!(fields(nonsense).decimal("x"), None, "{nonsense}");
        }
    }

    #[test]
    fn an_id_is_a_positive_number() {
        assert_eq!(fields("158001").id("x").as_deref(), Some("158001"));
        for nonsense in ["0", "-1", "1.5", "null", "\"../x\"", "[1]"] {
            assert_eq!(fields(nonsense).id("x"), None, "{nonsense}");
        }
    }

    #[test]
    fn a_date_is_not_moved_by_its_offset() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 31);
        for written in [
            "2026-07-31",
            "2026-07-31T00:00:00.000",
            "2026-07-31T00:00:00+02:00",
        ] {
            assert_eq!(fields(&format!("\"{written}\"")).day("x"), day, "{written}");
        }
        let at = fields("\"2026-07-31T22:15:00.516\"").instant("x").unwrap();
        assert_eq!(at.to_rfc3339(), "2026-07-31T22:15:00.516+00:00");
    }
}
