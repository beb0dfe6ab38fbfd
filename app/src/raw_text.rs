//! Texts in places where leptos writes them into HTML as they are: a `<textarea>` (tachys 0.2.19, `elements.rs`) and the
//! document's `<title>` (`leptos_meta` 0.8.7, `title.rs`). Without this a name or note could end the element and go on as
//! HTML of its own.

/// The text as the server has to write it there; in the browser it is set as a property and stays as it is.
pub fn raw_text(text: &str) -> String {
    if !cfg!(feature = "ssr") {
        return text.to_owned();
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    // The first line break of a `<textarea>` is not part of its value.
    if escaped.starts_with('\n') {
        format!("\n{escaped}")
    } else {
        escaped
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_end_its_element() {
        let escaped = raw_text("</textarea>&lt;b>");
        assert_eq!(escaped, "&lt;/textarea>&amp;lt;b>");
        assert_eq!(raw_text("\nsecond line"), "\n\nsecond line");
    }
}
