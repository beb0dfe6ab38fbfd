//! What sevDesk wraps its answers in, and how it says no.
//!
//! Success is `{"objects": …}`, a list or a single object. A refusal is `{"error": {"message", "code"}}`, or flat
//! `{"status", "message"}` from the layer that checks tokens, or a page from a gateway; and an `error` may come with
//! HTTP 200 (`jernoxit/sevdesk-rs@cd8639c`, README and `src/error.rs`; `exlo89/laravel-sevdesk-api@3629da5`).

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::fields::Fields;

/// How much of a text by others is kept, in characters.
const EXCERPT: usize = 200;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    objects: Option<&'a RawValue>,
    #[serde(borrow, default)]
    total: Option<&'a RawValue>,
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
}

/// What is in an envelope.
#[derive(Debug)]
pub(super) enum Contents {
    /// Objects, and how many there are in all if that was asked for.
    Objects {
        /// The rows; one for an answer with a single object.
        rows: Vec<Fields>,
        /// How many rows there are on all pages.
        total: Option<usize>,
    },
    /// An `error` object, with its message.
    Error(String),
    /// Something else, described.
    Unreadable(String),
}

/// Opens an envelope, whatever the HTTP status.
pub(super) fn open(body: &[u8]) -> Contents {
    let Some(envelope) = parse(body) else {
        return Contents::Unreadable(format!("no JSON envelope: {}", excerpt(body)));
    };
    if let Some(error) = envelope.error {
        return Contents::Error(
            message_of(error).unwrap_or_else(|| excerpt(error.get().as_bytes())),
        );
    }
    let rows = envelope
        .objects
        .and_then(|objects| match objects.get().as_bytes().first() {
            Some(b'[') => serde_json::from_str(objects.get()).ok(),
            _ => Fields::parse(objects.get()).map(|object| vec![object]),
        });
    match rows {
        Some(rows) => Contents::Objects {
            rows,
            total: envelope.total.and_then(count),
        },
        None => Contents::Unreadable(format!("no objects in it: {}", excerpt(body))),
    }
}

/// The message of a well-formed refusal: an `error` object that says something.
pub(super) fn refusal(body: &[u8]) -> Option<String> {
    parse(body)?.error.and_then(message_of)
}

/// The best words for a refusal of any shape.
pub(super) fn words(body: &[u8]) -> String {
    let flat = || Fields::parse(std::str::from_utf8(body).ok()?)?.text("message");
    let message = refusal(body).or_else(flat);
    message.map_or_else(|| excerpt(body), |message| shortened(&message))
}

/// The beginning of a body, on one line.
pub(super) fn excerpt(body: &[u8]) -> String {
    shortened(&String::from_utf8_lossy(
        &body[..body.len().min(4 * EXCERPT)],
    ))
}

fn shortened(text: &str) -> String {
    let one_line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = one_line.take(EXCERPT).collect();
    if text.chars().nth(EXCERPT).is_some() {
        short.push('…');
    }
    short.trim().to_owned()
}

fn parse(body: &[u8]) -> Option<Envelope<'_>> {
    serde_json::from_slice(body).ok()
}

fn message_of(error: &RawValue) -> Option<String> {
    let message = Fields::parse(error.get())?.text("message")?;
    let message = shortened(&message);
    (!message.is_empty()).then_some(message)
}

/// `total` is a text in recorded answers (sevDesk OpenAPI, "Pagination").
fn count(total: &RawValue) -> Option<usize> {
    total.get().trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(body: &str) -> (Vec<Option<String>>, Option<usize>) {
        match open(body.as_bytes()) {
            Contents::Objects { rows, total } => {
                (rows.iter().map(|row| row.id("id")).collect(), total)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn objects_are_a_list_or_one() {
        let id = |id: &str| Some(id.to_owned());
        assert_eq!(
            rows(r#"{"total":"157","objects":[{"id":"1"},{"id":2}]}"#),
            (vec![id("1"), id("2")], Some(157))
        );
        assert_eq!(rows(r#"{"objects":{"id":"7"}}"#), (vec![id("7")], None));
        assert_eq!(rows(r#"{"total":3,"objects":[]}"#), (vec![], Some(3)));
        assert_eq!(
            rows(r#"{"total":{},"objects":[],"error":null}"#),
            (vec![], None)
        );
    }

    #[test]
    fn an_error_counts_more_than_objects() {
        let body = br#"{"error":{"message":"partly paid","code":390},"objects":[{"id":"1"}]}"#;
        assert!(matches!(open(body), Contents::Error(message) if message == "partly paid"));
    }

    #[test]
    fn what_is_no_envelope_is_described() {
        let broken: [&[u8]; 8] = [
            b"",
            b"<html><h1>502</h1></html>",
            b"[]",
            br#"{"objects":[{"id":"13"#,
            br#"{"objects":"none"}"#,
            br#"{"objects":[null]}"#,
            b"\xff\xfe",
            br#"{"objects":null}"#,
        ];
        for body in broken {
            assert!(
                matches!(open(body), Contents::Unreadable(_)),
                "{}",
                String::from_utf8_lossy(body)
            );
        }
    }

    #[test]
    fn every_shape_of_refusal_has_words() {
        assert_eq!(
            words(br#"{"error":{"message":"No tax","code":null},"objects":null}"#),
            "No tax"
        );
        assert_eq!(
            words(br#"{"status":401,"message":"Authentication required"}"#),
            "Authentication required"
        );
        assert_eq!(words(b"<h1>502</h1>\r\nnginx"), "<h1>502</h1>  nginx");
        assert_eq!(words("ä".repeat(500).as_bytes()).chars().count(), 201);
    }

    #[test]
    fn only_an_error_object_with_words_is_well_formed() {
        assert_eq!(
            refusal(br#"{"error":{"message":"No"}}"#).as_deref(),
            Some("No")
        );
        for body in [
            &br#"{"error":{"message":""}}"#[..],
            br#"{"error":"No"}"#,
            br#"{"message":"No"}"#,
            b"No",
        ] {
            assert_eq!(refusal(body), None);
        }
    }
}
