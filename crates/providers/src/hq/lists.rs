//! Lists, which come in pages.

use std::collections::{BTreeMap, HashSet};

use serde_json::value::RawValue;

use super::calls::{Api, unexpected, unreadable};
use crate::error::ProviderError;
use crate::fields::Fields;

/// Rows of a page: the most that v2 gives, and what the vendor's own script for v1 takes (developer.hellohq.io;
/// support.hellohq.io, on Excel).
const PAGE: usize = 1000;
/// Pages of one list. Beyond this, the list is not what we take it for.
const MOST_PAGES: usize = 100;

/// A list that is asked for.
pub(super) struct Query<'a> {
    /// Where it is.
    pub(super) path: &'a [&'a str],
    /// What stands before the names of parameters.
    pub(super) prefix: &'a str,
    /// The API's name for an id.
    pub(super) key: &'a str,
    /// Parameters without their prefix.
    pub(super) parameters: &'a [(&'a str, &'a str)],
}

/// All rows of a list, page by page until one is short: what the headers count was seen to be too much
/// (`markatusGit/Sales-Markatus-WebApp`). Rows that come twice count once, since no order is promised.
pub(super) async fn all(api: &Api, query: &Query<'_>) -> Result<Vec<Fields>, ProviderError> {
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    for page in 0..MOST_PAGES {
        let read = self::page(api, query, PAGE, page * PAGE).await?;
        let (came, before) = (read.len(), rows.len());
        for row in read {
            let id = row.text(query.key);
            if seen.insert(id.ok_or_else(|| unexpected("a row without an id"))?) {
                rows.push(row);
            }
        }
        if came < PAGE {
            return Ok(rows);
        }
        if rows.len() == before {
            return Err(unexpected("a list that repeats itself"));
        }
    }
    Err(unexpected("a list without an end"))
}

/// Rows of a list.
pub(super) async fn page(
    api: &Api,
    query: &Query<'_>,
    top: usize,
    skip: usize,
) -> Result<Vec<Fields>, ProviderError> {
    let (top, skip) = (top.to_string(), skip.to_string());
    let paging = [("top", top.as_str()), ("skip", skip.as_str())];
    let parameters = query.parameters.iter().chain(&paging);
    let named: Vec<(String, String)> = parameters
        .map(|(name, value)| (format!("{}{name}", query.prefix), (*value).to_owned()))
        .collect();
    rows(&api.read(query.path, &named).await?)
}

/// The rows of a list: `value` in v1, a bare array in v2; some clients of v2 are ready for `data` as well
/// (`markatusGit/Sales-Markatus-WebApp`).
fn rows(body: &[u8]) -> Result<Vec<Fields>, ProviderError> {
    if let Ok(rows) = serde_json::from_slice(body) {
        return Ok(rows);
    }
    let envelope: Option<BTreeMap<String, Box<RawValue>>> = serde_json::from_slice(body).ok();
    let listed = envelope.and_then(|envelope| {
        let list = envelope.get("value").or_else(|| envelope.get("data"))?;
        serde_json::from_str(list.get()).ok()
    });
    listed.ok_or_else(|| unreadable(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_in_three_envelopes() {
        for body in [
            r#"[{"id":1},{"id":2}]"#,
            r#"{"@odata.context":"x","value":[{"Id":1},{"Id":2}]}"#,
            r#"{"data":[{"id":1},{"id":2}]}"#,
        ] {
            assert_eq!(rows(body.as_bytes()).unwrap().len(), 2, "{body}");
        }
        for body in [
            "",
            "{}",
            "null",
            r#"{"value":{"Id":1}}"#,
            r#"[{"id":1}"#,
            "[1]",
            "<h1>no</h1>",
        ] {
            assert!(rows(body.as_bytes()).is_err(), "{body}");
        }
    }
}
