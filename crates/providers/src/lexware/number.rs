//! Decimal numbers with exactly their digits, in JSON: nothing here passes through binary floating point.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A number that is written as a number, and read from a number or from a text (one official sample has a text).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number(pub(super) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.normalize().to_string())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get().trim_matches('"');
        let number = text
            .parse()
            .or_else(|_| Decimal::from_scientific(text))
            .map_err(|_| D::Error::custom("not a decimal number"))?;
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<String> {
        let number: Option<Number> = serde_json::from_str(json).ok();
        number.map(|Number(decimal)| decimal.to_string())
    }

    #[test]
    fn every_digit_survives() {
        for digits in ["3.3333", "0.1", "-0.35", "1554.16", "12345678901234.5678"] {
            assert_eq!(read(digits).as_deref(), Some(digits));
            let number = Number(digits.parse().unwrap());
            assert_eq!(serde_json::to_string(&number).unwrap(), digits);
        }
        assert_eq!(read("\"95.50\"").as_deref(), Some("95.50"));
        assert_eq!(read("1.0E2").as_deref(), Some("100"));
        for nonsense in ["null", "true", "\"viel\"", "[]", "{}", "1e400"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_number_is_written_without_zeros_at_its_end() {
        let number = Number("95.00".parse().unwrap());
        assert_eq!(serde_json::to_string(&number).unwrap(), "95");
    }
}
