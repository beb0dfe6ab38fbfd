//! The text filters of lists.
//!
//! developers.lexware.io, "Search String Encoding": `&`, `<` and `>` must be written as HTML before they are written
//! for the URL, because the stored text is compared in that form. `_` stands for one character and `%` for any number,
//! unless a backslash stands before them ("Filtering Contacts").

/// A text as it is stored for searching.
pub(super) fn stored(text: &str) -> String {
    let html = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    html.to_lowercase()
}

/// Whether a stored text contains the pattern, whatever its case.
pub(super) fn contains(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = stored(text).chars().collect();
    let pattern = parse(&pattern.to_lowercase());
    (0..=text.len()).any(|start| starts(&text[start..], &pattern))
}

/// What a pattern is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    This(char),
    One,
    Any,
}

fn parse(pattern: &str) -> Vec<Piece> {
    let mut letters = pattern.chars();
    let mut pieces = Vec::new();
    while let Some(letter) = letters.next() {
        pieces.push(match letter {
            '_' => Piece::One,
            '%' => Piece::Any,
            '\\' => Piece::This(letters.next().unwrap_or('\\')),
            other => Piece::This(other),
        });
    }
    pieces
}

fn starts(text: &[char], pattern: &[Piece]) -> bool {
    let Some((piece, rest)) = pattern.split_first() else {
        return true;
    };
    match piece {
        Piece::Any => (0..=text.len()).any(|skipped| starts(&text[skipped..], rest)),
        Piece::One => !text.is_empty() && starts(&text[1..], rest),
        Piece::This(letter) => text.first() == Some(letter) && starts(&text[1..], rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ampersand_is_found_only_as_html() {
        assert!(contains("Müller & Söhne GmbH", "müller &amp; s"));
        assert!(!contains("Müller & Söhne GmbH", "Müller & S"));
    }

    #[test]
    fn wildcards_stand_for_letters_unless_escaped() {
        assert!(contains("Meier 100% GmbH", "m__er"));
        assert!(contains("Meier 100% GmbH", "me%gmbh"));
        assert!(contains("Meier 100% GmbH", "100\\%"));
        assert!(!contains("Meier 1000 GmbH", "100\\%"));
    }
}
