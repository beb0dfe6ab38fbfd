//! Stopping everything that a connection sends, and what else keeps it from sending.

use chrono::{DateTime, Utc};
use domain::ConnectionId;

use super::ConnectionError;
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{read, run};
use crate::error::StoreError;

/// A connection that an admin has stopped.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stopped {
    /// Since when.
    pub at: DateTime<Utc>,
    /// The admin's name.
    pub by: String,
    /// Why, in their words; may be empty.
    pub why: String,
}

impl Store {
    /// Whether an admin has stopped a connection.
    pub async fn stopped(&self, id: ConnectionId) -> Result<Option<Stopped>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select c.stopped_at as at, u.name as by, c.stopped_why as why
                 from connections c join users u on u.id = c.stopped_by where c.id = $1 and c.stopped_at is not null",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?)
    }

    /// Stops a connection: nothing is sent over it until it is allowed again. Looking goes on.
    pub async fn stop_sending(
        &self,
        id: ConnectionId,
        why: &str,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let mut tx = self.begin().await?;
        let rows = run!(
            &mut tx,
            "update connections set stopped_at = $2, stopped_by = $3, stopped_why = $4
             where id = $1 and state <> 'removed' and stopped_at is null",
            id.0,
            stamp.at,
            stamp.by.map(|user| user.0),
            why,
        )?;
        if rows == 1 {
            record(&mut tx, AuditKind::SendingStopped, &id.to_string(), stamp).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Allows a stopped connection to send again.
    pub async fn allow_sending(
        &self,
        id: ConnectionId,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let mut tx = self.begin().await?;
        let rows = run!(
            &mut tx,
            "update connections set stopped_at = null, stopped_by = null, stopped_why = ''
             where id = $1 and stopped_at is not null",
            id.0,
        )?;
        if rows == 1 {
            record(&mut tx, AuditKind::SendingAllowed, &id.to_string(), stamp).await?;
        }
        Ok(tx.commit().await?)
    }

    /// When the last `count` sends over this connection since `since` ended without an answer that says what became of
    /// them, latest first. What a process left behind that died says nothing about the tool; and a refusal, known by how
    /// the detail of its event begins, is an answer even where its draft is looked for all the same.
    pub async fn unknowns_since(
        &self,
        id: ConnectionId,
        since: DateTime<Utc>,
        count: i32,
    ) -> Result<Vec<DateTime<Utc>>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar(
                r#"select e.at from invoice_events e join invoices i on i.id = e.invoice_id
                 where i.connection_id = $1 and e.kind = 'answered' and e.to_state = 'unknown' and e.at > $2
                   and e.detail not like '{"answer":{"refused":%'
                 order by e.at desc limit $3"#,
            )
            .bind(id.0)
            .bind(since)
            .bind(count)
            .fetch_all(pool)
            .await
        })?)
    }
}
