//! Connecting a tool, replacing its credentials, and testing it. Nothing counts as connected before the tool said so.

use domain::capabilities::BillingTool;
use domain::random;
use domain::tax::Treatment;
use domain::{ConnectionId, UserId};
use providers::lexware::oauth::TokenPair;
use providers::{Account, ProviderError, Settings};
use secrecy::SecretString;
use store::{
    Connection, ConnectionError, ConnectionState, Name, NewConnection, NewSecret, Stamp, StoreError,
};
use thiserror::Error;

use super::{Entry, Learnt, Tools};

/// Why a tool was not connected. What was there before is as it was.
#[derive(Debug, Error)]
pub enum SetUpError {
    /// Nobody registered this Billhour with the tool, so there is nothing to consent to.
    #[error("this Billhour is no client of the billing tool")]
    NotAClient,
    /// The tool did not accept the credentials, or did not answer.
    #[error(transparent)]
    Tool(#[from] ProviderError),
    /// The consent did not lead to tokens.
    #[error(transparent)]
    OAuth(providers::lexware::oauth::OAuthError),
    /// The company is connected already, is another one, or the connection is gone.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// What was learnt cannot be written down.
    #[error("the settings of the account cannot be kept: {0}")]
    Settings(#[from] serde_json::Error),
}

impl From<StoreError> for SetUpError {
    fn from(error: StoreError) -> Self {
        Self::Connection(error.into())
    }
}

impl Tools {
    /// Connects a company whose credentials the tool accepts.
    pub async fn add(
        &self,
        tool: BillingTool,
        secret: &SecretString,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<ConnectionId, SetUpError> {
        let account = self.ask(tool, secret, Settings::default()).await?;
        let id = ConnectionId::new(stamp.at, &random::id_bytes(&*self.parts.random));
        let learnt = Learnt::of(account.clone(), secret).write()?;
        let secret = self.new_secret(secret, &account, &learnt);
        let new = NewConnection {
            id,
            tool,
            treatment: Treatment::Standard,
            by,
            secret,
        };
        self.parts.store.add_connection(&new, stamp).await?;
        Ok(id)
    }

    /// Replaces the credentials of a connection by others of the same company.
    pub async fn replace(
        &self,
        connection: &Connection,
        secret: &SecretString,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<(), SetUpError> {
        let before = Learnt::read(&connection.settings).settings;
        let account = self.ask(connection.tool, secret, before).await?;
        let learnt = Learnt::of(account.clone(), secret).write()?;
        let secret = self.new_secret(secret, &account, &learnt);
        Ok(self
            .parts
            .store
            .replace_secret(connection.id, &secret, by, stamp)
            .await?)
    }

    /// Asks the tool whether it still accepts the credentials, and learns anew what later calls need. A connection
    /// that the tool had refused is connected again by a good answer, and a good one is not by a bad.
    pub async fn test(
        &self,
        connection: &Connection,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<(), SetUpError> {
        let store = &self.parts.store;
        let secret = store.open_secret(connection.id, &self.parts.key).await?;
        let secret = secret.ok_or(ConnectionError::Gone)?;
        if connection.state == ConnectionState::Disconnected {
            return self.replace(connection, &secret, by, stamp).await;
        }
        let before = Learnt::read(&connection.settings).settings;
        let account = match self.ask(connection.tool, &secret, before).await {
            Ok(account) => account,
            Err(error) => {
                if matches!(error, SetUpError::Tool(ProviderError::Unauthorized)) {
                    super::noting::refused(store, connection.id).await;
                }
                return Err(error);
            }
        };
        let learnt = Learnt::of(account, &secret).write()?;
        if learnt != connection.settings {
            let name = Name::parse(&connection.name).ok();
            let (id, treatment) = (connection.id, connection.treatment);
            store
                .set_connection(id, name.as_ref(), treatment, &learnt, stamp)
                .await?;
        }
        Ok(store.note_connection_used(connection.id, stamp.at).await?)
    }

    async fn ask(
        &self,
        tool: BillingTool,
        secret: &SecretString,
        before: Settings,
    ) -> Result<Account, SetUpError> {
        let entry = Entry::unconnected(secret.clone());
        Ok(self.adapter(tool, entry, before).check().await?)
    }

    fn new_secret<'a>(
        &'a self,
        secret: &'a SecretString,
        account: &'a Account,
        learnt: &'a str,
    ) -> NewSecret<'a> {
        NewSecret {
            secret,
            shows_tail: TokenPair::read(secret).is_none(),
            key: &self.parts.key,
            nonce: random::bytes(&*self.parts.random),
            organisation_id: &account.organisation_id,
            account_name: &account.name,
            settings: learnt,
        }
    }
}
