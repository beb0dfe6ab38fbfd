//! Our short reference on a remote draft, by which it can be found again.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// `BH-2026-10-7KQ2MD`: year and month of the service period's end, and 30 random bits. New for each attempt.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marker(String);

/// Crockford's base 32 without what can be misread: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How a marker is written: `0` stands for a digit, `X` for a letter of the alphabet.
const SHAPE: &[u8] = b"BH-0000-00-XXXXXX";

impl Marker {
    /// A marker from four random bytes, of which 30 bits are used.
    pub fn new(period_end: NaiveDate, random: [u8; 4]) -> Self {
        let bits = u32::from_be_bytes(random);
        let code: String = (0..6)
            .map(|i| char::from(ALPHABET[((bits >> (5 * i)) & 31) as usize]))
            .collect();
        Self(format!(
            "BH-{:04}-{:02}-{code}",
            period_end.year(),
            period_end.month()
        ))
    }

    /// A marker as stored.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Whether a text holds a marker, of whatever attempt.
    pub fn is_in(text: &str) -> bool {
        let is_one = |candidate: &[u8]| {
            candidate
                .iter()
                .zip(SHAPE)
                .all(|(letter, shape)| match shape {
                    b'0' => letter.is_ascii_digit(),
                    b'X' => ALPHABET.contains(letter),
                    _ => letter == shape,
                })
        };
        text.as_bytes().windows(SHAPE.len()).any(is_one)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_known_by_its_shape() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 31).unwrap();
        let marker = Marker::new(day, [7, 77, 177, 250]);
        for text in [marker.to_string(), format!("PO 7, {marker}!")] {
            assert!(Marker::is_in(&text), "{text}");
        }
        for text in [
            "",
            "PO 7",
            "BH-2026-07-4F7K2",
            "BH-2026-07-4F7K2I",
            "BH-2026-7-4F7K2QQ",
            "bh-2026-07-4f7k2q",
        ] {
            assert!(!Marker::is_in(text), "{text}");
        }
    }

    #[test]
    fn a_marker_names_its_month_and_differs_by_its_bits() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 31).unwrap();
        assert_eq!(Marker::new(day, [0, 0, 0, 0]).as_str(), "BH-2026-07-000000");
        assert_eq!(
            Marker::new(day, [255, 255, 255, 255]).as_str(),
            "BH-2026-07-ZZZZZZ"
        );
        assert_ne!(
            Marker::new(day, [0, 0, 0, 1]),
            Marker::new(day, [0, 0, 0, 2])
        );
    }
}
