//! Reading JSON objects field by field, with numbers kept as the digits that were sent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// An object of a request. Its values stay text until they are asked for, so that `0.1` never becomes binary.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fields(BTreeMap<String, Box<RawValue>>);

/// What a request says about a field: in an update, leaving a field out differs from emptying it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given<T> {
    /// The field isn't there.
    Absent,
    /// The field is `null`.
    Null,
    /// The field has a value.
    Value(T),
}

/// A field that holds something else than what belongs there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The field's name.
    pub(crate) field: String,
    /// What belongs there, in words.
    pub(crate) expected: &'static str,
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, or nothing when it is `null`; when the field is absent, what was there before.
    pub(crate) fn or_keep(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Absent => old,
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// A JSON value that is neither an object nor a list.
enum Scalar {
    Bool(bool),
    Number(String),
    Text(String),
}

impl Fields {
    /// Parses an object.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(text)
    }

    /// Whether the field is there with a value that isn't `null`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|raw| raw.get() != "null")
    }

    /// A text; a number counts as its digits.
    pub(crate) fn text(&self, key: &str) -> Result<Given<String>, Misfit> {
        self.scalar(key, "a text", |scalar| match scalar {
            Scalar::Text(text) | Scalar::Number(text) => Some(text),
            Scalar::Bool(_) => None,
        })
    }

    /// A decimal number, written as a number or as a text. `true` and `false` count as 1 and 0: that is how
    /// some answers hold a quantity of 1, and an answer may be sent back.
    pub(crate) fn decimal(&self, key: &str) -> Result<Given<Decimal>, Misfit> {
        self.scalar(key, "a decimal number", |scalar| match scalar {
            Scalar::Text(text) | Scalar::Number(text) => plain_decimal(&text),
            Scalar::Bool(yes) => Some(Decimal::from(u8::from(yes))),
        })
    }

    /// A whole number, written as a number or as a text.
    pub(crate) fn integer(&self, key: &str) -> Result<Given<i64>, Misfit> {
        self.scalar(key, "a whole number", |scalar| match scalar {
            Scalar::Text(text) | Scalar::Number(text) => text.parse().ok(),
            Scalar::Bool(_) => None,
        })
    }

    /// A yes or no: `true`, `1`, `"1"`, `"true"` and their opposites.
    pub(crate) fn flag(&self, key: &str) -> Result<Given<bool>, Misfit> {
        self.scalar(key, "true or false", |scalar| match scalar {
            Scalar::Bool(yes) => Some(yes),
            Scalar::Number(text) | Scalar::Text(text) => match text.as_str() {
                "1" | "true" => Some(true),
                "0" | "false" => Some(false),
                _ => None,
            },
        })
    }

    /// A nested object.
    pub(crate) fn object(&self, key: &str) -> Result<Given<Self>, Misfit> {
        self.nested(key, "an object")
    }

    /// A list of objects.
    pub(crate) fn list(&self, key: &str) -> Result<Given<Vec<Self>>, Misfit> {
        self.nested(key, "a list of objects")
    }

    fn nested<T: DeserializeOwned>(
        &self,
        key: &str,
        expected: &'static str,
    ) -> Result<Given<T>, Misfit> {
        match self.0.get(key).map(|raw| raw.get()) {
            None => Ok(Given::Absent),
            Some("null") => Ok(Given::Null),
            Some(raw) => serde_json::from_str(raw)
                .map(Given::Value)
                .map_err(|_| Misfit {
                    field: key.to_owned(),
                    expected,
                }),
        }
    }

    fn scalar<T>(
        &self,
        key: &str,
        expected: &'static str,
        read: impl FnOnce(Scalar) -> Option<T>,
    ) -> Result<Given<T>, Misfit> {
        let misfit = || Misfit {
            field: key.to_owned(),
            expected,
        };
        let raw = match self.0.get(key).map(|raw| raw.get()) {
            None => return Ok(Given::Absent),
            Some("null") => return Ok(Given::Null),
            Some(raw) => raw,
        };
        let scalar = match raw.as_bytes() {
            b"true" => Scalar::Bool(true),
            b"false" => Scalar::Bool(false),
            [b'"', ..] => Scalar::Text(serde_json::from_str(raw).map_err(|_| misfit())?),
            [b'{' | b'[', ..] => return Err(misfit()),
            _ => Scalar::Number(raw.to_owned()),
        };
        read(scalar).map(Given::Value).ok_or_else(misfit)
    }
}

/// A number of digits, sign and point alone; `Decimal` itself would also read `1e3` and `1_000`.
fn plain_decimal(text: &str) -> Option<Decimal> {
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_number_keeps_its_digits() {
        let fields = fields(r#"{"a": 0.1234567890123456789, "b": "95.00", "c": true}"#);
        assert_eq!(
            fields.decimal("a"),
            Ok(Given::Value("0.1234567890123456789".parse().unwrap()))
        );
        assert_eq!(fields.decimal("b"), Ok(Given::Value(Decimal::from(95))));
        assert_eq!(fields.decimal("c"), Ok(Given::Value(Decimal::ONE)));
    }

    #[test]
    fn absent_and_null_differ() {
        let fields = fields(r#"{"a": null}"#);
        assert_eq!(fields.text("a").unwrap().or_keep(Some("old".into())), None);
        assert_eq!(
            fields.text("b").unwrap().or_keep(Some("old".into())),
            Some("old".into())
        );
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let fields = fields(r#"{"a": {}, "b": "1e3", "c": [1]}"#);
        assert_eq!(fields.text("a").unwrap_err().field, "a");
        assert_eq!(
            fields.decimal("b").unwrap_err().expected,
            "a decimal number"
        );
        assert!(fields.list("c").is_err());
    }
}
