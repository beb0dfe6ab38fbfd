//! Query parameters: filters, pages, embedding.
//!
//! sevDesk ignores what it doesn't know, a misspelt filter too, and then answers everything
//! (`jernoxit/sevdesk-rs@cd8639c`). So does this: a filter is a look-up by name, and nobody checks for names left over.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query as Parameters};
use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use super::envelope::Refusal;

/// The parameters of a request, as they came.
pub(crate) struct Query(Vec<(String, String)>);

/// Which rows of a list are wanted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    limit: usize,
    offset: usize,
    count_all: bool,
}

/// Rows of a page when no limit is given (sevDesk's API document, introduction).
const DEFAULT_LIMIT: usize = 100;

impl Query {
    /// A parameter that isn't empty; the last one when it is there more than once, as in PHP.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(name, _)| name == key);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Whether a parameter says yes.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key), Some("true" | "1"))
    }

    /// An id given as `key[id]=7&key[objectName]=Model`. Without its second half it counts as not given.
    pub(crate) fn reference(&self, key: &str, model: &str) -> Option<u64> {
        let named = self.get(&format!("{key}[objectName]")) == Some(model);
        let id = self.get(&format!("{key}[id]"))?.parse().ok()?;
        named.then_some(id)
    }

    /// A time given in Unix seconds.
    pub(crate) fn time(&self, key: &str) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.get(key)?.parse().ok()?, 0)
    }

    /// Whether a time lies after `…After` and before `…Before`, where these are given.
    pub(crate) fn spans(&self, what: &str, at: DateTime<Utc>) -> bool {
        let after = self.time(&format!("{what}After"));
        let before = self.time(&format!("{what}Before"));
        after.is_none_or(|after| at > after) && before.is_none_or(|before| at < before)
    }

    /// Whether a nested object is to be put in full in the place of its reference.
    pub(crate) fn embeds(&self, what: &str) -> bool {
        self.get("embed")
            .is_some_and(|names| names.split(',').any(|name| name.trim() == what))
    }

    /// The wanted page. A limit outside 1 to 1000 is refused since May 2025 (sevDesk tech blog,
    /// `2025_03_11-api_pagination_limits`).
    pub(crate) fn page(&self) -> Result<Page, Refusal> {
        let limit = match self.get("limit").map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit @ 1..=1000)) => limit,
            Some(_) => {
                let message = "Invalid 'limit' parameter: it must be a number from 1 to 1000";
                return Err(Refusal::bad_request(message));
            }
        };
        let offset = self
            .get("offset")
            .and_then(|offset| offset.parse().ok())
            .unwrap_or(0);
        Ok(Page {
            limit,
            offset,
            count_all: self.is_true("countAll"),
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let parameters = Parameters::try_from_uri(&parts.uri);
        Ok(Self(
            parameters
                .map(|Parameters(pairs)| pairs)
                .unwrap_or_default(),
        ))
    }
}

impl Page {
    /// The rows of this page, and the number of all rows if it was asked for.
    pub(crate) fn cut<T>(&self, rows: Vec<T>) -> (Vec<T>, Option<usize>) {
        let total = self.count_all.then_some(rows.len());
        let rows = rows
            .into_iter()
            .skip(self.offset)
            .take(self.limit)
            .collect();
        (rows, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> Query {
        Query(
            pairs
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into()))
                .collect(),
        )
    }

    #[test]
    fn a_reference_needs_both_halves() {
        let whole = query(&[("contact[id]", "7"), ("contact[objectName]", "Contact")]);
        assert_eq!(whole.reference("contact", "Contact"), Some(7));
        assert_eq!(
            query(&[("contact[id]", "7")]).reference("contact", "Contact"),
            None
        );
    }

    #[test]
    fn a_page_is_cut_out_of_all_rows() {
        let page = query(&[("limit", "2"), ("offset", "1"), ("countAll", "true")])
            .page()
            .unwrap();
        assert_eq!(page.cut(vec![1, 2, 3, 4]), (vec![2, 3], Some(4)));
        for limit in ["0", "1001", "-1", "all"] {
            assert!(query(&[("limit", limit)]).page().is_err(), "{limit}");
        }
    }
}
