//! Our OAuth client at Lexware, as all processes know it: whether it is refused, and until when it is to be left alone.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use providers::lexware::oauth::{OAuth, OAuthError};
use store::{NextTurn, RefusedClient, Store, StoreError};

/// How long a client that is refused is not tried again.
const REFUSED: TimeDelta = TimeDelta::minutes(1);

/// Our client.
#[derive(Clone, Copy)]
pub struct Client<'a> {
    pub(super) store: &'a Store,
    pub(super) oauth: &'a OAuth,
}

impl Client<'_> {
    /// What is known while it is refused. Then no connection is used: one that works again renews its access first, which
    /// ends the refusal for all of them.
    pub async fn refused(self) -> Result<Option<RefusedClient>, StoreError> {
        self.store.refused_client(self.oauth.client_id()).await
    }

    /// What was said, where that is so short ago that it is not to be tried by each connection and each call.
    pub async fn refused_just_now(self, now: DateTime<Utc>) -> Result<Option<String>, StoreError> {
        let refused = self.refused().await?;
        let refused = refused.filter(|refused| now < refused.tried_at + REFUSED);
        Ok(refused.map(|refused| refused.why))
    }

    /// How long the authorisation server still wants to be left alone. It stays shut to a client that goes on asking
    /// (developers.lexware.io/partner, "Rate limits for authorization server"), so the time is for all connections.
    pub async fn busy(self, now: DateTime<Utc>) -> Result<Option<Duration>, StoreError> {
        let (name, at_once) = (self.turns(), Duration::ZERO);
        let next = self.store.take_pace(&name, at_once, at_once, now).await?;
        Ok(match next {
            NextTurn::Taken(_) => None,
            NextTurn::TooFar(wait) => Some(wait),
        })
    }

    /// Notes what asking for tokens says about it: `None` where tokens came.
    pub async fn note(
        self,
        error: Option<&OAuthError>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (store, id) = (self.store, self.oauth.client_id());
        match error {
            None => store.note_client_accepted(id).await,
            Some(OAuthError::Client(why)) => store.note_client_refused(id, why, now).await,
            Some(OAuthError::Busy(wait)) => store.hold_pace(&self.turns(), now + *wait).await,
            Some(_) => Ok(()),
        }
    }

    fn turns(self) -> String {
        format!("oauth/{}", self.oauth.client_id())
    }
}
