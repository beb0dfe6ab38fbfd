//! What to ask the list of contacts for.
//!
//! `_` stands for one character and `%` for any number of them, unless a backslash stands before; and `&`, `<` and `>`
//! must be written as HTML before they are written for the URL (developers.lexware.io, "Filtering Contacts" and FAQ
//! "Search string encoding").

/// Shorter questions are refused.
const SHORTEST: usize = 3;

/// Letters that people type in more than one way, as many as one typed way stands for.
const SPELT: [(&str, char); 14] = [
    ("ae", '%'),
    ("oe", '%'),
    ("ue", '%'),
    ("ss", '%'),
    ("ä", '%'),
    ("ö", '%'),
    ("ü", '%'),
    ("ß", '%'),
    ("a", '_'),
    ("o", '_'),
    ("u", '_'),
    ("e", '_'),
    ("é", '_'),
    ("ø", '_'),
];

/// Questions that find names with these words in them, the narrower one first: all words in the order in which they were
/// typed, and the longest of them alone. Letters that may be spelt differently are left open. None where they would be
/// too short to be asked.
pub(super) fn of(search: &str) -> Vec<String> {
    let words: Vec<&str> = search.split_whitespace().collect();
    let longest = words.iter().copied().max_by_key(|word| length(word));
    let all = words.iter().map(|word| opened(word));
    let all = all.collect::<Vec<_>>().join("%");
    let mut questions: Vec<String> = Vec::new();
    if length(&words.join(" ")) >= SHORTEST {
        questions.extend(askable(all));
    }
    if words.len() > 1
        && let Some(longest) = longest.filter(|word| length(word) >= SHORTEST)
    {
        questions.extend(askable(opened(longest)));
    }
    questions
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A question with at least one letter, made long enough where open letters shortened it.
fn askable(pattern: String) -> Option<String> {
    let has_letters = pattern.chars().any(|letter| !"%_".contains(letter));
    let missing = SHORTEST.saturating_sub(length(&pattern));
    has_letters.then(|| format!("{}{pattern}", "%".repeat(missing)))
}

fn opened(word: &str) -> String {
    let word = word.to_lowercase();
    let mut pattern = String::new();
    let mut rest = word.as_str();
    while let Some(letter) = rest.chars().next() {
        let spelt = SPELT.iter().find(|(typed, _)| rest.starts_with(typed));
        if let Some((typed, open)) = spelt {
            pattern.push(*open);
            rest = &rest[typed.len()..];
            continue;
        }
        match letter {
            '&' => pattern.push_str("&amp;"),
            '<' => pattern.push_str("&lt;"),
            '>' => pattern.push_str("&gt;"),
            '_' | '%' | '\\' => pattern.extend(['\\', letter]),
            other => pattern.push(other),
        }
        rest = &rest[letter.len_utf8()..];
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_are_asked_for_and_then_the_longest_with_open_letters() {
        let cases: [(&str, &[&str]); 10] = [
            ("Müller & Söhne", &["m%ll_r%&amp;%s%hn_", "m%ll_r"]),
            ("mueller", &["m%ll_r"]),
            ("muller", &["m_ll_r"]),
            ("B&B", &["b&amp;b"]),
            ("a<b>", &["_&lt;b&gt;"]),
            ("100%ig", &["100\\%ig"]),
            ("x_y", &["x\\_y"]),
            ("& s", &["&amp;%s"]),
            ("Uebi", &["%bi"]),
            ("Kunde 7", &["k_nd_%7", "k_nd_"]),
        ];
        for (search, questions) in cases {
            assert_eq!(of(search), questions, "{search}");
        }
        assert_eq!(of("ueb"), ["%%b"]);
    }

    #[test]
    fn what_is_too_short_is_not_asked() {
        for search in ["", "  ", "ab", "7", "aou", "ÄÖÜ"] {
            assert!(of(search).is_empty(), "{search}");
        }
    }
}
