//! What a move does to the entries of an invoice.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use domain::position::PositionNo;

use crate::db::{Tx, run};
use crate::dialect::lock_entries;
use crate::error::StoreError;

/// What happens to the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryOutcome {
    /// Nothing.
    Keep,
    /// Those that are locked are unlocked, and stay reserved for the wizard.
    Unclaim,
    /// Those that are locked are billed; the others are free.
    Bill,
    /// All are free and unmarked, but the draft in the tool holds some of them: the next overview says so.
    Unmarked,
    /// All are free, and nothing remembers them but the history.
    Release,
    /// All that are billed on it are free again.
    Unbill,
    /// Those of these positions that are billed on it are free again.
    UnbillPositions(Vec<PositionNo>),
}

/// Changes the entries, in the transaction of the move.
pub(super) async fn apply(
    tx: &mut Tx,
    invoice: InvoiceId,
    outcome: EntryOutcome,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !matches!(outcome, EntryOutcome::Keep) {
        lock_entries(tx, invoice).await?;
    }
    match outcome {
        EntryOutcome::Keep => Ok(()),
        EntryOutcome::Unclaim => unclaim(tx, invoice, at).await,
        EntryOutcome::Bill => {
            bill(tx, invoice, at).await?;
            release_rest(tx, invoice, at).await
        }
        EntryOutcome::Unmarked => {
            free(tx, invoice).await?;
            release_rest(tx, invoice, at).await
        }
        EntryOutcome::Release => {
            free(tx, invoice).await?;
            release_all(tx, invoice, at).await
        }
        EntryOutcome::Unbill => {
            unbill(tx, invoice).await?;
            free(tx, invoice).await?;
            release_all(tx, invoice, at).await
        }
        EntryOutcome::UnbillPositions(positions) => {
            for position in positions {
                unbill_position(tx, invoice, position, at).await?;
            }
            Ok(())
        }
    }
}

/// Back to the wizard counts as work on the invoice, or its reservation would lapse after a long look-up.
async fn unclaim(tx: &mut Tx, invoice: InvoiceId, at: DateTime<Utc>) -> Result<(), StoreError> {
    run!(
        tx,
        "update time_entries set claimed_by = null, reserved_by = $1 where claimed_by = $1",
        invoice.0,
    )?;
    run!(
        tx,
        "update invoices set worked_at = $2 where id = $1",
        invoice.0,
        at
    )
    .map(drop)
}

/// From here on `billed_by` says on which invoice an entry is, and being billed is what locks it.
async fn bill(tx: &mut Tx, invoice: InvoiceId, at: DateTime<Utc>) -> Result<(), StoreError> {
    run!(
        tx,
        "update time_entries set billed_source = 'invoice', billed_by = $1, billed_at = $2, claimed_by = null,
           reserved_by = null
         where claimed_by = $1",
        invoice.0,
        at,
    )
    .map(drop)
}

async fn unbill(tx: &mut Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    run!(
        tx,
        "update time_entries set billed_source = null, billed_by = null, billed_at = null
         where billed_by = $1 and billed_source = 'invoice'
           and id in (select entry_id from invoice_entries where invoice_id = $1)",
        invoice.0,
    )
    .map(drop)
}

async fn unbill_position(
    tx: &mut Tx,
    invoice: InvoiceId,
    position: PositionNo,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update time_entries set billed_source = null, billed_by = null, billed_at = null
         where billed_by = $1 and billed_source = 'invoice' and id in
           (select entry_id from invoice_entries
            where invoice_id = $1 and position_no = $2 and released_at is null)",
        invoice.0,
        position.0,
    )?;
    run!(
        tx,
        "update invoice_entries set released_at = $3
         where invoice_id = $1 and position_no = $2 and released_at is null",
        invoice.0,
        position.0,
        at,
    )
    .map(drop)
}

async fn free(tx: &mut Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    run!(
        tx,
        "update time_entries set claimed_by = null, reserved_by = null where claimed_by = $1",
        invoice.0,
    )
    .map(drop)
}

/// Entries that were in the report but are on no position.
async fn release_rest(
    tx: &mut Tx,
    invoice: InvoiceId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    unreserve(tx, invoice).await?;
    run!(
        tx,
        "update invoice_entries set released_at = $2
         where invoice_id = $1 and position_no is null and released_at is null",
        invoice.0,
        at,
    )
    .map(drop)
}

async fn release_all(tx: &mut Tx, invoice: InvoiceId, at: DateTime<Utc>) -> Result<(), StoreError> {
    unreserve(tx, invoice).await?;
    run!(
        tx,
        "update invoice_entries set released_at = $2 where invoice_id = $1 and released_at is null",
        invoice.0,
        at,
    )
    .map(drop)
}

/// Takes the soft reservation back.
pub(super) async fn unreserve(tx: &mut Tx, invoice: InvoiceId) -> Result<u64, StoreError> {
    run!(
        tx,
        "update time_entries set reserved_by = null where reserved_by = $1",
        invoice.0
    )
}
