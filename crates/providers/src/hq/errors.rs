//! How HQ says no.
//!
//! Neither API document describes the body of an error. What is read here was seen or is usual where HQ's parts come
//! from, in this order: `errors` by field (seen of v2, `markatusGit/Sales-Markatus-WebApp`), `error{message}` (`OData`'s
//! standard), `Message` with `ModelState` (usual for ASP.NET), and after that the beginning of whatever came.

use serde_json::Value;

/// How much of a text by others is kept, in characters.
const EXCERPT: usize = 500;

/// The message of a well-formed refusal.
pub(super) fn refusal(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let readers = [by_field, standard, asp_net];
    let message = readers.into_iter().find_map(|read| read(&body))?;
    Some(shortened(&message)).filter(|message| !message.is_empty())
}

/// The best words for a refusal of any shape.
pub(super) fn words(body: &[u8]) -> String {
    refusal(body).unwrap_or_else(|| excerpt(body))
}

/// The beginning of a body, on one line.
pub(super) fn excerpt(body: &[u8]) -> String {
    shortened(&String::from_utf8_lossy(
        &body[..body.len().min(4 * EXCERPT)],
    ))
}

/// Whether a gateway speaks instead of HQ.
pub(super) fn is_page(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

fn by_field(body: &Value) -> Option<String> {
    messages(body.get("errors")?)
}

fn standard(body: &Value) -> Option<String> {
    let error = body.get("error")?;
    let message = error.get("message").unwrap_or(error);
    Some(message.as_str()?.to_owned())
}

fn asp_net(body: &Value) -> Option<String> {
    let message = body.get("Message")?.as_str()?;
    let details = body.get("ModelState").and_then(messages);
    Some(match details {
        Some(details) => format!("{message} {details}"),
        None => message.to_owned(),
    })
}

/// The messages of an object that has lists of them by field.
fn messages(by_field: &Value) -> Option<String> {
    let fields = by_field.as_object()?.iter();
    let messages: Vec<String> = fields
        .map(|(field, messages)| {
            let messages = match messages {
                Value::Array(messages) => messages.as_slice(),
                message => std::slice::from_ref(message),
            };
            let texts: Vec<&str> = messages.iter().filter_map(Value::as_str).collect();
            match field.as_str() {
                "" => texts.join(" "),
                field => format!("{field}: {}", texts.join(" ")),
            }
        })
        .collect();
    (!messages.is_empty()).then(|| messages.join("; "))
}

fn shortened(text: &str) -> String {
    let one_line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = one_line.take(EXCERPT).collect();
    if text.chars().nth(EXCERPT).is_some() {
        short.push('…');
    }
    short.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_read() {
        for (body, message) in [
            (
                r#"{"title":"x","errors":{"tax":["is wrong","and old"],"unitId1":["is none"]}}"#,
                "tax: is wrong and old; unitId1: is none",
            ),
            (r#"{"errors":{"":["no"]}}"#, "no"),
            (
                r#"{"error":{"code":"","message":"The company is gone"}}"#,
                "The company is gone",
            ),
            (r#"{"error":"invalid_grant"}"#, "invalid_grant"),
            (
                r#"{"Message":"The request is invalid.","ModelState":{"invoice.Tax":["is wrong"]}}"#,
                "The request is invalid. invoice.Tax: is wrong",
            ),
        ] {
            assert_eq!(refusal(body.as_bytes()).as_deref(), Some(message), "{body}");
        }
    }

    #[test]
    fn what_is_no_refusal_is_quoted() {
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "<h1>502</h1>",
            r#"{"errors":{}}"#,
            r#"{"errors":7}"#,
        ] {
            assert_eq!(refusal(body.as_bytes()), None, "{body}");
            assert_eq!(words(body.as_bytes()), body);
        }
        let long = "ä".repeat(2_000);
        assert_eq!(words(long.as_bytes()).chars().count(), EXCERPT + 1);
        assert!(is_page(b" \n<!doctype html>") && !is_page(b"{}"));
    }
}
