//! JSON to answer with: fields in the order in which they are written down, decimals with exact digits.

use std::fmt::Display;

use rust_decimal::Decimal;
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A JSON value to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Out {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Out>),
    Object(Vec<(&'static str, Out)>),
}

impl Out {
    /// A text.
    pub(crate) fn text(value: impl Display) -> Self {
        Self::Text(value.to_string())
    }

    /// A text, or `null`.
    pub(crate) fn maybe(value: Option<impl Display>) -> Self {
        value.map_or(Self::Null, Self::text)
    }

    /// A number.
    pub(crate) fn number(value: impl Into<Decimal>) -> Self {
        Self::Number(value.into())
    }

    /// An object with its fields in this order.
    pub(crate) fn object<const N: usize>(fields: [(&'static str, Self); N]) -> Self {
        Self::Object(fields.into())
    }
}

impl Serialize for Out {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => RawValue::from_string(value.normalize().to_string())
                .map_err(S::Error::custom)?
                .serialize(serializer),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(fields) => {
                let mut object = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_digits_are_kept() {
        let out = Out::object([
            ("z", Out::number(Decimal::new(30_875, 2))),
            (
                "a",
                Out::List(vec![Out::Null, Out::Bool(true), Out::text("\"")]),
            ),
        ]);
        assert_eq!(
            serde_json::to_string(&out).unwrap(),
            r#"{"z":308.75,"a":[null,true,"\""]}"#
        );
    }
}
