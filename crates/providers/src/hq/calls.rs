//! The calls that we make, and the one place that sends the token.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::Clock;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::value::RawValue;

use super::classify;
use super::errors;
use super::fields::Fields;
use super::settings::HqSettings;
use crate::access::{AccessTokens, Budget, Pace};
use crate::address::Address;
use crate::error::ProviderError;
use crate::http::{self, Answer, Clients, Failure};
use crate::provider::Settings;

/// Rows of a page: the most that v2 gives, and what the vendor's own script for v1 takes (developer.hellohq.io;
/// support.hellohq.io, on Excel).
const PAGE: usize = 1000;
/// Pages of one list. Beyond this, the list is not what we take it for.
const MOST_PAGES: usize = 100;
/// A shorter token cannot be told from ordinary text.
const TOKEN_LENGTH: usize = 8;

/// HQ's APIs for one token.
pub(super) struct Api {
    address: Address,
    tokens: Arc<dyn AccessTokens>,
    pace: Arc<dyn Pace>,
    clients: Clients,
    clock: Arc<dyn Clock>,
    /// What is assumed and learnt about this tenant.
    pub(super) settings: HqSettings,
    /// Who is named on invoices.
    pub(super) contact_person: Option<String>,
}

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

impl Api {
    pub(super) fn new(
        address: Address,
        tokens: Arc<dyn AccessTokens>,
        pace: Arc<dyn Pace>,
        settings: Settings,
        clients: Clients,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            address,
            tokens,
            pace,
            clients,
            clock,
            settings: settings.hq.unwrap_or_default(),
            contact_person: settings.contact_person,
        }
    }

    /// The present, by the clock that it was made with.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// One object; `None` if HQ says that there is none.
    pub(super) async fn one(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Option<Fields>, ProviderError> {
        let query: Vec<(String, String)> = query.iter().map(owned).collect();
        let body = match self.read(path, &query).await {
            Err(ProviderError::NotFound) => return Ok(None),
            body => body?,
        };
        let object = std::str::from_utf8(&body).ok().and_then(Fields::parse);
        object.map(Some).ok_or_else(|| unreadable(&body))
    }

    /// All rows of a list, page by page until one is short: what the headers count was seen to be too much
    /// (`markatusGit/Sales-Markatus-WebApp`). Rows that come twice count once, since no order is promised.
    pub(super) async fn all(&self, query: &Query<'_>) -> Result<Vec<Fields>, ProviderError> {
        let mut rows = Vec::new();
        let mut seen = HashSet::new();
        for page in 0..MOST_PAGES {
            let read = self.page(query, PAGE, page * PAGE).await?;
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
        &self,
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
        rows(&self.read(query.path, &named).await?)
    }

    async fn read(
        &self,
        path: &[&str],
        query: &[(String, String)],
    ) -> Result<Vec<u8>, ProviderError> {
        self.turn().await?;
        let token = self.tokens.current().await?;
        match self.get(path, query, &token).await {
            Err(ProviderError::Unauthorized) => {
                let token = self.tokens.instead_of(&token).await?;
                self.get(path, query, &token).await
            }
            other => other,
        }
    }

    async fn get(
        &self,
        path: &[&str],
        query: &[(String, String)],
        token: &SecretString,
    ) -> Result<Vec<u8>, ProviderError> {
        let request = self.clients.reads.get(self.url(path)).query(query);
        let answer = self.send(request, token, http::READING_LIMIT).await;
        tracing::debug!(
            path = path.join("/"),
            status = status(&answer),
            "read from HQ"
        );
        classify::reading(answer, self.now())
    }

    /// A request that makes something: one attempt on a connection of its own. An error means that it was not made.
    pub(super) async fn post(
        &self,
        path: &[&str],
        body: String,
    ) -> Result<Result<Answer, Failure>, ProviderError> {
        let request = self.clients.creating.post(self.url(path));
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        self.turn().await?;
        let token = self.tokens.current().await?;
        let answer = self.send(request, &token, http::CREATING_LIMIT).await;
        tracing::info!(
            path = path.join("/"),
            status = status(&answer),
            "sent to HQ"
        );
        Ok(answer)
    }

    /// Deletes something that we made. That it is not there is as good.
    pub(super) async fn delete(&self, path: &[&str]) -> Result<(), ProviderError> {
        self.turn().await?;
        let token = self.tokens.current().await?;
        let creating = &self.clients.creating;
        let request = creating.request(Method::DELETE, self.url(path));
        let answer = self.send(request, &token, http::CREATING_LIMIT).await;
        tracing::info!(
            path = path.join("/"),
            status = status(&answer),
            "deleted in HQ"
        );
        match classify::reading(answer, self.now()) {
            Ok(_) | Err(ProviderError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Waits for our turn.
    async fn turn(&self) -> Result<(), ProviderError> {
        let most = u32::from(self.settings.max_requests_per_minute.max(1));
        let budget = Budget {
            name: "hq",
            gap: Duration::from_mins(1) / most,
        };
        self.pace.turn(budget).await
    }

    /// Sends once, and takes the token out of the answer, should it be quoted there: answers end up in messages.
    async fn send(
        &self,
        request: RequestBuilder,
        token: &SecretString,
        limit: usize,
    ) -> Result<Answer, Failure> {
        let request = request
            .header(AUTHORIZATION, bearer(token)?)
            .header(ACCEPT, "application/json");
        let mut answer = http::send(request, limit).await?;
        let token = token.expose_secret().trim();
        let text = String::from_utf8_lossy(&answer.body);
        if token.len() >= TOKEN_LENGTH && text.contains(token) {
            answer.body = text.replace(token, "[token]").into_bytes();
        }
        Ok(answer)
    }

    fn url(&self, path: &[&str]) -> Url {
        self.address.join(path)
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

fn bearer(token: &SecretString) -> Result<HeaderValue, Failure> {
    let text = format!("Bearer {}", token.expose_secret().trim());
    let mut value = HeaderValue::from_str(&text).map_err(|_| {
        Failure::NotConnected("the token holds characters that no header can have".to_owned())
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// The rows of a list: `value` in v1, a bare array in v2; some clients of v2 are ready for `data` as well
/// (`markatusGit/Sales-Markatus-WebApp`).
fn rows(body: &[u8]) -> Result<Vec<Fields>, ProviderError> {
    if let Ok(rows) = serde_json::from_slice(body) {
        return Ok(rows);
    }
    let envelope: Option<std::collections::BTreeMap<String, Box<RawValue>>> =
        serde_json::from_slice(body).ok();
    let listed = envelope.and_then(|envelope| {
        let list = envelope.get("value").or_else(|| envelope.get("data"))?;
        serde_json::from_str(list.get()).ok()
    });
    listed.ok_or_else(|| unreadable(body))
}

fn owned((name, value): &(&str, &str)) -> (String, String) {
    ((*name).to_owned(), (*value).to_owned())
}

fn unreadable(body: &[u8]) -> ProviderError {
    unexpected(&format!(
        "not the JSON that belongs there: {}",
        errors::excerpt(body)
    ))
}

/// An answer that is not what HQ documents.
pub(super) fn unexpected(detail: &str) -> ProviderError {
    ProviderError::Unexpected {
        detail: detail.to_owned(),
    }
}

/// An object that lacks what it must have.
pub(super) fn lacks(key: &str) -> ProviderError {
    unexpected(&format!(
        "a document, line or company without a usable `{key}`"
    ))
}

fn status(answer: &Result<Answer, Failure>) -> Option<u16> {
    answer.as_ref().ok().map(|answer| answer.status)
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
