//! Texts of lines: HTML in v1, and as it seems in v2.

use domain::unit::Unit;

use super::settings::{HqSettings, TextFormat};

/// What we type, as HQ takes it.
pub(super) fn written(text: &str, format: TextFormat) -> String {
    if format == TextFormat::Plain {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            letter => html.push(letter),
        }
    }
    html
}

/// What HQ has, as we typed it: tags go, line breaks stay.
pub(super) fn read(text: &str, format: TextFormat) -> String {
    if format == TextFormat::Plain {
        return text.trim().to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        if breaks_a_line(&tag[1..end]) {
            plain.push('\n');
        }
        rest = &tag[end + 1..];
    }
    plain.push_str(rest);
    unescaped(&plain).trim().to_owned()
}

/// A line break, or the end of a paragraph or of an item.
fn breaks_a_line(tag: &str) -> bool {
    let name = tag.split_whitespace().next().unwrap_or_default();
    let name = name.trim_end_matches('/').to_ascii_lowercase();
    matches!(name.as_str(), "br" | "/p" | "/div" | "/li")
}

/// The entities that editors of German texts write; others stay as they are.
const ENTITIES: [(&str, char); 17] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("euro", '€'),
    ("ndash", '–'),
    ("bdquo", '„'),
    ("ldquo", '“'),
];

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let named = from[1..].split_once(';');
        let known = named.and_then(|(name, after)| Some((letter(name)?, after)));
        let (letter, after) = known.unwrap_or(('&', &from[1..]));
        plain.push(letter);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The letter that an entity stands for, by its name or number.
fn letter(entity: &str) -> Option<char> {
    let number =
        entity
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            });
    let known = ENTITIES.iter().find(|(name, _)| *name == entity);
    number
        .and_then(char::from_u32)
        .filter(|letter| !letter.is_control())
        .or_else(|| known.map(|(_, letter)| *letter))
}

/// A line's text with its unit named in it, for a tool that was not told an id of the unit.
pub(super) fn with_unit(text: &str, unit: Unit, settings: &HqSettings) -> String {
    format!("{text}\n{}", naming(unit, settings))
}

/// The other way round: the text without it, and the unit.
pub(super) fn without_unit(text: &str, settings: &HqSettings) -> (String, Option<Unit>) {
    let named = Unit::ALL.into_iter().find_map(|unit| {
        let rest = text.trim_end().strip_suffix(&naming(unit, settings))?;
        Some((rest.trim_end().to_owned(), Some(unit)))
    });
    named.unwrap_or_else(|| (text.to_owned(), None))
}

fn naming(unit: Unit, settings: &HqSettings) -> String {
    format!("(Einheit: {})", settings.unit_texts.of(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_stays_text() {
        let typed = "a < b & \"c\"\n<script> &lt; 'd' Müller’s 100 %";
        for format in [TextFormat::HtmlEscaped, TextFormat::Plain] {
            let sent = written(typed, format);
            assert_eq!(read(&sent, format), typed, "{sent}");
        }
        assert!(!written(typed, TextFormat::HtmlEscaped).contains("<script"));
    }

    #[test]
    fn the_tools_own_markup_goes() {
        let html = "<p>Eins<br />Zwei</p><ul><li>Drei &amp; Vier</li></ul>";
        assert_eq!(
            read(html, TextFormat::HtmlEscaped),
            "Eins\nZwei\nDrei & Vier"
        );
        for (html, plain) in [
            ("3 < 4 & 5", "3 < 4 & 5"),
            (
                "M&uuml;ller&#39;s Caf&#xe9;&nbsp;&ndash; 5&euro;",
                "Müller's Café – 5€",
            ),
            (
                "AT&T; a&b; &#0000000000000; &#xZZ; &",
                "AT&T; a&b; &#0000000000000; &#xZZ; &",
            ),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ] {
            assert_eq!(read(html, TextFormat::HtmlEscaped), plain);
        }
    }

    #[test]
    fn a_unit_in_the_text_is_found_again() {
        let settings = HqSettings::default();
        for unit in Unit::ALL {
            let text = with_unit("Backend\n12 Einträge", unit, &settings);
            let expected = ("Backend\n12 Einträge".to_owned(), Some(unit));
            assert_eq!(without_unit(&text, &settings), expected);
        }
        assert_eq!(
            without_unit("Backend", &settings),
            ("Backend".to_owned(), None)
        );
    }
}
