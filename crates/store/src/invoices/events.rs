//! What happened to an invoice: append-only, each row hashed together with the one before it.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::invoice::InvoiceState;
use domain::{InvoiceId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, exec, read, run};
use crate::error::StoreError;

/// Who is named where nobody pressed anything.
const BILLHOUR: &str = "Billhour";

/// Something to be written to an invoice's log.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it; `None` for Billhour itself.
    pub user: Option<UserId>,
    /// What happened, in one word.
    pub kind: &'static str,
    /// The state before.
    pub from: InvoiceState,
    /// The state after.
    pub to: InvoiceState,
    /// What is to be known about it, as JSON.
    pub detail: String,
}

/// A row of an invoice's log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceEvent {
    /// Its place in the log, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, if a person did.
    pub user_id: Option<Uuid>,
    /// The person's name as it was then, or Billhour.
    pub actor: String,
    /// What happened, in one word.
    pub kind: String,
    /// The state before.
    pub from_state: Option<String>,
    /// The state after.
    pub to_state: Option<String>,
    /// What is to be known about it, as JSON.
    pub detail: String,
    /// The hash of the row before; empty for the first.
    pub previous_hash: String,
    /// SHA-256 over all of the above, in hex.
    pub hash: String,
}

impl Store {
    /// The log of an invoice, from its beginning.
    pub async fn invoice_events(
        &self,
        invoice: InvoiceId,
    ) -> Result<Vec<InvoiceEvent>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select seq, at, user_id, actor, kind, from_state, to_state, detail, previous_hash, hash
                 from invoice_events where invoice_id = $1 order by seq",
            )
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?)
    }

    /// The place of the last event in an invoice's log, 0 where nothing happened yet; `None` where there is no invoice.
    pub async fn last_event(&self, invoice: InvoiceId) -> Result<Option<i32>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar(
                "select coalesce((select max(seq) from invoice_events where invoice_id = invoices.id), 0) from invoices where id = $1",
            )
            .bind(invoice.0)
            .fetch_optional(pool)
            .await
        })?)
    }
}

/// Writes the next row of an invoice's log. The transaction must have changed the invoice's own row before, which is
/// what keeps two writers from taking the same place.
pub(crate) async fn append(
    tx: &mut Tx,
    invoice: InvoiceId,
    event: NewEvent,
) -> Result<(), StoreError> {
    let (last, previous_hash) = last_row(tx, invoice).await?;
    let mut row = InvoiceEvent {
        seq: last + 1,
        at: event.at,
        user_id: event.user.map(|user| user.0),
        actor: actor(tx, event.user).await?,
        kind: event.kind.to_owned(),
        from_state: Some(event.from.as_str().to_owned()),
        to_state: Some(event.to.as_str().to_owned()),
        detail: event.detail,
        previous_hash,
        hash: String::new(),
    };
    row.hash = row.computed_hash(invoice);
    insert(tx, invoice, row).await
}

/// Changes nothing, but locks the invoice's row: two writers do not take the same place in its log. Whoever changes a row
/// that a move writes as well locks the invoice before, as a move does.
pub(super) async fn lock(tx: &mut Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    run!(
        tx,
        "update invoices set fence = fence where id = $1",
        invoice.0
    )
    .map(drop)
}

/// Writes that Billhour saw something that changes no state.
pub(crate) async fn note(
    tx: &mut Tx,
    invoice: InvoiceId,
    kind: &'static str,
    detail: String,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    lock(tx, invoice).await?;
    let state: String = exec!(tx, |conn| {
        sqlx::query_scalar("select state from invoices where id = $1")
            .bind(invoice.0)
            .fetch_one(conn)
            .await
    })?;
    let state = InvoiceState::parse(&state).ok_or(StoreError::Unknown {
        what: "the state of an invoice",
        value: state,
    })?;
    let event = NewEvent {
        at,
        user: None,
        kind,
        from: state,
        to: state,
        detail,
    };
    append(tx, invoice, event).await
}

async fn insert(tx: &mut Tx, invoice: InvoiceId, row: InvoiceEvent) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into invoice_events
           (invoice_id, seq, at, user_id, actor, kind, from_state, to_state, detail, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        invoice.0,
        row.seq,
        row.at,
        row.user_id,
        row.actor,
        row.kind,
        row.from_state,
        row.to_state,
        row.detail,
        row.previous_hash,
        row.hash,
    )
    .map(drop)
}

async fn last_row(tx: &mut Tx, invoice: InvoiceId) -> Result<(i32, String), StoreError> {
    let last = exec!(tx, |conn| {
        sqlx::query_as(
            "select seq, hash from invoice_events where invoice_id = $1 order by seq desc limit 1",
        )
        .bind(invoice.0)
        .fetch_optional(conn)
        .await
    })?;
    Ok(last.unwrap_or_default())
}

async fn actor(tx: &mut Tx, user: Option<UserId>) -> Result<String, StoreError> {
    let Some(user) = user else {
        return Ok(BILLHOUR.to_owned());
    };
    Ok(exec!(tx, |conn| {
        sqlx::query_scalar("select name from users where id = $1")
            .bind(user.0)
            .fetch_one(conn)
            .await
    })?)
}

impl InvoiceEvent {
    /// The hash that this row must have: over a JSON list of its fields, so that none can run into the next.
    fn computed_hash(&self, invoice: InvoiceId) -> String {
        let fields = serde_json::json!([
            self.previous_hash,
            invoice,
            self.seq,
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.user_id,
            self.actor,
            self.kind,
            self.from_state,
            self.to_state,
            self.detail,
        ]);
        hex::encode(Sha256::digest(fields.to_string()))
    }
}

/// The place of the first row that was changed, added or taken away by somebody's hand; `None` for a whole log.
/// Rows missing at the end cannot be seen from the log alone.
pub fn first_break(invoice: InvoiceId, events: &[InvoiceEvent]) -> Option<i32> {
    let mut previous = (0, "");
    for event in events {
        let follows = event.seq == previous.0 + 1 && event.previous_hash == previous.1;
        if !follows || event.hash != event.computed_hash(invoice) {
            return Some(event.seq);
        }
        previous = (event.seq, &event.hash);
    }
    None
}
