//! What a person at the tool's own pages does while a client isn't looking.

use chrono::{DateTime, Utc};

use super::books::{Books, Change};
use super::create::finalise as make_final;
use super::invoices::find;
use super::model::Invoice;
use super::problem::Problem;
use super::sums;
use crate::state;

/// Changes to make, with nothing to say about them.
type Step = Result<(Vec<state::Change>, ()), Problem>;

/// Deletes a draft.
pub(super) fn delete(books: &Books, id: &str) -> Step {
    let id = draft(books, id)?.id;
    Ok((vec![state::Change::Lexware(Change::InvoiceDeleted(id))], ()))
}

/// Makes a draft final.
pub(super) fn finalise(books: &Books, id: &str, now: DateTime<Utc>) -> Step {
    let mut invoice = draft(books, id)?;
    let mut counters = books.counters();
    make_final(&mut invoice, &mut counters);
    let (mut changes, ()) = saved(invoice, now);
    changes.push(state::Change::Lexware(Change::Counters(counters)));
    Ok((changes, ()))
}

/// Writes another text on a line.
pub(super) fn rename(
    books: &Books,
    id: &str,
    line: usize,
    text: String,
    now: DateTime<Utc>,
) -> Step {
    let mut invoice = draft(books, id)?;
    let line = invoice.lines.get_mut(line).ok_or_else(Problem::not_found)?;
    line.name = text;
    Ok(saved(invoice, now))
}

/// Takes a line away.
pub(super) fn remove(books: &Books, id: &str, line: usize, now: DateTime<Utc>) -> Step {
    let mut invoice = draft(books, id)?;
    if invoice.lines.len() < 2 || line >= invoice.lines.len() {
        let message = "The last line of a document can't be deleted; delete the document.";
        return Err(Problem::not_acceptable(message));
    }
    invoice.lines.remove(line);
    Ok(saved(invoice, now))
}

fn draft(books: &Books, id: &str) -> Result<Invoice, Problem> {
    let invoice = find(books, id)?;
    if invoice.is_draft() {
        return Ok(invoice.clone());
    }
    Err(Problem::not_acceptable("Only a draft can be changed."))
}

fn saved(mut invoice: Invoice, now: DateTime<Utc>) -> (Vec<state::Change>, ()) {
    sums::recompute(&mut invoice);
    invoice.updated = now;
    invoice.version += 1;
    let change = Change::Invoice(Box::new(invoice));
    (vec![state::Change::Lexware(change)], ())
}
