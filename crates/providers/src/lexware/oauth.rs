//! Consent by OAuth 2.0: authorisation code with PKCE, and refresh tokens that rotate.
//!
//! The authorisation server stands in the partner documentation
//! (<https://developers.lexware.io/partner/docs/#security-and-authentication>): exact redirect URIs, S256, Basic client
//! authentication, form bodies. Each refresh brings a new refresh token and ends the old one, so a pair has to be kept
//! before it is used, and only one caller may refresh at a time; that is the business of whoever keeps the pair.

use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use oauth2::basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RefreshToken, RequestTokenError, Scope, TokenResponse as _, TokenUrl,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use crate::address::Address;
use crate::http::{self, Answer, Clients, Failure};
use crate::retry_after;

/// What we ask for: to see whom we talk to, find customers, and read and write invoices.
const SCOPES: [&str; 5] = [
    "profile.read",
    "contacts.read",
    "invoices.read",
    "invoices.write",
    "voucherlist.read",
];

/// The longest answer of an authorisation server that is read.
const LIMIT: usize = 64 << 10;

/// An access token is documented to live four hours; where an answer does not say, we believe in less.
const USUAL_LIFE: TimeDelta = TimeDelta::hours(1);

/// The tokens of one authorisation.
#[derive(Clone, Debug)]
pub struct TokenPair {
    /// Lets in.
    pub access: SecretString,
    /// Brings the next pair, once.
    pub refresh: SecretString,
    /// When the access token ends; it may end earlier.
    pub expires_at: DateTime<Utc>,
}

/// Why there are no tokens. Texts hold no secret.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OAuthError {
    /// The authorisation code or refresh token is wrong, used, or no longer valid.
    #[error("Lexware no longer accepts this authorisation: connect it anew")]
    Withdrawn,
    /// Lexware does not know our client, or switched it off: the operator's business.
    #[error(
        "Lexware refuses this Billhour's client ({0}): check BILLHOUR_LEXWARE_CLIENT_ID and BILLHOUR_LEXWARE_CLIENT_SECRET"
    )]
    Client(String),
    /// Too many requests.
    #[error("Lexware asks to wait {} s", .0.as_secs())]
    Busy(Duration),
    /// No answer, or a failure of the server.
    #[error("Lexware cannot be reached at the moment ({0})")]
    Unavailable(String),
    /// The answer is not what is documented.
    #[error("Lexware answered something that it does not document ({0})")]
    Unexpected(String),
}

/// Where to send a person who is to consent, and what to keep until they come back.
pub struct Consent {
    /// The page that asks for consent.
    pub url: Url,
    /// Proves that whoever redeems the code is whoever asked for it.
    pub verifier: SecretString,
}

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// Our OAuth client at Lexware.
#[derive(Clone, Debug)]
pub struct OAuth {
    client: Client,
    secret: SecretString,
    revocation: Url,
    clients: Clients,
}

impl OAuth {
    /// `redirect` is registered with Lexware and compared letter by letter. `None` where an address cannot be used.
    pub fn new(
        server: &Address,
        id: &str,
        secret: &SecretString,
        redirect: &str,
        clients: Clients,
    ) -> Option<Self> {
        let at = |name: &str| server.join(&["oauth2", name]).to_string();
        let client = BasicClient::new(ClientId::new(id.to_owned()))
            .set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            .set_auth_type(AuthType::BasicAuth)
            .set_auth_uri(AuthUrl::new(at("authorize")).ok()?)
            .set_token_uri(TokenUrl::new(at("token")).ok()?)
            .set_redirect_uri(RedirectUrl::new(redirect.to_owned()).ok()?);
        Some(Self {
            client,
            secret: secret.clone(),
            revocation: server.join(&["oauth2", "revoke"]),
            clients,
        })
    }

    /// The id that we are registered with.
    pub fn client_id(&self) -> &str {
        self.client.client_id()
    }

    /// The way to consent. `state` comes back with the answer; `random` becomes the verifier.
    pub fn consent(&self, state: &str, random: [u8; 32]) -> Consent {
        let verifier = PkceCodeVerifier::new(hex::encode(random));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (url, _) = self
            .client
            .authorize_url(|| CsrfToken::new(state.to_owned()))
            .add_scopes(SCOPES.map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("connection_name", "Billhour")
            .set_pkce_challenge(challenge)
            .url();
        let verifier = verifier.secret().clone().into();
        Consent { url, verifier }
    }

    /// Exchanges an authorisation code for the first pair. A code is good for one try, whatever comes of it.
    pub async fn redeem(
        &self,
        code: &str,
        verifier: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<TokenPair, OAuthError> {
        let http = self.http(now);
        let answer = self
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()))
            .request_async(&http)
            .await;
        pair(answer.map_err(reason)?, now)
    }

    /// Exchanges a refresh token for the next pair, which is to be kept before it is used.
    pub async fn renew(
        &self,
        refresh: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<TokenPair, OAuthError> {
        let http = self.http(now);
        let answer = self
            .client
            .exchange_refresh_token(&RefreshToken::new(refresh.expose_secret().to_owned()))
            .request_async(&http)
            .await;
        pair(answer.map_err(reason)?, now)
    }

    /// Ends an authorisation, access token included. Not by the library, which revokes over https alone and so could not
    /// be tried on this machine.
    pub async fn revoke(
        &self,
        refresh: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<(), OAuthError> {
        let id = encoded(self.client.client_id());
        let secret = encoded(self.secret.expose_secret());
        let request = self
            .clients
            .creating
            .post(self.revocation.clone())
            .basic_auth(id, Some(secret))
            .form(&[("token", refresh.expose_secret())]);
        let answer = self.http(now).attempt(request).await?;
        match answer.status {
            200..=299 => Ok(()),
            400 | 401 => Err(OAuthError::Client(format!("status {}", answer.status))),
            status => Err(OAuthError::Unexpected(format!("status {status}"))),
        }
    }

    const fn http(&self, now: DateTime<Utc>) -> Http<'_> {
        Http {
            clients: &self.clients,
            now,
        }
    }
}

/// Our own client, as the library wants one: no redirects, one attempt, a short answer.
struct Http<'a> {
    clients: &'a Clients,
    now: DateTime<Utc>,
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
    async fn attempt(&self, request: reqwest::RequestBuilder) -> Result<Answer, OAuthError> {
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

/// A part of Basic authentication as RFC 6749, 2.3.1 wants it, and as the library writes it.
fn encoded(part: &str) -> String {
    url::form_urlencoded::byte_serialize(part.as_bytes()).collect()
}

fn pair(answer: BasicTokenResponse, now: DateTime<Utc>) -> Result<TokenPair, OAuthError> {
    let life = answer.expires_in();
    let life = life.and_then(|life| TimeDelta::from_std(life).ok());
    let refresh = answer.refresh_token();
    let refresh = refresh.ok_or_else(|| OAuthError::Unexpected("no refresh token".to_owned()))?;
    Ok(TokenPair {
        access: answer.access_token().secret().clone().into(),
        refresh: refresh.secret().clone().into(),
        expires_at: now + life.unwrap_or(USUAL_LIFE),
    })
}

/// Lexware answers 400 to whatever is wrong with a code, and consumes it.
fn reason(error: RequestTokenError<OAuthError, BasicErrorResponse>) -> OAuthError {
    match error {
        RequestTokenError::ServerResponse(response) => match response.error() {
            BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient => {
                OAuthError::Client(response.error().to_string())
            }
            BasicErrorResponseType::InvalidGrant | BasicErrorResponseType::InvalidRequest => {
                OAuthError::Withdrawn
            }
            other => OAuthError::Unexpected(other.to_string()),
        },
        RequestTokenError::Request(problem) => problem,
        // What could not be read may hold a token.
        RequestTokenError::Parse(..) => OAuthError::Unexpected("no JSON of tokens".to_owned()),
        RequestTokenError::Other(detail) => OAuthError::Unexpected(detail),
    }
}

/// The pair as it is kept, sealed, with its connection.
#[derive(Serialize, Deserialize)]
struct Kept {
    access: String,
    refresh: String,
    expires_at: DateTime<Utc>,
}

impl TokenPair {
    /// The pair as one secret.
    pub fn write(&self) -> Result<SecretString, serde_json::Error> {
        let kept = Kept {
            access: self.access.expose_secret().to_owned(),
            refresh: self.refresh.expose_secret().to_owned(),
            expires_at: self.expires_at,
        };
        serde_json::to_string(&kept).map(SecretString::from)
    }

    /// Reads [`Self::write`] back; `None` for another kind of secret, such as an API key.
    pub fn read(secret: &SecretString) -> Option<Self> {
        let kept: Kept = serde_json::from_str(secret.expose_secret()).ok()?;
        Some(Self {
            access: kept.access.into(),
            refresh: kept.refresh.into(),
            expires_at: kept.expires_at,
        })
    }
}
