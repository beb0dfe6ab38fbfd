//! The calls that we make, and the one place that sends the token.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::Clock;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};

use super::classify;
use super::errors;
use super::settings::HqSettings;
use crate::access::{AccessTokens, Budget, Pace};
use crate::address::Address;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::http::{self, Answer, Clients, Failure};
use crate::provider::Settings;

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

    /// The body of an answer that is read.
    pub(super) async fn read(
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

fn owned((name, value): &(&str, &str)) -> (String, String) {
    ((*name).to_owned(), (*value).to_owned())
}

/// An answer that is something else than it should be.
pub(super) fn unreadable(body: &[u8]) -> ProviderError {
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
