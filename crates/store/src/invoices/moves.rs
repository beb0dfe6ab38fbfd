//! Moves of an invoice: state, event and entries in one transaction, or not at all.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};

use super::attempts::{self, AttemptOutcome};
use super::events::{self, NewEvent};
use super::old_drafts;
use super::outcome::{self, EntryOutcome};
use super::standing::Standing;
use crate::Store;
use crate::db::{Tx, run};
use crate::error::StoreError;

/// A move of an invoice from one state to another.
#[derive(Clone, Debug)]
pub struct Move {
    /// Which invoice.
    pub invoice: InvoiceId,
    /// The state that it moves from.
    pub from: InvoiceState,
    /// The fence that it had there: a move that happened in between makes this one void.
    pub fence: i64,
    /// Where it stands then.
    pub to: Standing,
    /// What happens to its entries.
    pub entries: EntryOutcome,
    /// What became of the attempt to send, if that is known now.
    pub attempt: Option<AttemptOutcome>,
    /// The row of the log.
    pub event: NewEvent,
    /// A look that saw nothing new: it leaves no row in the log.
    pub quiet: bool,
}

/// Whether a move was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Moved {
    /// It was, and is durable.
    Yes,
    /// The invoice is no longer where it was: somebody else moved it, and nothing was written.
    Overtaken,
    /// The draft in the tool belongs to another invoice of ours, and nothing was written.
    TakenByAnother,
}

impl Store {
    /// Makes a move.
    pub async fn make_move(&self, step: Move) -> Result<Moved, StoreError> {
        let mut tx = self.begin().await?;
        let at = step.event.at;
        match stand(&mut tx, step.invoice, step.from, step.fence, &step.to).await {
            Ok(1) => {}
            Ok(_) => return Ok(Moved::Overtaken),
            // The index `invoices_remote` on `invoices.remote_id`: one draft belongs to one invoice.
            Err(error) if error.breaks_unique("remote") => return Ok(Moved::TakenByAnother),
            Err(error) => return Err(error),
        }
        outcome::apply(&mut tx, step.invoice, step.entries, at).await?;
        if let Some(outcome) = step.attempt {
            attempts::end(&mut tx, step.invoice, outcome).await?;
        }
        if step.to.state == InvoiceState::Done {
            old_drafts::begin(&mut tx, step.invoice, at).await?;
        }
        if !step.quiet {
            events::append(&mut tx, step.invoice, step.event).await?;
        }
        tx.commit().await?;
        Ok(Moved::Yes)
    }

    /// Makes the next checks of all watched invoices due: after a restart nobody waits for the plan.
    pub async fn check_soon(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        crate::db::run_alone!(
            self,
            "update invoices set next_check_at = $1
             where state in ('unknown', 'created', 'undoing') and next_check_at > $1",
            now,
        )
    }
}

/// Writes where an invoice stands; answers how many rows that hit.
pub(super) async fn stand(
    tx: &mut Tx,
    invoice: InvoiceId,
    from: InvoiceState,
    fence: i64,
    to: &Standing,
) -> Result<u64, StoreError> {
    run!(
        tx,
        "update invoices set fence = fence + 1, state = $4, attention = $5, reason = $6, lease_owner = $7,
           lease_until = $8, watched_since = $9, next_check_at = $10, checked_at = $11, checks = $12,
           first_absence_at = $13, remote_id = $14, remote_number = $15, remote_net_cents = $16,
           remote_tax_cents = $17, remote_gross_cents = $18, ended_at = $19
         where id = $1 and state = $2 and fence = $3",
        invoice.0,
        from.as_str(),
        fence,
        to.state.as_str(),
        to.attention.map(Attention::as_str),
        to.reason.as_deref(),
        to.lease_owner.as_deref(),
        to.lease_until,
        to.watched_since,
        to.next_check_at,
        to.checked_at,
        to.checks,
        to.first_absence_at,
        to.remote_id.as_deref(),
        to.remote_number.as_deref(),
        to.remote_net.map(|cents| cents.0),
        to.remote_tax.map(|cents| cents.0),
        to.remote_gross.map(|cents| cents.0),
        to.ended_at,
    )
}
