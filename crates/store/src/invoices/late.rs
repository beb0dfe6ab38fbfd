//! Attempts that were not found when they were looked for, and whose drafts may turn up late.

use chrono::{DateTime, Utc};
use domain::{ConnectionId, InvoiceId};
use uuid::Uuid;

use super::events;
use crate::Store;
use crate::db::{read, run};
use crate::error::StoreError;

/// An attempt that was not found when it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateAttempt {
    /// Whose attempt it is.
    pub invoice: InvoiceId,
    /// Which one, from 1.
    pub attempt: i32,
    /// The connection that it was sent over.
    pub connection: Option<ConnectionId>,
    /// The company in the tool that it was sent to.
    pub organisation_id: String,
    /// The reference that its draft would carry; none when a draft was added to.
    pub reference: Option<String>,
    /// What was sent, as JSON.
    pub payload: Option<String>,
    /// The draft that it added to, or copied, as JSON.
    pub before_image: Option<String>,
    /// When it began.
    pub sent_at: DateTime<Utc>,
    /// How often it was looked for since.
    pub looks: i32,
    /// The draft in the tool that has turned up.
    pub turned_up: Option<String>,
    /// Whether a person said that it is not there.
    pub said_absent: bool,
}

/// What a look for a late draft found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateLook {
    /// The draft that is there now.
    pub found: Option<String>,
    /// When the next look is.
    pub look_at: Option<DateTime<Utc>>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// A query for rows that become [`LateAttempt`]s.
macro_rules! attempts_where {
    ($condition:literal) => {
        concat!(
            "select invoice_id, attempt, connection_id, organisation_id, reference, payload, before_image, sent_at, looks,
               turned_up, said_absent from invoice_attempts ",
            $condition
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    invoice_id: Uuid,
    attempt: i32,
    connection_id: Option<Uuid>,
    organisation_id: String,
    reference: Option<String>,
    payload: Option<String>,
    before_image: Option<String>,
    sent_at: DateTime<Utc>,
    looks: i32,
    turned_up: Option<String>,
    said_absent: bool,
}

impl From<Row> for LateAttempt {
    fn from(row: Row) -> Self {
        Self {
            invoice: InvoiceId(row.invoice_id),
            attempt: row.attempt,
            connection: row.connection_id.map(ConnectionId),
            organisation_id: row.organisation_id,
            reference: row.reference,
            payload: row.payload,
            before_image: row.before_image,
            sent_at: row.sent_at,
            looks: row.looks,
            turned_up: row.turned_up,
            said_absent: row.said_absent,
        }
    }
}

impl Store {
    /// This invoice's attempts that were not found when they were looked for, oldest first.
    pub async fn absent_attempts(
        &self,
        invoice: InvoiceId,
    ) -> Result<Vec<LateAttempt>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(attempts_where!(
                "where invoice_id = $1 and outcome = 'absent' order by attempt"
            ))
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(LateAttempt::from).collect())
    }

    /// The attempts that are to be looked for once more now.
    pub async fn due_attempts(
        &self,
        now: DateTime<Utc>,
        limit: i32,
    ) -> Result<Vec<LateAttempt>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(attempts_where!(
                "where look_at <= $1 order by look_at limit $2"
            ))
            .bind(now)
            .bind(limit)
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(LateAttempt::from).collect())
    }

    /// The drafts that have turned up late and are still there: of one invoice, or of all.
    pub async fn late_drafts(
        &self,
        invoice: Option<InvoiceId>,
    ) -> Result<Vec<LateAttempt>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                attempts_where!("where turned_up is not null and invoice_id = coalesce($1, invoice_id) order by turned_up_at"),
            )
            .bind(invoice.map(|invoice| invoice.0))
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(LateAttempt::from).collect())
    }

    /// Writes what a look found. A draft that turned up, or that is gone again, is an event of its invoice.
    pub async fn note_late_look(
        &self,
        attempt: &LateAttempt,
        look: &LateLook,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        // By the count of looks: of two processes that looked at once, one writes what was seen.
        let noted = run!(
            &mut tx,
            "update invoice_attempts set looks = looks + 1, look_at = $4, turned_up = $5,
               turned_up_at = case when turned_up = $5 then turned_up_at when $5 is null then null else $6 end
             where invoice_id = $1 and attempt = $2 and looks = $3",
            attempt.invoice.0,
            attempt.attempt,
            attempt.looks,
            look.look_at,
            look.found.as_deref(),
            look.at,
        )?;
        if noted == 0 {
            return Ok(());
        }
        let kind = match (&attempt.turned_up, &look.found) {
            (before, now) if before == now => None,
            (_, Some(_)) => Some("late_draft"),
            (_, None) => Some("late_draft_gone"),
        };
        if let Some(kind) = kind {
            let remote_id = look.found.as_ref().or(attempt.turned_up.as_ref());
            let detail = serde_json::json!({"attempt": attempt.attempt, "remote_id": remote_id});
            events::note(&mut tx, attempt.invoice, kind, detail.to_string(), look.at).await?;
        }
        tx.commit().await
    }
}
