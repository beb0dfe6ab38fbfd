//! Texts of lines are HTML (v1's API document, `DocumentPosition.Text`; v2 has the plain text beside it).

/// HTML as plain text: tags go, line breaks and the usual entities become letters.
pub(super) fn plain(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        let name = tag[1..end].trim_matches(['/', ' ']);
        if name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("p") {
            plain.push('\n');
        }
        rest = &tag[end + 1..];
    }
    plain.push_str(rest);
    let plain = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    plain.trim().to_owned()
}

/// Plain text as HTML.
pub(super) fn html(plain: &str) -> String {
    crate::html::esc(plain).to_string().replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(
            plain("<p>Eins<br/>Zwei &amp; <b>Drei</b></p>"),
            "Eins\nZwei & Drei"
        );
        assert_eq!(plain("3 < 4"), "3 < 4");
        assert_eq!(plain(&html("a < b & \"c\"\nd")), "a < b & \"c\"\nd");
    }
}
