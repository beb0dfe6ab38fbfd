//! Connecting by consent, from the question to the revocation.

use chrono::{DateTime, Utc};
use domain::Clock;
use providers::lexware::oauth::{OAuth, OAuthError, TokenPair};
use providers::{AccessTokens, Address, FixedToken, Provider, ProviderError};
use reqwest::{Url, redirect};
use sandbox::LexwareOptions;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::sync::Arc;

use crate::office::{Office, clients};

pub(crate) const CALLBACK: &str = "http://127.0.0.1:3000/oauth/lexware/callback";

/// Our client at the simulated authorisation server.
pub(crate) struct Client<'a> {
    pub(crate) oauth: OAuth,
    pub(crate) office: &'a Office,
}

impl<'a> Client<'a> {
    pub(crate) fn of(office: &'a Office) -> Self {
        Self::with_secret(office, LexwareOptions::DEMO_CLIENT_SECRET)
    }

    fn with_secret(office: &'a Office, secret: &str) -> Self {
        let server = Address::parse(&format!("{}/lexware", office.base)).unwrap();
        let id = LexwareOptions::DEMO_CLIENT_ID;
        let oauth = OAuth::new(&server, id, &secret.into(), CALLBACK, clients()).unwrap();
        Self { oauth, office }
    }

    fn now(&self) -> DateTime<Utc> {
        self.office.clock.now()
    }

    /// Sends a person to the page, who decides; answers where the browser is sent.
    async fn decided(&self, decision: &str) -> (Url, SecretString) {
        let consent = self.oauth.consent("the-state", [7; 32]);
        let browser = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .build()
            .unwrap();
        let page = browser.get(consent.url.clone()).send().await.unwrap();
        assert_eq!(page.status(), 200);
        let mut form: Vec<(String, String)> = consent.url.query_pairs().into_owned().collect();
        for (name, value) in [
            ("email", LexwareOptions::DEMO_USER),
            ("password", LexwareOptions::DEMO_PASSWORD),
            ("decision", decision),
        ] {
            form.push((name.to_owned(), value.to_owned()));
        }
        let action = consent.url.join("authorize").unwrap();
        let answer = browser.post(action).form(&form).send().await.unwrap();
        let location = answer.headers()["location"].to_str().unwrap();
        (Url::parse(location).unwrap(), consent.verifier)
    }

    pub(crate) async fn connected(&self) -> TokenPair {
        let (back, verifier) = self.decided("allow").await;
        let code = parameter(&back, "code").unwrap();
        self.oauth
            .redeem(&code, &verifier, self.now())
            .await
            .unwrap()
    }

    async fn check(&self, token: &SecretString) -> Result<String, ProviderError> {
        let tokens: Arc<dyn AccessTokens> = Arc::new(FixedToken(token.clone()));
        let account = self.office.with(tokens).check().await?;
        Ok(account.name)
    }
}

fn parameter(url: &Url, key: &str) -> Option<String> {
    let found = url.query_pairs().find(|(name, _)| name == key);
    found.map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn a_person_allows_it_and_the_company_answers() {
    let office = Office::open().await;
    let client = Client::of(&office);
    let (back, verifier) = client.decided("allow").await;
    assert!(back.as_str().starts_with(CALLBACK));
    assert_eq!(parameter(&back, "state").as_deref(), Some("the-state"));
    let code = parameter(&back, "code").unwrap();
    let pair = client
        .oauth
        .redeem(&code, &verifier, client.now())
        .await
        .unwrap();
    assert_eq!((pair.expires_at - client.now()).num_seconds(), 14_399);
    assert_eq!(
        client.check(&pair.access).await.unwrap(),
        "Studio Nordlicht"
    );
}

#[tokio::test]
async fn a_person_denies_it() {
    let office = Office::open().await;
    let (back, _) = Client::of(&office).decided("deny").await;
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&back, "code"), None);
}

#[tokio::test]
async fn a_code_is_good_for_one_try_with_its_own_verifier() {
    let office = Office::open().await;
    let client = Client::of(&office);
    let (back, verifier) = client.decided("allow").await;
    let code = parameter(&back, "code").unwrap();
    let pair = client
        .oauth
        .redeem(&code, &verifier, client.now())
        .await
        .unwrap();
    let again = client.oauth.redeem(&code, &verifier, client.now()).await;
    assert_eq!(again.unwrap_err(), OAuthError::Withdrawn);
    // The second use ended what the first one had begun.
    assert_eq!(
        client.check(&pair.access).await,
        Err(ProviderError::Unauthorized)
    );
    let (back, _) = client.decided("allow").await;
    let code = parameter(&back, "code").unwrap();
    let stranger = client
        .oauth
        .redeem(&code, &"another-verifier".into(), client.now())
        .await;
    assert_eq!(stranger.unwrap_err(), OAuthError::Withdrawn);
}

#[tokio::test]
async fn each_refresh_token_is_good_once() {
    let office = Office::open().await;
    let client = Client::of(&office);
    let first = client.connected().await;
    let second = client
        .oauth
        .renew(&first.refresh, client.now())
        .await
        .unwrap();
    assert_ne!(
        first.refresh.expose_secret(),
        second.refresh.expose_secret()
    );
    assert_eq!(
        client.check(&first.access).await,
        Err(ProviderError::Unauthorized)
    );
    assert!(client.check(&second.access).await.is_ok());
    let again = client.oauth.renew(&first.refresh, client.now()).await;
    assert_eq!(again.unwrap_err(), OAuthError::Withdrawn);
}

#[tokio::test]
async fn revoking_ends_both_tokens() {
    let office = Office::open().await;
    let client = Client::of(&office);
    let pair = client.connected().await;
    client
        .oauth
        .revoke(&pair.refresh, client.now())
        .await
        .unwrap();
    assert_eq!(
        client.check(&pair.access).await,
        Err(ProviderError::Unauthorized)
    );
    let renewed = client.oauth.renew(&pair.refresh, client.now()).await;
    assert_eq!(renewed.unwrap_err(), OAuthError::Withdrawn);
}

#[tokio::test]
async fn a_wrong_or_switched_off_client_is_the_operators_business() {
    let office = Office::open().await;
    let pair = Client::of(&office).connected().await;
    let stranger = Client::with_secret(&office, "wrong");
    let renewed = stranger.oauth.renew(&pair.refresh, stranger.now()).await;
    assert!(matches!(renewed.unwrap_err(), OAuthError::Client(_)));
    let revoked = stranger.oauth.revoke(&pair.refresh, stranger.now()).await;
    assert!(matches!(revoked.unwrap_err(), OAuthError::Client(_)));
    // The authorisation is untouched.
    assert!(Client::of(&office).check(&pair.access).await.is_ok());
    let office = Office::open_with(|options| options.client_enabled = false).await;
    let client = Client::of(&office);
    let renewed = client.oauth.renew(&"any".into(), client.now()).await;
    assert!(matches!(renewed.unwrap_err(), OAuthError::Client(_)));
}

#[tokio::test]
async fn a_server_that_fails_ends_nothing() {
    let office = Office::open().await;
    let client = Client::of(&office);
    let pair = client.connected().await;
    for (status, fits) in [
        (
            429,
            (|error| matches!(error, OAuthError::Busy(_))) as fn(OAuthError) -> bool,
        ),
        (500, |error| matches!(error, OAuthError::Unavailable(_))),
        (504, |error| matches!(error, OAuthError::Unavailable(_))),
    ] {
        office
            .fault_with("token", "status_before_commit", json!({"status": status}))
            .await;
        let error = client
            .oauth
            .renew(&pair.refresh, client.now())
            .await
            .unwrap_err();
        assert!(fits(error), "{status}");
    }
    for fault in [
        "html_body",
        "malformed_body",
        "empty_body",
        "wrong_type_body",
    ] {
        let (client, pair) = (Client::of(&office), client.connected().await);
        office.fault("token", fault).await;
        let error = client
            .oauth
            .renew(&pair.refresh, client.now())
            .await
            .unwrap_err();
        assert!(
            matches!(error, OAuthError::Unexpected(_)),
            "{fault}: {error:?}"
        );
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(pair.refresh.expose_secret()), "{fault}");
    }
    assert!(
        client
            .oauth
            .renew(&pair.refresh, client.now())
            .await
            .is_ok()
    );
}
