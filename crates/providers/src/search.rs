//! Finding names as people type them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that do not decompose, and what people type for them.
const SPELT: [(char, &str); 8] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ł', "l"),
    ('ı', "i"),
    ('þ', "th"),
];

/// A text in small letters without marks: `Müller & Söhne` becomes `muller & sohne`.
pub(crate) fn folded(text: &str) -> String {
    fold(text, |_| None)
}

/// The same with umlauts written out: `mueller & soehne`.
fn written_out(text: &str) -> String {
    fold(text, |letter| match letter {
        'ä' => Some("ae"),
        'ö' => Some("oe"),
        'ü' => Some("ue"),
        _ => None,
    })
}

fn fold(text: &str, umlaut: impl Fn(char) -> Option<&'static str>) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        let spelt = SPELT
            .iter()
            .find(|(from, _)| *from == letter)
            .map(|(_, to)| *to);
        match umlaut(letter).or(spelt) {
            Some(letters) => folded.push_str(letters),
            None => folded.extend(
                std::iter::once(letter)
                    .nfkd()
                    .filter(|c| !is_combining_mark(*c)),
            ),
        }
    }
    folded
}

/// What somebody typed into a search field.
pub(crate) struct Needle(Vec<[String; 2]>);

impl Needle {
    /// The words of a search, each in both spellings.
    pub(crate) fn new(search: &str) -> Self {
        Self(
            search
                .split_whitespace()
                .map(|word| [folded(word), written_out(word)])
                .collect(),
        )
    }

    /// Whether every word is in one of the texts, in either spelling. No words are in everything.
    pub(crate) fn is_in(&self, texts: &[&str]) -> bool {
        let hay: Vec<String> = texts
            .iter()
            .flat_map(|text| [folded(text), written_out(text)])
            .collect();
        let contains = |word: &String| hay.iter().any(|text| text.contains(word.as_str()));
        self.0
            .iter()
            .all(|spellings| spellings.iter().any(contains))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, name: &str) -> bool {
        Needle::new(search).is_in(&[name, "K-1007"])
    }

    #[test]
    fn people_are_found_however_they_are_typed() {
        for search in [
            "müller",
            "MÜLLER",
            "muller",
            "mueller",
            "Mu\u{308}ller",
            "söhne mül",
            "& S",
            "",
            "  ",
            "1007",
            "k-10 mül",
        ] {
            assert!(finds(search, "Müller & Söhne GmbH"), "{search}");
        }
        assert!(finds("Müller", "Mueller GbR"));
        assert!(finds("strasse", "Café „Zur Straße“"));
        assert!(finds("cafe", "Café „Zur Linde“"));
        assert!(finds("lodz", "Łódź Sp. z o.o."));
    }

    #[test]
    fn others_are_not_found() {
        for search in ["maller", "müller acme", "1008", "söhnne"] {
            assert!(!finds(search, "Müller & Söhne GmbH"), "{search}");
        }
    }
}
