//! Comparing a journal with the database.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{InvoiceId, SendId};
use uuid::Uuid;

use super::SendRecord;
use crate::Store;
use crate::db::{Tx, read, run};
use crate::error::StoreError;

/// Postgres keeps microseconds, and a clock nanoseconds: the same moment is not the same to the last digit.
const SAME_MOMENT: TimeDelta = TimeDelta::milliseconds(1);

impl Store {
    /// Those of these sends that the database does not know: neither as an attempt nor as one that was lost before.
    pub async fn unknown_sends(
        &self,
        sends: Vec<SendRecord>,
    ) -> Result<Vec<SendRecord>, StoreError> {
        let Some(first) = sends.iter().map(|send| send.sent_at).min() else {
            return Ok(sends);
        };
        let attempts = self.attempts_since(first - SAME_MOMENT).await?;
        let noticed = self.noticed_since(first - SAME_MOMENT).await?;
        let is_known = |send: &SendRecord| {
            let attempt = attempts.get(&(send.invoice, send.attempt));
            attempt.is_some_and(|at| (*at - send.sent_at).abs() < SAME_MOMENT)
                || noticed.contains(&send.id)
        };
        Ok(sends.into_iter().filter(|send| !is_known(send)).collect())
    }

    /// Notes sends that the database does not know: from now on nothing is sent, until an admin has gone through them.
    pub async fn notice_lost_sends(
        &self,
        sends: &[SendRecord],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for send in sends {
            insert(&mut tx, send, now).await?;
        }
        tx.commit().await
    }

    async fn attempts_since(
        &self,
        since: DateTime<Utc>,
    ) -> Result<HashMap<(InvoiceId, i32), DateTime<Utc>>, StoreError> {
        let rows: Vec<(Uuid, i32, DateTime<Utc>)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select invoice_id, attempt, sent_at from invoice_attempts where sent_at >= $1",
            )
            .bind(since)
            .fetch_all(pool)
            .await
        })?;
        let rows = rows.into_iter();
        Ok(rows
            .map(|(invoice, attempt, at)| ((InvoiceId(invoice), attempt), at))
            .collect())
    }

    async fn noticed_since(&self, since: DateTime<Utc>) -> Result<HashSet<SendId>, StoreError> {
        let rows: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar("select id from lost_sends where sent_at >= $1")
                .bind(since)
                .fetch_all(pool)
                .await
        })?;
        Ok(rows.into_iter().map(SendId).collect())
    }
}

async fn insert(tx: &mut Tx, send: &SendRecord, now: DateTime<Utc>) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into lost_sends (id, invoice_id, attempt, connection_id, organisation_id, reference, payload,
           before_image, sent_at, noticed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        send.id.0,
        send.invoice.0,
        send.attempt,
        send.connection.0,
        send.organisation_id.as_str(),
        send.reference.as_deref(),
        send.payload.as_str(),
        send.before_image.as_deref(),
        send.sent_at,
        now,
    )?;
    for (entry, seconds) in &send.entries {
        run!(
            tx,
            "insert into lost_send_entries (send_id, entry_id, seconds) values ($1, $2, $3)
             on conflict (send_id, entry_id) do nothing",
            send.id.0,
            entry.0,
            *seconds,
        )?;
    }
    Ok(())
}
