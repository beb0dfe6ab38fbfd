//! How the library reaches the authorisation server.

use std::pin::Pin;

use chrono::{DateTime, Utc};
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::error::OAuthError;
use crate::http::{self, Answer, Clients, Failure};
use crate::retry_after;

/// The longest answer of an authorisation server that is read.
const LIMIT: usize = 64 << 10;

/// Our own client, as the library wants one: no redirects, one attempt, a short answer.
pub(super) struct Http<'a> {
    pub(super) clients: &'a Clients,
    pub(super) now: DateTime<Utc>,
}

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = OAuthError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, OAuthError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

impl Http<'_> {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, OAuthError> {
        let request = reqwest::Request::try_from(request)
            .map_err(|error| OAuthError::Unexpected(error.without_url().to_string()))?;
        let builder = reqwest::RequestBuilder::from_parts(self.clients.creating.clone(), request);
        let answer = self.attempt(builder).await?;
        oauth2::http::Response::builder()
            .status(answer.status)
            .header("content-type", "application/json")
            .body(answer.body)
            .map_err(|error| OAuthError::Unexpected(error.to_string()))
    }

    /// One attempt; an answer that says something about the request itself.
    pub(super) async fn attempt(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<Answer, OAuthError> {
        let answer = http::send(request, LIMIT)
            .await
            .map_err(|failure| match failure {
                Failure::NotConnected(detail) | Failure::Broken(detail) => {
                    OAuthError::Unavailable(detail)
                }
            })?;
        match answer.status {
            429 => {
                let wait = retry_after::wait(answer.retry_after.as_deref(), self.now);
                Err(OAuthError::Busy(wait))
            }
            500.. => Err(OAuthError::Unavailable(format!("status {}", answer.status))),
            _ => Ok(answer),
        }
    }
}
