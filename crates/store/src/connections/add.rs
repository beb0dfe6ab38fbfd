//! Connecting a billing tool, and replacing its credentials.

use domain::capabilities::BillingTool;
use domain::tax::Treatment;
use domain::{ConnectionId, UserId};
use secrecy::{ExposeSecret as _, SecretString};

use super::ConnectionError;
use super::secret::place;
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, exec, run};
use crate::error::StoreError;
use crate::name::Name;
use crate::seal::{self, SealKey, SealNonce};

/// Credentials that the tool accepted, and what it said about them.
pub struct NewSecret<'a> {
    /// The secret.
    pub secret: &'a SecretString,
    /// Whether a person would know it by its end; they never saw tokens that came by consent.
    pub shows_tail: bool,
    /// With what it is sealed.
    pub key: &'a SealKey,
    /// 24 random bytes.
    pub nonce: SealNonce,
    /// The company's id in the tool.
    pub organisation_id: &'a str,
    /// The name that the tool gives.
    pub account_name: &'a str,
    /// What the adapter learnt, as JSON.
    pub settings: &'a str,
}

/// A connection to be made.
pub struct NewConnection<'a> {
    /// The new id.
    pub id: ConnectionId,
    /// To which tool.
    pub tool: BillingTool,
    /// What an admin calls it, if anything.
    pub name: Option<&'a Name>,
    /// How its invoices are taxed.
    pub treatment: Treatment,
    /// Who connects it.
    pub by: UserId,
    /// Its credentials.
    pub secret: NewSecret<'a>,
}

impl Store {
    /// Adds a connection whose credentials the tool accepted.
    pub async fn add_connection(
        &self,
        new: &NewConnection<'_>,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let secret = &new.secret;
        let sealed = secret.seal_for(new.id)?;
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "insert into connections (id, tool, name, organisation_id, account_name, sealed, key_id, secret_tail,
               settings, treatment, state, last_used_at, connected_by, connected_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'connected', $11, $12, $11)",
            new.id.0,
            new.tool.as_str(),
            new.name.map_or("", Name::as_str),
            secret.organisation_id,
            secret.account_name,
            sealed,
            secret.key.id(),
            secret.tail(),
            secret.settings,
            new.treatment.as_str(),
            stamp.at,
            new.by.0,
        )
        .map_err(|error| {
            if error.breaks_unique("organisation") {
                ConnectionError::AlreadyConnected
            } else {
                error.into()
            }
        })?;
        let detail = format!("{} {}", new.id, new.tool.as_str());
        record(&mut tx, AuditKind::ConnectionAdded, &detail, stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Replaces the credentials of a connection by others of the same company; it is connected again. Answers those that
    /// were there, where they still open.
    pub async fn replace_secret(
        &self,
        id: ConnectionId,
        secret: &NewSecret<'_>,
        by: UserId,
        stamp: &Stamp,
    ) -> Result<Option<SecretString>, ConnectionError> {
        let sealed = secret.seal_for(id)?;
        let mut tx = self.begin().await?;
        let before = Before::of(&mut tx, id)
            .await?
            .ok_or(ConnectionError::Gone)?;
        if before.organisation_id != secret.organisation_id {
            return Err(ConnectionError::OtherCompany);
        }
        run!(
            &mut tx,
            "update connections set sealed = $1, key_id = $2, secret_tail = $3, account_name = $4, settings = $5,
               state = 'connected', last_error = null, last_error_at = null, last_used_at = $6, connected_by = $7, connected_at = $6
             where id = $8",
            sealed,
            secret.key.id(),
            secret.tail(),
            secret.account_name,
            secret.settings,
            stamp.at,
            by.0,
            id.0,
        )?;
        record(
            &mut tx,
            AuditKind::ConnectionReplaced,
            &id.to_string(),
            stamp,
        )
        .await?;
        tx.commit().await?;
        Ok(before.opened(id, secret.key))
    }
}

impl NewSecret<'_> {
    fn seal_for(&self, connection: ConnectionId) -> Result<Vec<u8>, StoreError> {
        seal::seal(self.key, place(connection), self.secret, &self.nonce)
    }

    /// The last four characters, and none of a secret that is hardly longer.
    fn tail(&self) -> String {
        if !self.shows_tail {
            return String::new();
        }
        let characters: Vec<char> = self.secret.expose_secret().chars().collect();
        match characters.len() {
            ..12 => String::new(),
            length => characters[length - 4..].iter().collect(),
        }
    }
}

/// A connection before its credentials are replaced.
#[derive(sqlx::FromRow)]
struct Before {
    organisation_id: String,
    sealed: Option<Vec<u8>>,
    key_id: String,
}

impl Before {
    /// Reads a connection that was not removed, and counts the change, so that nobody renews its tokens meanwhile.
    async fn of(tx: &mut Tx, id: ConnectionId) -> Result<Option<Self>, StoreError> {
        Ok(exec!(tx, |conn| {
            sqlx::query_as(
                "update connections set version = version + 1 where id = $1 and state <> 'removed'
                 returning organisation_id, sealed, key_id",
            )
            .bind(id.0)
            .fetch_optional(conn)
            .await
        })?)
    }

    /// A secret that does not open is a reason to replace it.
    fn opened(&self, id: ConnectionId, key: &SealKey) -> Option<SecretString> {
        let sealed = self.sealed.as_ref()?;
        seal::open(key, place(id), &self.key_id, sealed).ok()
    }
}
