//! Text that reads as it is stored.

/// Text as we keep it: no control characters, no characters that hide or reorder others, `\n` between lines, trimmed.
///
/// Bidi controls can make an invoice read differently from what is stored (CVE-2021-42574). What scripts and emoji need
/// stays inside a text, though it has no width: the joiners U+200C and U+200D, and variation selectors.
pub fn clean(text: &str) -> String {
    let kept: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(plain)
        .filter(|c| *c == '\n' || !(c.is_control() || is_invisible(*c)))
        .collect();
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}');
    kept.trim_matches(blank).to_owned()
}

/// One kind of line break, and a blank for a tab.
fn plain(c: char) -> char {
    match c {
        '\t' => ' ',
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        other => other,
    }
}

/// What shows nothing itself but changes or hides what a reader sees, or is no character at all.
fn is_invisible(c: char) -> bool {
    let bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let zero_width = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    );
    let filler = matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    let steering =
        matches!(c, '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    let no_character =
        matches!(c, '\u{fdd0}'..='\u{fdef}') || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff);
    bidi || zero_width || filler || steering || no_character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_as_it_is_stored() {
        for (text, expected) in [
            (" Rech\u{202e}nung\u{0} \u{1b}[31m ", "Rechnung [31m"),
            ("eins\r\nzwei\rdrei\u{2028}vier", "eins\nzwei\ndrei\nvier"),
            ("a\tb", "a b"),
            ("Kon\u{ad}zept\u{200b}", "Konzept"),
            ("\u{61c}\u{2066}1.500\u{2069}", "1.500"),
            ("\u{e0049}\u{e0067}\u{fdd0}\u{1fffe}x", "x"),
            ("\u{3164}\u{200d}\u{200c} ", ""),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for text in [
            "می\u{200c}خواهم",
            "👩\u{200d}💻 ❤\u{fe0f}",
            "Müller & Söhne, Škoda",
            "שלום",
        ] {
            assert_eq!(clean(text), text);
        }
    }
}
