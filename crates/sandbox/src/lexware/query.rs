//! Query parameters and pages.
//!
//! What isn't known is ignored without a word (`benethos-lexware-office-mcp` 0.6.2, `PyPI`), so a misspelt filter
//! brings everything. Pages count from 0 and have 25 rows unless told otherwise (developers.lexware.io, "Paging of
//! Resources"); at most 250, and nothing beyond the 10,000th row.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query as Parameters};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use chrono::NaiveDate;

use super::problem::{Problem, json};
use crate::out::Out;

/// The parameters of a request, as they came.
pub(crate) struct Query(Vec<(String, String)>);

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
}

const DEFAULT_SIZE: usize = 25;
const LARGEST_SIZE: usize = 250;
const WINDOW: usize = 10_000;

impl Query {
    /// A parameter, even an empty one.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a yes-or-no filter, where it is given, lets this pass.
    pub(crate) fn agrees(&self, key: &str, value: bool) -> bool {
        match self.get(key) {
            Some("true") => value,
            Some("false") => !value,
            _ => true,
        }
    }

    /// A day.
    pub(crate) fn day(&self, key: &str) -> Result<Option<NaiveDate>, Problem> {
        let Some(text) = self.get(key) else {
            return Ok(None);
        };
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Some)
            .map_err(|_| Problem::bad_request(format!("{key} must be a date (yyyy-MM-dd)")))
    }

    /// The wanted page.
    pub(crate) fn page(&self) -> Result<Page, Problem> {
        let number = self.number("page", 0)?;
        let size = self.number("size", DEFAULT_SIZE)?;
        if size == 0 || size > LARGEST_SIZE {
            return Err(Problem::bad_request("size must be from 1 to 250"));
        }
        if number.saturating_add(1).saturating_mul(size) > WINDOW {
            return Err(Problem::bad_request("Maximum search window size exceeded"));
        }
        Ok(Page { number, size })
    }

    fn number(&self, key: &str, usual: usize) -> Result<usize, Problem> {
        let parsed = self.get(key).map_or(Ok(usual), str::parse);
        parsed.map_err(|_| Problem::bad_request(format!("{key} must be a number")))
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
    /// The answer with this page of the rows. More than 10,000 are not counted.
    pub(crate) fn of<T>(self, rows: Vec<T>, render: impl Fn(T) -> Out) -> Response {
        let total = rows.len().min(WINDOW);
        let pages = total.div_ceil(self.size);
        let content: Vec<Out> = rows
            .into_iter()
            .skip(self.number * self.size)
            .take(self.size)
            .map(render)
            .collect();
        let here = content.len();
        let body = Out::object([
            ("content", Out::List(content)),
            ("first", Out::Bool(self.number == 0)),
            ("last", Out::Bool(self.number + 1 >= pages)),
            ("totalPages", Out::number(pages)),
            ("totalElements", Out::number(total)),
            ("numberOfElements", Out::number(here)),
            ("size", Out::number(self.size)),
            ("number", Out::number(self.number)),
        ]);
        json(StatusCode::OK, &body)
    }
}
