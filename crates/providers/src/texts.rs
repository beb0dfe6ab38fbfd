//! What a position says, in tools where that is two fields: a name and a text below it.

/// The longest name of a position that we send, in characters. It is the limit of Lexware Office; sevDesk publishes
/// none, and a longer first line would not read as a name anyway.
const MAX_NAME: usize = 255;

/// A position's text as its `name` (printed bold) and its `text` (printed below).
///
/// The first line becomes the name. If it is too long it is cut at its last space, or right through a word that is
/// longer than a name may be; what is cut off goes in front of the text. [`joined`] puts both together again, up to
/// white space.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some((limit, _)) = line.char_indices().nth(MAX_NAME) else {
        return (line.trim_end(), rest);
    };
    // A space right after the limit still leaves a whole word in front of it.
    let within = line
        .char_indices()
        .nth(MAX_NAME + 1)
        .map_or(line, |(end, _)| &line[..end]);
    let cut = within.rfind(' ').filter(|at| *at > 0).unwrap_or(limit);
    (line[..cut].trim_end(), text[cut..].trim_start_matches(' '))
}

/// A position's name and text as one text.
pub(crate) fn joined(name: &str, text: &str) -> String {
    match (name.trim(), text.trim()) {
        (name, "") => name.to_owned(),
        ("", text) => text.to_owned(),
        (name, text) => format!("{name}\n{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn the_first_line_is_the_name() {
        assert_eq!(split("Relaunch"), ("Relaunch", ""));
        assert_eq!(
            split("Relaunch\nKonzept\nDesign"),
            ("Relaunch", "Konzept\nDesign")
        );
        assert_eq!(
            joined("Relaunch", "Konzept\nDesign"),
            "Relaunch\nKonzept\nDesign"
        );
    }

    #[test]
    fn a_long_first_line_is_cut_between_words() {
        let line = format!("{} {}", "ä".repeat(200), "ö".repeat(100));
        let (name, text) = split(&line);
        assert_eq!(
            (name, text),
            ("ä".repeat(200).as_str(), "ö".repeat(100).as_str())
        );
        let exactly = format!("{} Rest", "ü".repeat(255));
        assert_eq!(split(&exactly), ("ü".repeat(255).as_str(), "Rest"));
    }

    #[test]
    fn nothing_is_lost_and_no_name_is_too_long() {
        let texts = [
            String::new(),
            "x".repeat(255),
            "x".repeat(256),
            "x".repeat(2_000),
            "Wörter mit Leerraum ".repeat(100),
            format!("{}\nzweite", "x".repeat(255)),
            format!("{}\nzweite", "x".repeat(256)),
            format!("{}\nzweite", "kurz ".repeat(60)),
            format!(" {}", "x".repeat(300)),
            "eins\n\nzwei <script>alert(\"1\")</script> „so“ 👩‍💻".to_owned(),
        ];
        for text in texts {
            let (name, rest) = split(&text);
            assert!(name.chars().count() <= MAX_NAME, "{name}");
            assert_eq!(letters(&joined(name, rest)), letters(&text));
        }
    }
}
