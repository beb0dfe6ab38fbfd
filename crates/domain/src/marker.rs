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
