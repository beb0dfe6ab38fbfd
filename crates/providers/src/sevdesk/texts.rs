//! Texts of the document, which are HTML in sevDesk.

/// A text as HTML: `headText` and `footText` may hold tags (sevDesk OpenAPI, `Model_Invoice`), so what people type is
/// escaped and its line breaks become tags.
pub(super) fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            character => html.push(character),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_stays_text() {
        assert_eq!(
            html("a < b & \"c\"\n<script>"),
            "a &lt; b &amp; &quot;c&quot;<br>&lt;script&gt;"
        );
        assert_eq!(html("Müller’s Café"), "Müller’s Café");
    }
}
