//! The two languages of the pages.

use serde::{Deserialize, Serialize};

/// The reader's language; it also decides how numbers, dates and money look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English (1,520.00 €, 22 Nov 2026).
    #[default]
    En,
    /// German (1.520,00 €, 22.11.2026).
    De,
}

impl Locale {
    /// The tag for `<html lang>` and the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// A tag as stored or sent by us; anything else is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak, by its weights (RFC 9110, section 12.5.4).
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut wishes: Vec<(u16, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.split(';');
                let language = pieces
                    .next()?
                    .trim()
                    .split('-')
                    .next()?
                    .to_ascii_lowercase();
                let weight = pieces
                    .find_map(|p| p.trim().strip_prefix("q=").map(thousandths))
                    .unwrap_or(1000);
                Some((weight, Self::from_tag(&language)?))
            })
            .filter(|(weight, _)| *weight > 0)
            .collect();
        wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wishes.first().map(|(_, locale)| *locale)
    }
}

/// A quality value as thousandths: "0.8" is 800; nonsense is 0.
fn thousandths(q: &str) -> u16 {
    let (whole, fraction) = q.split_once('.').unwrap_or((q, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    let whole: u16 = whole.parse().unwrap_or(0);
    whole.min(1) * 1000
        + if whole == 0 {
            digits.parse().unwrap_or(0)
        } else {
            0
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_we_speak_wins() {
        let of = Locale::from_accept_language;
        assert_eq!(of("de-AT,de;q=0.9,en;q=0.8"), Some(Locale::De));
        assert_eq!(of("fr, en-GB;q=0.7, de;q=0.8"), Some(Locale::De));
        assert_eq!(of("en;q=0, de;q=0.1"), Some(Locale::De));
        assert_eq!(of("fr-CH, *;q=0.5"), None);
        assert_eq!(of(""), None);
    }
}
