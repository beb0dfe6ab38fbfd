//! What Lexware Office says with an error, in one line.
//!
//! developers.lexware.io, "Error Codes": a legacy list of issues, the regular body with details, and the bare message of
//! the gateway. Any of them may come from anywhere. The messages are not meant for end users, but they are all that
//! there is to tell which field is meant.

use serde::Deserialize;

/// So much is quoted.
const MOST: usize = 300;

#[derive(Deserialize)]
struct Body {
    message: Option<String>,
    #[serde(default)]
    details: Vec<Detail>,
    #[serde(rename = "IssueList", default)]
    issues: Vec<Issue>,
}

#[derive(Deserialize)]
struct Detail {
    violation: Option<String>,
    field: Option<String>,
    message: Option<String>,
}

#[derive(Deserialize)]
struct Issue {
    #[serde(rename = "i18nKey")]
    key: Option<String>,
    source: Option<String>,
}

/// The words of an error in one of the documented shapes; `None` for anything else.
pub(super) fn refusal(body: &[u8]) -> Option<String> {
    let body: Body = serde_json::from_slice(body).ok()?;
    let details = body.details.into_iter().map(|detail| {
        let what = detail.message.or(detail.violation).unwrap_or_default();
        pair(detail.field, what)
    });
    let issues = body
        .issues
        .into_iter()
        .map(|issue| pair(issue.source, issue.key.unwrap_or_default()));
    let all: Vec<String> = details.chain(issues).collect();
    let words = if all.is_empty() {
        body.message?
    } else {
        all.join("; ")
    };
    Some(shortened(&words)).filter(|words| !words.is_empty())
}

/// The words of any answer: of an error, or its beginning.
pub(super) fn words(body: &[u8]) -> String {
    refusal(body).unwrap_or_else(|| shortened(&String::from_utf8_lossy(body)))
}

fn pair(place: Option<String>, what: String) -> String {
    match place {
        Some(place) if !place.is_empty() => format!("{place}: {what}"),
        _ => what,
    }
}

fn shortened(text: &str) -> String {
    let mut line: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(MOST)
        .collect();
    if text.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_shape_has_words() {
        for (body, expected) in [
            (r#"{"message":"Unauthorized"}"#, "Unauthorized"),
            (
                r#"{"status":406,"message":"Validation failed","details":[{"violation":"NOTNULL","field":"a.b","message":"darf nicht leer sein"},{"violation":"SIZE","field":"title"}]}"#,
                "a.b: darf nicht leer sein; title: SIZE",
            ),
            (
                r#"{"IssueList":[{"i18nKey":"missing_entity","source":"company.name","type":"validation_failure"}]}"#,
                "company.name: missing_entity",
            ),
        ] {
            assert_eq!(refusal(body.as_bytes()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn anything_else_is_no_refusal_but_can_be_quoted() {
        for body in [
            "",
            "<h1>502</h1>",
            "[]",
            "\"no\"",
            "{}",
            r#"{"message":""}"#,
            r#"{"message":7}"#,
        ] {
            assert_eq!(refusal(body.as_bytes()), None, "{body}");
        }
        assert_eq!(words(b"<h1>502</h1>\r\n"), "<h1>502</h1>");
        assert_eq!(words("ä".repeat(500).as_bytes()).chars().count(), MOST + 1);
    }
}
