//! The tokens of a connection that was made by consent, renewed by one caller at a time.
//!
//! Each renewal brings a new refresh token and ends the old one: two at once would end the connection. So it is done in
//! a turn that all processes share, the new pair is durable before anybody uses it, and no database transaction is open
//! while the tool is asked.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::random::{self, Random};
use domain::{Clock, ConnectionId};
use providers::lexware::oauth::{OAuth, OAuthError, TokenPair};
use providers::{AccessTokens, ProviderError};
use secrecy::{ExposeSecret as _, SecretString};
use store::{Installation, SealKey, Store, StoreError};
use tokio::sync::Mutex;

use super::client::Client;
use super::{Trouble, noting};

/// A token that ends sooner than this is renewed before it is used.
const AHEAD: TimeDelta = TimeDelta::minutes(2);
/// How long a turn to renew lasts: longer than two requests may take.
const TURN: TimeDelta = TimeDelta::minutes(2);
/// How long to wait for whoever else renews, and how often.
const PAUSE: Duration = Duration::from_millis(200);
const PAUSES: usize = 150;

/// A pair as it is kept.
struct Held {
    pair: TokenPair,
    /// When it, or those that it was renewed from, came by consent.
    connected_at: DateTime<Utc>,
}

/// The tokens of one connection.
pub struct Tokens {
    pub(super) store: Store,
    pub(super) key: Arc<SealKey>,
    pub(super) oauth: OAuth,
    pub(super) connection: ConnectionId,
    pub(super) owner: String,
    pub(super) installation: Installation,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    /// Spares the database those who wait in this process.
    pub(super) alone: Mutex<()>,
}

#[async_trait]
impl AccessTokens for Tokens {
    async fn current(&self) -> Result<SecretString, ProviderError> {
        let Held { pair, .. } = self.held().await?;
        let is_fresh = pair.expires_at - AHEAD > self.clock.now();
        if is_fresh && self.client().refused().await.map_err(failed)?.is_none() {
            return Ok(pair.access);
        }
        self.instead_of(&pair.access).await
    }

    async fn instead_of(&self, refused: &SecretString) -> Result<SecretString, ProviderError> {
        let _alone = self.alone.lock().await;
        let name = format!("oauth/{}", self.connection);
        for _ in 0..PAUSES {
            let Held { pair, .. } = self.held().await?;
            if !is_same(&pair.access, refused) {
                return Ok(pair.access);
            }
            let now = self.clock.now();
            let turn = self.store.take_turn(&name, &self.owner, now, now + TURN);
            if let Some(turn) = turn.await.map_err(failed)? {
                let renewed = self.renew(refused).await;
                let ended = self.store.end_turn(turn, self.clock.now()).await;
                return renewed.and_then(|token| ended.map(|()| token).map_err(failed));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(ProviderError::Unavailable {
            detail: "another process renews the access".to_owned(),
        })
    }
}

impl Tokens {
    /// The pair as it is kept now.
    async fn held(&self) -> Result<Held, ProviderError> {
        let opened = self.store.open_secret(self.connection, &self.key).await;
        let opened = opened.map_err(failed)?;
        let held = opened.and_then(|opened| {
            let pair = TokenPair::read(&opened.secret)?;
            let connected_at = opened.connected_at;
            Some(Held { pair, connected_at })
        });
        held.ok_or(ProviderError::Unauthorized)
    }

    /// Renews the pair whose access token is `old`, unless somebody has in the meantime.
    async fn renew(&self, old: &SecretString) -> Result<SecretString, ProviderError> {
        let Held { pair, connected_at } = self.held().await?;
        if !is_same(&pair.access, old) {
            return Ok(pair.access);
        }
        let admitted = self.store.is_admitted(&self.installation).await;
        if !admitted.map_err(failed)? {
            return Err(ProviderError::Held {
                why: "a copy renews no access: it would end that of the Billhour that it was copied from"
                    .to_owned(),
            });
        }
        self.may_ask().await?;
        let next = match self.oauth.renew(&pair.refresh, self.clock.now()).await {
            // Where only the answer was lost, the old token is dead, and then this says so.
            Err(OAuthError::Unavailable(_)) => {
                self.oauth.renew(&pair.refresh, self.clock.now()).await
            }
            other => other,
        };
        let next = match next {
            Ok(next) => next,
            Err(error) => return self.not_renewed(error, old, connected_at).await,
        };
        if !self.keep(&next, connected_at).await? {
            return self.overtaken(&next).await;
        }
        let accepted = self.client().note(None, self.clock.now());
        accepted.await.map_err(failed)?;
        tracing::info!(connection = %self.connection, "the access was renewed");
        Ok(next.access)
    }

    const fn client(&self) -> Client<'_> {
        let (store, oauth) = (&self.store, &self.oauth);
        Client { store, oauth }
    }

    /// Whether Lexware may be asked for tokens now, and not only once it has been left alone for a while.
    async fn may_ask(&self) -> Result<(), ProviderError> {
        let (client, now) = (self.client(), self.clock.now());
        if let Some(detail) = client.refused_just_now(now).await.map_err(failed)? {
            return Err(ProviderError::NotAClient { detail });
        }
        match client.busy(now).await.map_err(failed)? {
            Some(wait) => Err(ProviderError::rate_limited(wait)),
            None => Ok(()),
        }
    }

    /// Keeps a pair, unless the authorisation that it is of was replaced or removed meanwhile; answers which.
    async fn keep(
        &self,
        pair: &TokenPair,
        connected_at: DateTime<Utc>,
    ) -> Result<bool, ProviderError> {
        let secret = pair.write().map_err(|error| ProviderError::Unavailable {
            detail: error.to_string(),
        })?;
        let nonce = random::bytes(&*self.random);
        let (store, key) = (&self.store, &self.key);
        let kept = store.renew_secret(self.connection, connected_at, &secret, key, &nonce);
        kept.await.map_err(failed)
    }

    /// Ends an authorisation that was renewed and that nobody keeps any more, and goes on with the one that is there now.
    async fn overtaken(&self, pair: &TokenPair) -> Result<SecretString, ProviderError> {
        if let Err(error) = self.oauth.revoke(&pair.refresh, self.clock.now()).await {
            tracing::warn!(connection = %self.connection, %error, "an authorisation could not be withdrawn");
        }
        Ok(self.held().await?.pair.access)
    }

    /// What it means that the pair was not renewed. Somebody may have connected anew meanwhile: then there is another one.
    async fn not_renewed(
        &self,
        error: OAuthError,
        old: &SecretString,
        connected_at: DateTime<Utc>,
    ) -> Result<SecretString, ProviderError> {
        tracing::warn!(connection = %self.connection, %error, "the access was not renewed");
        let noted = self.client().note(Some(&error), self.clock.now());
        noted.await.map_err(failed)?;
        Err(match error {
            OAuthError::Withdrawn => {
                let now = self.held().await?.pair;
                if !is_same(&now.access, old) {
                    return Ok(now.access);
                }
                let (store, connection) = (&self.store, self.connection);
                let withdrawn = Trouble::Withdrawn;
                noting::note(store, connection, connected_at, &withdrawn, &*self.clock).await;
                ProviderError::Unauthorized
            }
            // No connection is given up for it; all of them wait.
            OAuthError::Client(detail) => ProviderError::NotAClient { detail },
            OAuthError::Busy(retry_after) => ProviderError::RateLimited { retry_after },
            OAuthError::Unavailable(detail) | OAuthError::Unexpected(detail) => {
                ProviderError::Unavailable { detail }
            }
        })
    }
}

fn is_same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}

/// Without its database Billhour reaches no tool either; that is nobody's wrong password.
fn failed(error: StoreError) -> ProviderError {
    tracing::error!(%error, "the tokens of a connection could not be read or kept");
    ProviderError::Unavailable {
        detail: "Billhour's own database".to_owned(),
    }
}
