//! Connecting a tool, replacing its credentials, and testing it. Nothing counts as connected before the tool said so.

use chrono::{DateTime, Utc};
use domain::capabilities::BillingTool;
use domain::random;
use domain::tax::Treatment;
use domain::{ConnectionId, UserId};
use providers::lexware::oauth::TokenPair;
use providers::{Account, ProviderError, Settings};
use secrecy::SecretString;
use store::{
    Confirmed, Connection, ConnectionError, Name, NewConnection, NewSecret, Stamp, StoreError,
};
use thiserror::Error;

use super::noting::note;
use super::{Entry, Learnt, Tools, Trouble};

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
    /// The tool has no company of one's own with the id that was chosen.
    #[error("the billing tool has no such company of one's own: choose another id")]
    NoSuchCompany,
    /// The tool has no template with the id that was chosen.
    #[error("the billing tool has no such template: choose another id")]
    NoSuchTemplate,
    /// What was learnt cannot be written down.
    #[error("the settings of the account cannot be kept: {0}")]
    Settings(#[from] serde_json::Error),
}

impl From<StoreError> for SetUpError {
    fn from(error: StoreError) -> Self {
        Self::Connection(error.into())
    }
}

/// What somebody brings to connect a tool.
pub struct Brought<'a> {
    /// The tool.
    pub tool: BillingTool,
    /// The token, or what a consent led to.
    pub secret: &'a SecretString,
    /// What they call the company, where they say.
    pub name: Option<&'a Name>,
    /// What they decided before the tool was asked.
    pub settings: Settings,
    /// When they consented; `None` for a token.
    pub consented_at: Option<DateTime<Utc>>,
}

impl<'a> Brought<'a> {
    /// A token, with nothing decided.
    pub fn token(tool: BillingTool, secret: &'a SecretString) -> Self {
        Self {
            tool,
            secret,
            name: None,
            settings: Settings::default(),
            consented_at: None,
        }
    }
}

impl Tools {
    /// Connects a company whose credentials the tool accepts.
    pub async fn add(
        &self,
        brought: &Brought<'_>,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<ConnectionId, SetUpError> {
        let Brought { tool, secret, .. } = *brought;
        let entry = Entry::unconnected(secret.clone());
        let account = self.ask(tool, entry, &brought.settings).await?;
        has_what_was_chosen(&account, &brought.settings)?;
        let id = ConnectionId::new(stamp.at, &random::id_bytes(&*self.parts.random));
        let learnt = Learnt::of(account.clone(), brought.consented_at).write()?;
        let new = NewConnection {
            id,
            tool,
            name: brought.name,
            treatment: Treatment::Standard,
            by,
            secret: self.new_secret(secret, &account, &learnt),
        };
        self.parts.store.add_connection(&new, stamp).await?;
        Ok(id)
    }

    /// Replaces the credentials of a connection by others of the same company.
    pub async fn replace(
        &self,
        connection: &Connection,
        secret: &SecretString,
        consented_at: Option<DateTime<Utc>>,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<(), SetUpError> {
        let before = Learnt::read(&connection.settings).settings;
        let entry = Entry::unconnected(secret.clone());
        let account = self.ask(connection.tool, entry, &before).await?;
        let learnt = Learnt::of(account.clone(), consented_at).write()?;
        let secret = self.new_secret(secret, &account, &learnt);
        let store = &self.parts.store;
        let before = store.replace_secret(connection.id, &secret, by, stamp);
        if let Some(before) = before.await? {
            self.give_back(&before, stamp).await;
        }
        Ok(())
    }

    /// Asks the tool whether it still accepts the credentials, and learns anew what later calls need. A connection
    /// that the tool had refused is connected again by a good answer.
    pub async fn test(&self, connection: &Connection, stamp: &Stamp) -> Result<(), SetUpError> {
        let learnt = Learnt::read(&connection.settings);
        let account = self.ask_again(connection, &learnt.settings).await?;
        self.confirm(connection, account, stamp).await
    }

    /// Goes on with other settings, if the tool works with them.
    pub async fn adjust(
        &self,
        connection: &Connection,
        settings: &Settings,
        stamp: &Stamp,
    ) -> Result<(), SetUpError> {
        let account = self.ask_again(connection, settings).await?;
        has_what_was_chosen(&account, settings)?;
        self.confirm(connection, account, stamp).await
    }

    /// Asks with the credentials of a connection, and notes what is the matter if that does not work.
    async fn ask_again(
        &self,
        connection: &Connection,
        settings: &Settings,
    ) -> Result<Account, SetUpError> {
        let store = &self.parts.store;
        let secret = store.open_secret(connection.id, &self.parts.key).await?;
        // Without one the authorisation was ended, which is no better than a refused token.
        let opened = secret.ok_or(ProviderError::Unauthorized)?;
        let entry = self.entry_of(connection.id, opened.secret);
        let asked = self.ask(connection.tool, entry, settings).await;
        if let Err(error) = &asked
            && let Some(trouble) = Trouble::of(error)
        {
            let clock = &*self.parts.clock;
            note(store, connection.id, opened.connected_at, &trouble, clock).await;
        }
        Ok(asked?)
    }

    async fn ask(
        &self,
        tool: BillingTool,
        entry: Entry,
        settings: &Settings,
    ) -> Result<Account, ProviderError> {
        self.adapter(tool, entry, settings.clone()).check().await
    }

    async fn confirm(
        &self,
        connection: &Connection,
        account: Account,
        stamp: &Stamp,
    ) -> Result<(), SetUpError> {
        let consented_at = Learnt::read(&connection.settings).consented_at;
        let learnt = Learnt::of(account.clone(), consented_at).write()?;
        let confirmed = Confirmed {
            organisation_id: &account.organisation_id,
            account_name: &account.name,
            settings: &learnt,
        };
        let store = &self.parts.store;
        Ok(store
            .confirm_connection(connection.id, &confirmed, stamp)
            .await?)
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

/// An adapter goes on with something else where a choice is not there any more; whoever makes it now is told instead.
fn has_what_was_chosen(account: &Account, chosen: &Settings) -> Result<(), SetUpError> {
    let (Some(chosen), Some(found)) = (&chosen.hq, &account.settings.hq) else {
        return Ok(());
    };
    if chosen.own_company.is_some() && chosen.own_company != found.own_company {
        return Err(SetUpError::NoSuchCompany);
    }
    if chosen.document_template.is_some() && chosen.document_template != found.document_template {
        return Err(SetUpError::NoSuchTemplate);
    }
    Ok(())
}
