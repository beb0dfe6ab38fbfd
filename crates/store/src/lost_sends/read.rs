//! The lost sends that are not settled yet.

use chrono::{DateTime, Utc};
use domain::{ConnectionId, InvoiceId, SendId};
use uuid::Uuid;

use super::{Decided, LostDecision, LostLook, LostSend, SendRecord};
use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// What is here of the entries of a lost send.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryCounts {
    /// How many were sent.
    pub sent: i64,
    /// Their time.
    pub seconds: i64,
    /// How many of them are billed in this database.
    pub billed: i64,
    /// How many of them are not in this database at all.
    pub missing: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    invoice_id: Uuid,
    attempt: i32,
    connection_id: Uuid,
    organisation_id: String,
    reference: Option<String>,
    payload: String,
    before_image: Option<String>,
    sent_at: DateTime<Utc>,
    looked_at: Option<DateTime<Utc>>,
    look: Option<String>,
    remote_id: Option<String>,
    decision: Option<String>,
    reason: String,
    decided_by: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    sent: i64,
    seconds: i64,
    billed: i64,
    missing: i64,
}

impl Store {
    /// The lost sends that are not settled, oldest first.
    pub async fn lost_sends(&self) -> Result<Vec<LostSend>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select s.id, s.invoice_id, s.attempt, s.connection_id, s.organisation_id, s.reference, s.payload,
                   s.before_image, s.sent_at, s.looked_at, s.look, s.remote_id, s.decision, s.reason,
                   u.name as decided_by, s.decided_at, c.sent, c.seconds, c.billed, c.missing
                 from lost_sends s left join users u on u.id = s.decided_by
                 join (select l.id as send_id, cast(count(x.entry_id) as bigint) as sent,
                         cast(coalesce(sum(x.seconds), 0) as bigint) as seconds,
                         cast(count(e.billed_source) as bigint) as billed,
                         cast(count(x.entry_id) - count(e.id) as bigint) as missing
                       from lost_sends l left join lost_send_entries x on x.send_id = l.id
                       left join time_entries e on e.id = x.entry_id
                       where l.settled_at is null group by l.id) c on c.send_id = s.id
                 where s.settled_at is null order by s.sent_at, s.id",
            )
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(LostSend::try_from).collect()
    }

    /// How many lost sends are not settled.
    pub async fn unsettled_sends(&self) -> Result<i64, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar(
                "select cast(count(*) as bigint) from lost_sends where settled_at is null",
            )
            .fetch_one(pool)
            .await
        })?)
    }
}

impl TryFrom<Row> for LostSend {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let look = row
            .look
            .map(|look| LostLook::parse(look, row.remote_id))
            .transpose()?;
        let decision = row
            .decision
            .map(|text| {
                LostDecision::parse(&text)
                    .ok_or_else(|| StoreError::unknown("a decision about a lost send", text))
            })
            .transpose()?;
        Ok(Self {
            counts: EntryCounts {
                sent: row.sent,
                seconds: row.seconds,
                billed: row.billed,
                missing: row.missing,
            },
            look: look.zip(row.looked_at),
            decision: decision.zip(row.decided_at).map(|(decision, at)| Decided {
                decision,
                reason: row.reason,
                by: row.decided_by.unwrap_or_default(),
                at,
            }),
            record: SendRecord {
                id: SendId(row.id),
                sent_at: row.sent_at,
                invoice: InvoiceId(row.invoice_id),
                attempt: row.attempt,
                connection: ConnectionId(row.connection_id),
                organisation_id: row.organisation_id,
                reference: row.reference,
                entries: Vec::new(),
                payload: row.payload,
                before_image: row.before_image,
            },
        })
    }
}
