//! The claim: the entries of an invoice are locked, and its payload frozen, if nothing changed since its positions
//! were made.
//!
//! The lock is a column of the entry's own row, so that an edit and a claim at the same moment meet on that row: one of
//! them sees what the other did.

use chrono::{DateTime, Utc};
use domain::UserId;

use super::events;
use super::moves::{Move, stand};
use super::obstacles::{self, Obstacles};
use crate::Store;
use crate::db::{Tx, exec, run};
use crate::dialect;
use crate::error::StoreError;

/// Everything that a claim writes.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The move to `claimed`.
    pub step: Move,
    /// The version of the document that the payload was made from.
    pub version: i64,
    /// When the invoice had last been worked on then: titles and texts are no part of the document, but of the payload.
    pub worked_at: DateTime<Utc>,
    /// Who pressed `Create draft`.
    pub user: UserId,
    /// The payload, as JSON.
    pub payload: String,
    /// Its SHA-256, in hex.
    pub payload_sha256: String,
    /// The organisation in the tool that it will be sent to.
    pub organisation_id: String,
}

/// Whether a claim was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Claimed {
    /// It was: the entries are locked and the payload is frozen.
    Yes,
    /// Somebody else moved the invoice or edited its document, and nothing was written.
    Overtaken,
    /// Entries are not as they were when the positions were made, and nothing was written.
    Entries(Obstacles),
}

impl Store {
    /// Claims the entries on the positions of an invoice: all of them, or none.
    pub async fn claim(&self, claim: Claim) -> Result<Claimed, StoreError> {
        let step = &claim.step;
        let mut tx = self.begin().await?;
        let standing = stand(&mut tx, step.invoice, step.from, step.fence, &step.to).await?;
        if standing != 1 || freeze(&mut tx, &claim).await? != 1 {
            return Ok(Claimed::Overtaken);
        }
        dialect::lock_entries(&mut tx, step.invoice).await?;
        let (locked, expected) = (
            lock(&mut tx, &claim).await?,
            expected(&mut tx, &claim).await?,
        );
        if locked != expected {
            let changed = expected.abs_diff(locked);
            return Ok(Claimed::Entries(
                obstacles::of(&mut tx, step.invoice, changed).await?,
            ));
        }
        events::append(&mut tx, step.invoice, claim.step.event).await?;
        tx.commit().await?;
        Ok(Claimed::Yes)
    }
}

/// Writes the payload, if it was made from the document as it is.
async fn freeze(tx: &mut Tx, claim: &Claim) -> Result<u64, StoreError> {
    run!(
        tx,
        "update invoices set pressed_by = $3, payload = $4, payload_sha256 = $5, organisation_id = $6, worked_at = $7
         where id = $1 and version = $2 and worked_at = $8",
        claim.step.invoice.0,
        claim.version,
        claim.user.0,
        claim.payload.as_str(),
        claim.payload_sha256.as_str(),
        claim.organisation_id.as_str(),
        claim.step.event.at,
        claim.worked_at,
    )
}

async fn lock(tx: &mut Tx, claim: &Claim) -> Result<u64, StoreError> {
    run!(
        tx,
        "update time_entries set claimed_by = $1
         where id in (select entry_id from invoice_entries where invoice_id = $1 and position_no is not null)
           and claimed_by is null and billed_source is null and billable
           and (reserved_by is null or reserved_by = $1)
           and version = (select entry_version from invoice_entries
                          where invoice_id = $1 and entry_id = time_entries.id)",
        claim.step.invoice.0,
    )
}

/// How many entries the positions say that they stand for.
async fn expected(tx: &mut Tx, claim: &Claim) -> Result<u64, StoreError> {
    let count: i64 = exec!(tx, |conn| {
        sqlx::query_scalar(
            "select cast(coalesce(sum(entries), 0) as bigint) from positions where invoice_id = $1",
        )
        .bind(claim.step.invoice.0)
        .fetch_one(conn)
        .await
    })?;
    Ok(count.unsigned_abs())
}
