//! The calls that we make: each with a token that is renewed once if it is refused, and each in its turn.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::Clock;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::classify;
use crate::access::{AccessTokens, Budget, Pace};
use crate::address::Address;
use crate::error::ProviderError;
use crate::http::{self, Answer, Clients, Failure};
use crate::outcome::{Outcome, Refusal};

/// Two requests in a second, over all end points; a little less, since jitter counts (developers.lexware.io, "API Rate
/// Limits").
const REQUESTS: Budget = Budget {
    name: "requests",
    gap: Duration::from_millis(550),
};
/// Twenty documents in a minute (lexoffice.de, "Fair Usage Policy").
const DOCUMENTS: Budget = Budget {
    name: "documents",
    gap: Duration::from_secs(3),
};
/// Rows of a page: the most that is allowed.
const PAGE: usize = 250;
/// A shorter token cannot be told from ordinary text.
const TOKEN_LENGTH: usize = 8;

/// The gateway for one connection.
pub(super) struct Api {
    gateway: Address,
    app: Address,
    tokens: Arc<dyn AccessTokens>,
    pace: Arc<dyn Pace>,
    clients: Clients,
    clock: Arc<dyn Clock>,
}

/// What is needed to reach a company at Lexware Office.
pub struct Access {
    /// The gateway, such as `https://api.lexware.io`.
    pub gateway: Address,
    /// The pages, such as `https://app.lexware.de`.
    pub app: Address,
    /// The tokens of the connection: of an authorisation, or an API key.
    pub tokens: Arc<dyn AccessTokens>,
    /// Whose turn it is.
    pub pace: Arc<dyn Pace>,
    /// The HTTP clients.
    pub clients: Clients,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Rows of a list, without doubles.
#[derive(Debug)]
pub(super) struct Listing<T> {
    pub(super) rows: Vec<T>,
    /// Whether these are all there are.
    pub(super) complete: bool,
}

/// A row that can be told from others.
pub(super) trait Row: DeserializeOwned {
    fn id(&self) -> &str;
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page<T> {
    content: Vec<T>,
    last: bool,
    total_elements: usize,
}

impl Api {
    pub(super) fn new(access: Access) -> Self {
        let Access {
            gateway,
            app,
            tokens,
            pace,
            clients,
            clock,
        } = access;
        Self {
            gateway,
            app,
            tokens,
            pace,
            clients,
            clock,
        }
    }

    /// The present, by the clock that it was made with.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The page of an invoice in the tool (developers.lexware.io, "Deeplink to an Invoice").
    pub(super) fn page_of(&self, remote_id: &str) -> String {
        self.app
            .join(&["permalink", "invoices", "edit", remote_id])
            .into()
    }

    /// The body of one resource; `None` if the tool says that there is none.
    pub(super) async fn one(&self, path: &[&str]) -> Result<Option<Vec<u8>>, ProviderError> {
        match self.read(path, &[]).await {
            Ok(body) => Ok(Some(body)),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The first pages of a list. Rows that come twice, because the list changed meanwhile, count once.
    pub(super) async fn list<T: Row>(
        &self,
        path: &[&str],
        filter: &[(&str, &str)],
        most_pages: usize,
    ) -> Result<Listing<T>, ProviderError> {
        let mut rows: Vec<T> = Vec::new();
        for number in 0..most_pages {
            let page: Page<T> = self.page(path, filter, number).await?;
            let nothing_came = page.content.is_empty();
            for row in page.content {
                if rows.iter().all(|known| known.id() != row.id()) {
                    rows.push(row);
                }
            }
            if page.last || nothing_came {
                let complete = page.total_elements == rows.len();
                return Ok(Listing { rows, complete });
            }
        }
        let complete = false;
        Ok(Listing { rows, complete })
    }

    async fn page<T: DeserializeOwned>(
        &self,
        path: &[&str],
        filter: &[(&str, &str)],
        number: usize,
    ) -> Result<T, ProviderError> {
        let (number, size) = (number.to_string(), PAGE.to_string());
        let paging = [("page", number.as_str()), ("size", size.as_str())];
        let body = self.read(path, &[filter, &paging].concat()).await?;
        parsed(&body)
    }

    async fn read(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Vec<u8>, ProviderError> {
        let url = self.url(path);
        let request = || self.clients.reads.get(url.clone()).query(query);
        let answer = self.authorised(request, http::READING_LIMIT).await?;
        tracing::debug!(
            path = path.join("/"),
            status = status(&answer),
            "read from Lexware Office"
        );
        classify::reading(answer, self.now())
    }

    /// `POST /v1/invoices`: one attempt on a connection of its own, and a second one only after a 401, which proves that
    /// nothing was done. Without the parameter `finalize`, whose mere presence may count: only drafts are made.
    pub(super) async fn create_invoice(&self, body: &str) -> Outcome {
        if let Err(error) = self.pace.turn(DOCUMENTS).await {
            return Outcome::NotExecuted(Refusal::from(error));
        }
        let url = self.url(&["invoices"]);
        let request = || {
            let request = self.clients.creating.post(url.clone());
            request
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_owned())
        };
        match self.authorised(request, http::CREATING_LIMIT).await {
            Ok(answer) => {
                tracing::info!(
                    status = status(&answer),
                    "sent an invoice to Lexware Office"
                );
                classify::creating(answer, self.now())
            }
            Err(error) => Outcome::NotExecuted(error.into()),
        }
    }

    /// Sends with the current token, and once more with another one if it is refused. An error means that nothing was
    /// carried out.
    ///
    /// Where the other one is refused too, the API is down (developers.lexware.io, "FAQ"): the authorisation has just
    /// proved itself by bringing it, and one that was withdrawn brings none.
    async fn authorised(
        &self,
        request: impl Fn() -> RequestBuilder,
        limit: usize,
    ) -> Result<Result<Answer, Failure>, ProviderError> {
        let token = self.tokens.current().await?;
        let answer = self.send(request(), &token, limit).await?;
        if status(&answer) != Some(401) {
            return Ok(answer);
        }
        let token = self.tokens.instead_of(&token).await?;
        let answer = self.send(request(), &token, limit).await?;
        if status(&answer) == Some(401) {
            return Err(ProviderError::Unavailable {
                detail: "HTTP 401, also with a new token".to_owned(),
            });
        }
        Ok(answer)
    }

    /// Sends once, in its turn, and takes the token out of the answer, should it be quoted there: answers end up in
    /// messages.
    async fn send(
        &self,
        request: RequestBuilder,
        token: &SecretString,
        limit: usize,
    ) -> Result<Result<Answer, Failure>, ProviderError> {
        let header = header(token).ok_or(ProviderError::Unauthorized)?;
        self.pace.turn(REQUESTS).await?;
        let request = request
            .header(AUTHORIZATION, header)
            .header(ACCEPT, "application/json");
        let answer = http::send(request, limit).await;
        Ok(answer.map(|answer| without(answer, token.expose_secret())))
    }

    fn url(&self, path: &[&str]) -> Url {
        self.gateway.join(&[&["v1"], path].concat())
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("gateway", &self.gateway)
            .finish_non_exhaustive()
    }
}

/// JSON that has the documented form.
pub(super) fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, ProviderError> {
    serde_json::from_slice(body).map_err(|error| unexpected(&error.to_string()))
}

/// An answer that is not what is documented.
pub(super) fn unexpected(detail: &str) -> ProviderError {
    ProviderError::Unexpected {
        detail: detail.to_owned(),
    }
}

fn header(token: &SecretString) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn without(mut answer: Answer, token: &str) -> Answer {
    let text = String::from_utf8_lossy(&answer.body);
    if token.len() >= TOKEN_LENGTH && text.contains(token) {
        answer.body = text.replace(token, "[token]").into_bytes();
    }
    answer
}

fn status(answer: &Result<Answer, Failure>) -> Option<u16> {
    answer.as_ref().ok().map(|answer| answer.status)
}
