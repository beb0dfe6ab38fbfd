//! What happens to documents, whichever API or person asks for it.

use chrono::{DateTime, NaiveDate, Utc};

use super::books::{Change, Counters};
use super::model::{Document, Position, Status};
use super::refusal::Refusal;
use super::sums;
use crate::state;

/// The changes that store a document.
pub(super) fn changes(document: Document, counters: Counters) -> Vec<state::Change> {
    [
        Change::Counters(counters),
        Change::Document(Box::new(document)),
    ]
    .map(state::Change::Hq)
    .into()
}

/// A draft with one more position.
pub(super) fn with(
    document: &Document,
    position: Position,
    now: DateTime<Utc>,
) -> Result<Document, Refusal> {
    let mut changed = draft(document)?;
    changed.positions.push(position);
    Ok(recomputed(changed, now))
}

/// A draft without one of its positions.
pub(super) fn without(
    document: &Document,
    position: u64,
    now: DateTime<Utc>,
) -> Result<Document, Refusal> {
    let mut changed = draft(document)?;
    changed.positions.retain(|line| line.id != position);
    if changed.positions.len() == document.positions.len() {
        return Err(Refusal::not_found());
    }
    Ok(recomputed(changed, now))
}

/// A draft in which a line was changed.
pub(super) fn changing(
    document: &Document,
    position: u64,
    now: DateTime<Utc>,
    change: impl FnOnce(&mut Position),
) -> Result<Document, Refusal> {
    let mut changed = draft(document)?;
    let line = changed
        .positions
        .iter_mut()
        .find(|line| line.id == position);
    let line = line.ok_or_else(Refusal::not_found)?;
    change(line);
    line.updated = now;
    Ok(recomputed(changed, now))
}

/// The position that came last.
pub(super) fn last(document: &Document) -> Position {
    let last = document.positions.last().cloned();
    last.unwrap_or_else(|| Position::blank(0, 0, document.updated))
}

/// A draft to be changed.
pub(super) fn draft(document: &Document) -> Result<Document, Refusal> {
    if document.is_draft() {
        Ok(document.clone())
    } else {
        let message = "The document is no draft any more and can't be changed.";
        Err(Refusal::invalid("", message))
    }
}

fn recomputed(mut document: Document, now: DateTime<Utc>) -> Document {
    sums::recompute(&mut document);
    document.updated = now;
    document
}

/// The document in another status. It gets its number when it stops being a draft.
pub(super) fn in_status(
    document: &Document,
    status: Status,
    mut counters: Counters,
    now: DateTime<Utc>,
) -> (Vec<state::Change>, ()) {
    let mut document = document.clone();
    document.status = status;
    document.updated = now;
    if matches!(status, Status::Sent | Status::Paid) && document.number.is_none() {
        document.number = Some(counters.next_number());
    }
    (changes(document, counters), ())
}

/// Deletes a draft.
pub(super) fn delete_draft(document: &Document) -> Result<(Vec<state::Change>, ()), Refusal> {
    let document = draft(document)?;
    let change = Change::DocumentDeleted(document.id);
    Ok((vec![state::Change::Hq(change)], ()))
}

/// The day of a date field: its time and its offset are not looked at (developer.hellohq.io, "…Date").
pub(super) fn day(field: &str, text: &str) -> Result<NaiveDate, Refusal> {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    let rest = text.get(10..).unwrap_or_default();
    day.filter(|_| rest.is_empty() || rest.starts_with('T'))
        .ok_or_else(|| Refusal::invalid(field, format!("'{text}' is no date.")))
}
