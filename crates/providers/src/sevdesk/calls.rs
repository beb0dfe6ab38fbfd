//! The calls that we make, and the one place that knows the token.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::Clock;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};

use super::classify;
use crate::address::Address;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::http::{self, Answer, Clients, Failure};

/// Rows of a page: the most that sevDesk allows (sevDesk OpenAPI, "Pagination").
const PAGE: usize = 1000;
/// Pages of one list. Beyond this, the list is not what we take it for.
const MOST_PAGES: usize = 100;
/// A shorter token cannot be told from ordinary text.
const TOKEN_LENGTH: usize = 8;

/// sevDesk's API for one token.
pub(super) struct Api {
    address: Address,
    token: SecretString,
    clients: Clients,
    clock: Arc<dyn Clock>,
}

/// All rows of a list, without doubles.
#[derive(Debug)]
pub(super) struct Listing {
    /// The rows, in the order of the tool.
    pub(super) rows: Vec<Fields>,
    /// Whether there are as many as the tool says there should be. A list that changes while it is read is not.
    pub(super) complete: bool,
}

impl Api {
    pub(super) fn new(
        address: Address,
        token: SecretString,
        clients: Clients,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            address,
            token,
            clients,
            clock,
        }
    }

    /// The present, by the clock that it was made with.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The page of an invoice in the tool, for a person. Not documented; several integrations link to it.
    pub(super) fn page_of(&self, remote_id: &str) -> String {
        self.address
            .join(&["fi", "edit", "type", "RE", "id", remote_id])
            .into()
    }

    /// One object; `None` if the tool says that there is none.
    pub(super) async fn one(&self, path: &[&str]) -> Result<Option<Fields>, ProviderError> {
        match self.read(path, &[]).await {
            Ok((rows, _)) => rows
                .into_iter()
                .next()
                .map(Some)
                .ok_or_else(|| unexpected("an empty list for one object")),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All rows of a list, page by page. Rows that come twice (the order of pages is not promised) count once.
    pub(super) async fn all(
        &self,
        path: &[&str],
        filter: &[(&str, &str)],
    ) -> Result<Listing, ProviderError> {
        let mut rows = Vec::new();
        let mut seen = HashSet::new();
        let mut offset = 0;
        for _ in 0..MOST_PAGES {
            let (page, total) = self.page(path, filter, offset).await?;
            let came = page.len();
            let before = rows.len();
            for row in page {
                if seen.insert(
                    row.id("id")
                        .ok_or_else(|| unexpected("a row without an id"))?,
                ) {
                    rows.push(row);
                }
            }
            offset += came;
            let nothing_new = rows.len() == before;
            let at_end = total.map_or(came < PAGE, |total| offset >= total);
            if at_end || nothing_new {
                let complete = total.map_or(at_end, |total| total == rows.len());
                return Ok(Listing { rows, complete });
            }
        }
        Err(unexpected("a list without an end"))
    }

    async fn page(
        &self,
        path: &[&str],
        filter: &[(&str, &str)],
        offset: usize,
    ) -> Result<(Vec<Fields>, Option<usize>), ProviderError> {
        let (limit, offset) = (PAGE.to_string(), offset.to_string());
        let paging = [
            ("limit", limit.as_str()),
            ("offset", offset.as_str()),
            ("countAll", "true"),
        ];
        self.read(path, &[filter, &paging].concat()).await
    }

    async fn read(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<(Vec<Fields>, Option<usize>), ProviderError> {
        let token = self.header().ok_or(ProviderError::Unauthorized)?;
        let request = self.clients.reads.get(self.url(path)).query(query);
        let answer = self.send(request, token, http::READING_LIMIT).await;
        tracing::debug!(
            path = path.join("/"),
            status = status(&answer),
            "read from sevDesk"
        );
        classify::reading(answer, self.now())
    }

    /// `POST /Invoice/Factory/saveInvoice`: one attempt on a connection of its own.
    pub(super) async fn save_invoice(&self, body: String) -> Result<Answer, Failure> {
        let no_header = || {
            Failure::NotConnected("the token holds characters that no header can have".to_owned())
        };
        let token = self.header().ok_or_else(no_header)?;
        let url = self.url(&["Invoice", "Factory", "saveInvoice"]);
        let request = self
            .clients
            .creating
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        let answer = self.send(request, token, http::CREATING_LIMIT).await;
        tracing::info!(status = status(&answer), "sent an invoice to sevDesk");
        answer
    }

    /// `DELETE /Invoice/{id}`, which is not documented but works for drafts, and is refused with a 409 for everything
    /// else (`jernoxit/sevdesk-rs@cd8639c`).
    pub(super) async fn delete_invoice(&self, id: &str) -> Result<(), ProviderError> {
        let token = self.header().ok_or(ProviderError::Unauthorized)?;
        let request = self.clients.creating.delete(self.url(&["Invoice", id]));
        let answer = self.send(request, token, http::CREATING_LIMIT).await;
        tracing::info!(status = status(&answer), "deleted an invoice in sevDesk");
        classify::deleting(answer, self.now())
    }

    /// Sends once, and takes the token out of the answer, should it be quoted there: answers end up in messages.
    async fn send(
        &self,
        request: RequestBuilder,
        token: HeaderValue,
        limit: usize,
    ) -> Result<Answer, Failure> {
        let request = request
            .header(AUTHORIZATION, token)
            .header(ACCEPT, "application/json");
        let mut answer = http::send(request, limit).await?;
        let token = self.token.expose_secret();
        let text = String::from_utf8_lossy(&answer.body);
        if token.len() >= TOKEN_LENGTH && text.contains(token) {
            answer.body = text.replace(token, "[token]").into_bytes();
        }
        Ok(answer)
    }

    /// The raw token: sevDesk wants no `Bearer` in front of it (sevDesk OpenAPI, "Authentication").
    fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(self.token.expose_secret()).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn url(&self, path: &[&str]) -> Url {
        self.address.join(&[&["api", "v1"], path].concat())
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A reference in a query; without its second half sevDesk ignores it.
pub(super) fn contact_filter(contact: &str) -> [(&'static str, &str); 2] {
    [("contact[id]", contact), ("contact[objectName]", "Contact")]
}

/// An answer that is not what sevDesk documents.
pub(super) fn unexpected(detail: &str) -> ProviderError {
    ProviderError::Unexpected {
        detail: detail.to_owned(),
    }
}

fn status(answer: &Result<Answer, Failure>) -> Option<u16> {
    answer.as_ref().ok().map(|answer| answer.status)
}
