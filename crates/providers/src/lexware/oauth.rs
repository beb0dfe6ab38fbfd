//! Consent by OAuth 2.0: authorisation code with PKCE, and refresh tokens that rotate.
//!
//! The authorisation server stands in the partner documentation
//! (<https://developers.lexware.io/partner/docs/#security-and-authentication>): exact redirect URIs, S256, Basic client
//! authentication, form bodies. Each refresh brings a new refresh token and ends the old one, so a pair has to be kept
//! before it is used, and only one caller may refresh at a time; that is the business of whoever keeps the pair.

mod error;
mod tokens;
mod transport;

use chrono::{DateTime, Utc};
use oauth2::basic::BasicClient;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, Scope, TokenUrl,
};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use self::error::{of_code, of_refresh};
use self::transport::Http;
use crate::address::Address;
use crate::http::Clients;

pub use error::OAuthError;
pub use tokens::TokenPair;

/// What we ask for: to see whom we talk to, find customers, and read and write invoices.
const SCOPES: [&str; 5] = [
    "profile.read",
    "contacts.read",
    "invoices.read",
    "invoices.write",
    "voucherlist.read",
];

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
        TokenPair::of(&answer.map_err(of_code)?, now)
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
        TokenPair::of(&answer.map_err(of_refresh)?, now)
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

/// A part of Basic authentication as RFC 6749, 2.3.1 wants it, and as the library writes it.
fn encoded(part: &str) -> String {
    url::form_urlencoded::byte_serialize(part.as_bytes()).collect()
}
