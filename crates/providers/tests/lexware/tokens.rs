//! Tokens that end in the middle of something.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use domain::Clock;
use providers::lexware::oauth::{OAuth, TokenPair};
use providers::{AccessTokens, Outcome, Provider, ProviderError, Refusal};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::sync::Mutex;

use crate::common::clock::TestClock;
use crate::consent::Client;
use crate::office::{Office, executed};
use crate::sample::{acme, september};

/// Tokens as they are kept for a connection, in memory.
struct Kept {
    oauth: OAuth,
    clock: Arc<TestClock>,
    pair: Mutex<TokenPair>,
    renewed: AtomicUsize,
}

impl Kept {
    async fn of(office: &Office) -> Arc<Self> {
        let client = Client::of(office);
        let pair = client.connected().await;
        Arc::new(Self {
            oauth: client.oauth,
            clock: office.clock.clone(),
            pair: Mutex::new(pair),
            renewed: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl AccessTokens for Kept {
    async fn current(&self) -> Result<SecretString, ProviderError> {
        Ok(self.pair.lock().await.access.clone())
    }

    async fn instead_of(&self, refused: &SecretString) -> Result<SecretString, ProviderError> {
        let mut pair = self.pair.lock().await;
        if pair.access.expose_secret() == refused.expose_secret() {
            self.renewed.fetch_add(1, Ordering::SeqCst);
            let renewed = self.oauth.renew(&pair.refresh, self.clock.now()).await;
            *pair = renewed.map_err(|_| ProviderError::Unauthorized)?;
        }
        Ok(pair.access.clone())
    }
}

#[tokio::test]
async fn a_token_that_ended_is_renewed_and_the_draft_is_made_once() {
    let office = Office::open().await;
    let kept = Kept::of(&office).await;
    let lexware = office.with(kept.clone());
    let before = office.documents().await.len();
    office.clock.advance(5 * 3600);
    executed(lexware.create(&september(acme()), "").await);
    assert_eq!(kept.renewed.load(Ordering::SeqCst), 1);
    assert_eq!(office.documents().await.len(), before + 1);
    assert!(lexware.check().await.is_ok());
    assert_eq!(kept.renewed.load(Ordering::SeqCst), 1);
}

/// Lexware answers 401 also while its API is down; a renewal that works proves that the authorisation stands.
#[tokio::test]
async fn a_token_is_renewed_once_and_then_believed() {
    let office = Office::open().await;
    let kept = Kept::of(&office).await;
    let lexware = office.with(kept.clone());
    let refuse_twice = json!({"status": 401, "count": 2});
    for operation in ["create_invoice", "profile"] {
        office
            .fault_with(operation, "status_before_commit", refuse_twice.clone())
            .await;
    }
    let before = office.documents().await.len();
    let outcome = lexware.create(&september(acme()), "").await;
    assert!(
        matches!(outcome, Outcome::NotExecuted(Refusal::NotSent { .. })),
        "{outcome:?}"
    );
    assert_eq!(kept.renewed.load(Ordering::SeqCst), 1);
    assert_eq!(office.count("create_invoice").await, 2);
    assert_eq!(office.documents().await.len(), before);

    let read = lexware.check().await;
    assert!(
        matches!(read, Err(ProviderError::Unavailable { .. })),
        "{read:?}"
    );
    assert_eq!(kept.renewed.load(Ordering::SeqCst), 2);
    assert!(lexware.check().await.is_ok(), "the API is back");
}

#[tokio::test]
async fn an_access_that_was_taken_away_is_said_to_be() {
    let office = Office::open().await;
    let kept = Kept::of(&office).await;
    let lexware = office.with(kept.clone());
    let pair = kept.pair.lock().await.clone();
    kept.oauth
        .revoke(&pair.refresh, office.clock.now())
        .await
        .unwrap();
    let outcome = lexware.create(&september(acme()), "").await;
    assert_eq!(outcome, Outcome::NotExecuted(Refusal::Unauthorized));
    assert_eq!(lexware.check().await, Err(ProviderError::Unauthorized));
    assert!(matches!(
        lexware.customers("acme").await,
        Err(ProviderError::Unauthorized)
    ));
    // Nothing was asked for with a token that isn't there.
    assert_eq!(office.count("create_invoice").await, 1);
}

#[tokio::test]
async fn many_who_are_refused_at_once_renew_once() {
    let office = Office::open().await;
    let kept = Kept::of(&office).await;
    let lexware = Arc::new(office.with(kept.clone()));
    office.clock.advance(5 * 3600);
    let asked: Vec<_> = (0..8)
        .map(|_| {
            let lexware = lexware.clone();
            tokio::spawn(async move { lexware.check().await })
        })
        .collect();
    for answer in asked {
        assert!(answer.await.unwrap().is_ok());
    }
    assert_eq!(kept.renewed.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn no_token_is_quoted() {
    let office = Office::open().await;
    let kept = Kept::of(&office).await;
    let lexware = office.with(kept.clone());
    let token = kept.pair.lock().await.access.clone();
    assert!(!format!("{lexware:?}").contains(token.expose_secret()));
}
