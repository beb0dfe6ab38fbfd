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

/// When a connection was last used is written no more often than this: many calls a minute would be many writes.
const USED_EVERY: TimeDelta = TimeDelta::minutes(1);

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
            now - USED_EVERY,
        )?;
        Ok(())
    }

    /// Notes that the tool refused the credentials, in its own words. A removed connection stays removed.
    pub async fn disconnect(&self, id: ConnectionId, error: &str) -> Result<(), ConnectionError> {
        one(run_alone!(
            self,
            "update connections set state = 'disconnected', last_error = $1, version = version + 1
             where id = $2 and state <> 'removed'",
            error,
            id.0,
        )?)
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

fn one(rows: u64) -> Result<(), ConnectionError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(ConnectionError::Gone)
    }
}
