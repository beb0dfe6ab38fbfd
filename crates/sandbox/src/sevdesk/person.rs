//! What a person at the tool's own pages does to an invoice while a client isn't looking.

use chrono::{DateTime, Utc};

use super::books::{Books, Change};
use super::envelope::Refusal;
use super::invoices::find;
use super::model::Invoice;
use super::sums;
use crate::state;

/// Changes to make, with nothing to say about them.
type Step = Result<(Vec<state::Change>, ()), Refusal>;

/// Writes another reference into a draft.
pub(crate) fn refer(books: &Books, id: &str, text: String, now: DateTime<Utc>) -> Step {
    let mut invoice = draft(books, id)?;
    invoice.reference = Some(text);
    Ok(saved(invoice, now))
}

/// Writes another text on a line.
pub(crate) fn rename(
    books: &Books,
    id: &str,
    position: u64,
    text: String,
    now: DateTime<Utc>,
) -> Step {
    let mut invoice = draft(books, id)?;
    let line = invoice
        .positions
        .iter_mut()
        .find(|line| line.id == position);
    let line = line.ok_or_else(|| Refusal::not_found("InvoicePos", position))?;
    line.name = Some(text);
    line.updated = now;
    Ok(saved(invoice, now))
}

/// Takes a line away.
pub(crate) fn remove(books: &Books, id: &str, position: u64, now: DateTime<Utc>) -> Step {
    let mut invoice = draft(books, id)?;
    if invoice.positions.len() == 1 {
        return Err(Refusal::invalid(
            "The last position of a document can't be deleted; delete the document.",
        ));
    }
    invoice.positions.retain(|line| line.id != position);
    Ok(saved(invoice, now))
}

fn draft(books: &Books, id: &str) -> Result<Invoice, Refusal> {
    let invoice = find(books, id)?;
    if invoice.is_draft() {
        return Ok(invoice.clone());
    }
    Err(Refusal::conflict(90400, "Only a draft can be changed."))
}

fn saved(mut invoice: Invoice, now: DateTime<Utc>) -> (Vec<state::Change>, ()) {
    sums::recompute(&mut invoice, |_| true);
    invoice.updated = now;
    (
        vec![state::Change::Sevdesk(Change::Invoice(Box::new(invoice)))],
        (),
    )
}
