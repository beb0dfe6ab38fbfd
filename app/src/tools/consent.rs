//! Connecting Lexware Office by consent instead of by a token.

use domain::capabilities::BillingTool;
use domain::random;
use domain::{ConnectionId, UserId};
use providers::lexware::oauth::{Consent, OAuth, OAuthError, TokenPair};
use secrecy::SecretString;
use store::{Connection, ConnectionError, RefusedClient, Stamp, StoreError};

use super::client::Client;
use super::{Brought, SetUpError, Tools};

impl Tools {
    /// Whether consent can be asked for: the operator has registered us with Lexware.
    pub fn has_oauth(&self) -> bool {
        self.parts.oauth.is_some()
    }

    /// Where a form that asks for consent leads to, for the policy of the page that it is on.
    pub fn consent_origin(&self) -> Option<String> {
        self.parts.oauth.as_ref()?;
        Some(self.parts.addresses.lexware_auth.origin())
    }

    /// The way to consent; `state` comes back with the answer.
    pub fn consent(&self, state: &str) -> Option<Consent> {
        let oauth = self.parts.oauth.as_ref()?;
        Some(oauth.consent(state, random::bytes(&*self.parts.random)))
    }

    /// Connects whoever consented: as a new connection, or as the one that is there for the same company already.
    /// `wanted` is the connection that was to be connected anew; another company than its own is refused.
    pub async fn consented(
        &self,
        wanted: Option<&Connection>,
        code: &str,
        verifier: &SecretString,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<ConnectionId, SetUpError> {
        let oauth = self.parts.oauth.as_ref().ok_or(SetUpError::NotAClient)?;
        let client = self.client(oauth);
        if let Some(wait) = client.busy(stamp.at).await? {
            return Err(OAuthError::Busy(wait).into());
        }
        let pair = oauth.redeem(code, verifier, stamp.at).await;
        client.note(pair.as_ref().err(), stamp.at).await?;
        let pair = pair?;
        let done = self.keep_consent(wanted, &pair, by, stamp).await;
        if done.is_err() {
            // An authorisation that nobody keeps would be one that nobody can withdraw.
            self.revoke(&pair, stamp).await;
        }
        done
    }

    /// Our client at Lexware while it is refused: no connection that was made by consent is used then.
    pub async fn refused_client(&self) -> Result<Option<RefusedClient>, StoreError> {
        match &self.parts.oauth {
            Some(oauth) => self.client(oauth).refused().await,
            None => Ok(None),
        }
    }

    const fn client<'a>(&'a self, oauth: &'a OAuth) -> Client<'a> {
        let store = &self.parts.store;
        Client { store, oauth }
    }

    async fn keep_consent(
        &self,
        wanted: Option<&Connection>,
        pair: &TokenPair,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<ConnectionId, SetUpError> {
        let secret = pair.write()?;
        let consented_at = Some(stamp.at);
        if let Some(connection) = wanted {
            self.replace(connection, &secret, consented_at, by, stamp)
                .await?;
            return Ok(connection.id);
        }
        let brought = Brought {
            consented_at,
            ..Brought::token(BillingTool::Lexware, &secret)
        };
        match self.add(&brought, by, stamp).await {
            Err(SetUpError::Connection(ConnectionError::AlreadyConnected)) => {
                self.connect_known(&secret, by, stamp).await
            }
            other => other,
        }
    }

    /// The company is connected already: consent given once more is what reconnecting is.
    async fn connect_known(
        &self,
        secret: &SecretString,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<ConnectionId, SetUpError> {
        let connections = self.parts.store.connections().await?;
        let lexware = connections
            .iter()
            .filter(|c| c.tool == BillingTool::Lexware);
        for connection in lexware {
            match self
                .replace(connection, secret, Some(stamp.at), by, stamp)
                .await
            {
                Err(SetUpError::Connection(ConnectionError::OtherCompany)) => {}
                other => return other.map(|()| connection.id),
            }
        }
        Err(ConnectionError::Gone.into())
    }

    /// Ends the authorisation of a connection that is about to be removed. A tool that cannot be reached keeps nobody
    /// from removing it.
    pub async fn withdraw(&self, connection: &Connection, stamp: &Stamp) {
        let secret = self.parts.store.open_secret(connection.id, &self.parts.key);
        if let Ok(Some(opened)) = secret.await {
            self.give_back(&opened.secret, stamp).await;
        }
    }

    /// Ends the authorisation that these credentials are of, if they came by consent: once nobody keeps them, nobody could.
    /// A copy ends none, since it is that of the Billhour that it was copied from.
    pub(super) async fn give_back(&self, secret: &SecretString, stamp: &Stamp) {
        let Some(pair) = TokenPair::read(secret) else {
            return;
        };
        match self.parts.store.is_admitted(&self.parts.installation).await {
            Ok(true) => self.revoke(&pair, stamp).await,
            Ok(false) => tracing::info!("a copy withdraws no authorisation"),
            Err(error) => tracing::warn!(%error, "an authorisation was not withdrawn"),
        }
    }

    async fn revoke(&self, pair: &TokenPair, stamp: &Stamp) {
        let Some(oauth) = &self.parts.oauth else {
            return;
        };
        if let Err(error) = oauth.revoke(&pair.refresh, stamp.at).await {
            tracing::warn!(%error, "an authorisation could not be withdrawn");
        }
    }
}

impl From<OAuthError> for SetUpError {
    fn from(error: OAuthError) -> Self {
        Self::OAuth(error)
    }
}
