//! Pages written by hand: escaping, and the frame that all of them share.

use std::fmt::{self, Display, Write as _};

use axum::http::header;
use axum::response::{Html, IntoResponse};

/// The style sheet of all pages.
const STYLE: &str = include_str!("style.css");

/// Text that is safe to stand in HTML, in an attribute's quotes too.
pub(crate) struct Escaped<'a>(&'a str);

/// Makes text safe to stand in HTML.
pub(crate) fn esc(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// A whole page: `title` is plain text, `body` is HTML.
pub(crate) fn page(title: &str, body: &str) -> Html<String> {
    let title = esc(title);
    Html(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/style.css">
</head>
<body>
<header><a href="/">Sandbox</a><span>Simulated billing tools. Nothing here is real.</span></header>
<main>
{body}
</main>
</body>
</html>
"#
    ))
}

/// `GET /sandbox/style.css`.
pub(crate) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let text = r#"<script>alert("it's & over")</script>"#;
        let safe = "&lt;script&gt;alert(&quot;it&#39;s &amp; over&quot;)&lt;/script&gt;";
        assert_eq!(esc(text).to_string(), safe);
    }
}
