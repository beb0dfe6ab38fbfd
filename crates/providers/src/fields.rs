//! JSON objects as a tool sent them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::money::Cents;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An object whose values stay the text that was received until they are asked for. So no digit passes through binary
/// floating point, and a field that we do not know is kept. What only one tool writes like this is read in its folder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fields(BTreeMap<String, Box<RawValue>>);

impl Fields {
    /// Reads an object; `None` if the text is something else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The value as received; `None` if it is missing or `null`.
    pub(crate) fn raw(&self, key: &str) -> Option<&str> {
        let raw = self.0.get(key).map(|raw| raw.get());
        raw.filter(|raw| *raw != "null")
    }

    /// A text; a number or a truth value counts as its letters.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let raw = self.raw(key)?;
        match raw.as_bytes().first()? {
            b'"' => serde_json::from_str(raw).ok(),
            b'{' | b'[' => None,
            _ => Some(raw.to_owned()),
        }
    }

    /// A text, empty if it is missing.
    pub(crate) fn text_or_empty(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// An exact decimal number, as a number or as a text.
    pub(crate) fn decimal(&self, key: &str) -> Option<Decimal> {
        let text = self.text(key)?;
        let text = text.trim();
        text.parse()
            .or_else(|_| Decimal::from_scientific(text))
            .ok()
    }

    /// An amount in euro.
    pub(crate) fn cents(&self, key: &str) -> Option<Cents> {
        self.decimal(key).and_then(Cents::from_euro)
    }

    /// An id: a positive whole number.
    pub(crate) fn id(&self, key: &str) -> Option<String> {
        let id: u64 = self.text(key)?.parse().ok()?;
        (id > 0).then(|| id.to_string())
    }

    /// An instant. Where it names no offset, UTC is meant (developer.hellohq.io, `…On` fields).
    pub(crate) fn instant(&self, key: &str) -> Option<DateTime<Utc>> {
        let text = self.text(key)?;
        let zoned = DateTime::parse_from_rfc3339(&text);
        zoned
            .or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}Z")))
            .map(|at| at.to_utc())
            .ok()
    }

    /// A nested object.
    pub(crate) fn object(&self, key: &str) -> Option<Self> {
        Self::parse(self.raw(key)?)
    }

    /// All fields with the text of their values, as received.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), raw.get()))
    }

    /// The same object with some fields left out or written differently: `rewrite` answers the new value, or `None`.
    pub(crate) fn rewritten(
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
    pub(crate) fn put(&mut self, key: &str, value: Box<RawValue>) {
        self.0.insert(key.to_owned(), value);
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
            ("-0.350", "-0.350"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("1.0E-5", "0.000010"),
            ("\"3.25\"", "3.25"),
        ] {
            let read = fields(written).decimal("x").unwrap();
            assert_eq!(read.to_string(), meant, "{written}");
        }
        for nonsense in ["null", "true", "{}", "[1]", "\"\"", "\"viel\"", "1e400"] {
            assert_eq!(fields(nonsense).decimal("x"), None, "{nonsense}");
        }
        assert_eq!(Fields::default().decimal("x"), None);
    }

    #[test]
    fn an_id_is_a_positive_number() {
        for written in ["158001", "\"158001\""] {
            assert_eq!(fields(written).id("x").as_deref(), Some("158001"));
        }
        for nonsense in [
            "0", "\"0\"", "-1", "1.5", "true", "null", "{}", "\"\"", "\"../x\"", "[1]",
        ] {
            assert_eq!(fields(nonsense).id("x"), None, "{nonsense}");
        }
    }
}
