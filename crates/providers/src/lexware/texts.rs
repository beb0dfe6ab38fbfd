//! Texts in which some characters mean something.
//!
//! Since 5 May 2026 introduction, remark and descriptions turn `**bold**`, `__italic__` and lines that begin with `- `
//! into formatting (developers.lexware.io, FAQ "Text formatting"). How to escape them is not documented, so they are
//! kept from being markers by white space that is hardly seen.

/// Too narrow to be noticed between two characters.
const HAIR_SPACE: char = '\u{200A}';
/// Looks like a space, and makes no list.
const NO_BREAK_SPACE: char = '\u{A0}';

/// A text that is printed as it was typed. Only white space is added to it.
pub(super) fn plain(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(plain_line).collect();
    lines.join("\n")
}

fn plain_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let (indent, rest) = line.split_at(indent);
    let mut plain = indent.to_owned();
    let rest = match rest.strip_prefix("- ") {
        Some(item) => {
            plain.push('-');
            plain.push(NO_BREAK_SPACE);
            item
        }
        None => rest,
    };
    let mut before = None;
    for letter in rest.chars() {
        if matches!(letter, '*' | '_') && before == Some(letter) {
            plain.push(HAIR_SPACE);
        }
        plain.push(letter);
        before = Some(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::same_letters;

    #[test]
    fn no_marker_is_left_and_no_letter_is_lost() {
        for text in [
            "**fett** und __kursiv__",
            "- eins\n  - zwei\n-drei",
            "****",
            "snake__case * 2 ** 3\r\n- x",
            "ganz gewöhnlich - mit Strich",
        ] {
            let plain = plain(text);
            assert!(!plain.contains("**") && !plain.contains("__"), "{plain:?}");
            assert!(
                plain
                    .lines()
                    .all(|line| !line.trim_start().starts_with("- ")),
                "{plain:?}"
            );
            assert!(same_letters(text, &plain), "{plain:?}");
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        let text = "Ihr Auftrag vom 1.9. – 5 * 3 Std., a_b\n\nDanke - bis bald";
        assert_eq!(plain(text), text);
    }
}
