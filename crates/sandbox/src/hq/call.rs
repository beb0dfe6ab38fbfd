//! A request to either API, taken apart.

use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Query as Parameters, Request};
use axum::http::{HeaderMap, Method, header};
use axum::{RequestExt as _, RequestPartsExt as _};

use super::refusal::Refusal;
use crate::faults::Corruption;
use crate::json::Fields;

/// No request of this API is long: positions come one by one.
const LONGEST_BODY: usize = 4 * 1024 * 1024;

/// A request to the API.
pub(super) struct Call {
    pub(super) method: Method,
    /// What follows the name of the API, such as `Invoices(7)/Positions`.
    path: String,
    pub(super) parameters: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
    /// What is to go wrong when something is stored.
    pub(super) corruption: Option<Corruption>,
}

/// A segment of a path with the key in its parentheses, if it has any.
pub(super) type Step<'a> = (&'a str, Option<&'a str>);

impl Call {
    /// Reads all there is.
    pub(super) async fn read(request: Request) -> Result<Self, Refusal> {
        let corruption = request.extensions().get::<Corruption>().copied();
        let request = request.with_limited_body();
        let (mut parts, body) = request.into_parts();
        let Path(path) = parts
            .extract::<Path<String>>()
            .await
            .map_err(|_| Refusal::not_found())?;
        let parameters = Parameters::try_from_uri(&parts.uri).map(|Parameters(pairs)| pairs);
        let body = to_bytes(body, LONGEST_BODY)
            .await
            .map_err(|_| Refusal::invalid("", "The body is too long or broke off."))?;
        Ok(Self {
            method: parts.method,
            path,
            parameters: parameters.unwrap_or_default(),
            headers: parts.headers,
            body,
            corruption,
        })
    }

    /// Whether the token is the given one. The scheme's case doesn't matter (RFC 9110, section 11.1).
    pub(super) fn has_token(&self, token: &str) -> bool {
        let given = self.headers.get(header::AUTHORIZATION);
        let given = given.and_then(|given| given.to_str().ok());
        given
            .and_then(|given| given.split_once(' '))
            .is_some_and(|(scheme, given)| {
                scheme.eq_ignore_ascii_case("bearer") && given.trim() == token
            })
    }

    /// The path as v1 reads it, with keys in parentheses.
    pub(super) fn steps(&self) -> Vec<Step<'_>> {
        self.segments()
            .map(|segment| match segment.split_once('(') {
                Some((name, key)) => (name, Some(key.strip_suffix(')').unwrap_or(key))),
                None => (segment, None),
            })
            .collect()
    }

    /// The path as v2 reads it.
    pub(super) fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.trim_matches('/').split('/')
    }

    /// The body, which is one JSON object.
    pub(super) fn fields(&self) -> Result<Fields, Refusal> {
        let media = self.headers.get(header::CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok());
        if !media.is_some_and(|media| media.starts_with("application/json")) {
            return Err(Refusal::no_json());
        }
        Fields::parse(&self.body)
            .map_err(|error| Refusal::invalid("", format!("The body is no JSON object: {error}")))
    }
}

/// An id as it stands in a path.
pub(super) fn id(text: &str) -> Result<u64, Refusal> {
    text.parse().map_err(|_| Refusal::not_found())
}
