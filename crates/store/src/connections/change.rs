//! What happens to a connection after it was made.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ConnectionId;
use domain::tax::Treatment;

use super::ConnectionError;
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{run, run_alone};
use crate::error::StoreError;
use crate::name::Name;

/// What calls say about their connection is written no more often than this: many calls a minute would be many writes.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

impl Store {
    /// Names a connection, or un-names it (`None`), and sets what its invoices say unless somebody says otherwise.
    pub async fn set_connection(
        &self,
        id: ConnectionId,
        name: Option<&Name>,
        treatment: Treatment,
        settings: &str,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let mut tx = self.begin().await?;
        let rows = run!(
            &mut tx,
            "update connections set name = $1, treatment = $2, settings = $3, version = version + 1
             where id = $4 and state <> 'removed'",
            name.map_or("", Name::as_str),
            treatment.as_str(),
            settings,
            id.0,
        )?;
        one(rows)?;
        record(
            &mut tx,
            AuditKind::ConnectionChanged,
            &id.to_string(),
            stamp,
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Notes that the tool answered. A connection that it had refused is not connected by that: its credentials are
    /// what a person has to look at.
    pub async fn note_connection_used(
        &self,
        id: ConnectionId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update connections set last_used_at = $1 where id = $2 and (last_used_at is null or last_used_at <= $3)",
            now,
            id.0,
            now - NOTED_EVERY,
        )?;
        Ok(())
    }

    /// Notes that the tool did not do what was asked, for a reason that says nothing about the credentials. The same
    /// again is written no more often than its use.
    pub async fn note_connection_error(
        &self,
        id: ConnectionId,
        error: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update connections set last_error = $1, last_error_at = $2
             where id = $3 and state = 'connected'
               and (last_error is null or last_error <> $1 or last_error_at <= $4)",
            error,
            now,
            id.0,
            now - NOTED_EVERY,
        )?;
        Ok(())
    }

    /// Notes that the tool refused the credentials that were connected at `connected_at`. Of several reasons the first one
    /// stands; a connection that was removed stays removed, and one that has got other credentials since stays connected.
    pub async fn disconnect(
        &self,
        id: ConnectionId,
        connected_at: DateTime<Utc>,
        error: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update connections set last_error = case when state = 'connected' then $1 else last_error end,
               last_error_at = case when state = 'connected' then $2 else last_error_at end,
               state = 'disconnected', version = version + 1
             where id = $3 and connected_at = $4 and state <> 'removed'",
            error,
            now,
            id.0,
            connected_at,
        )
        .map(drop)
    }

    /// Notes that the tool ended the authorisation that was given at `connected_at` for good, and erases the tokens that
    /// are worth nothing any more. Those of another authorisation that was given since stay.
    pub async fn end_authorisation(
        &self,
        id: ConnectionId,
        connected_at: DateTime<Utc>,
        error: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update connections set state = 'disconnected', last_error = $1, last_error_at = $2, sealed = null,
               version = version + 1
             where id = $3 and connected_at = $4 and state <> 'removed'",
            error,
            now,
            id.0,
            connected_at,
        )
        .map(drop)
    }

    /// Removes a connection and erases its secret. Invoices that were made with it still name it.
    pub async fn remove_connection(
        &self,
        id: ConnectionId,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let mut tx = self.begin().await?;
        let rows = run!(
            &mut tx,
            "update connections set state = 'removed', sealed = null, secret_tail = '', version = version + 1
             where id = $1 and state <> 'removed'",
            id.0,
        )?;
        one(rows)?;
        record(
            &mut tx,
            AuditKind::ConnectionRemoved,
            &id.to_string(),
            stamp,
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

pub(super) fn one(rows: u64) -> Result<(), ConnectionError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(ConnectionError::Gone)
    }
}
