//! States as columns, and back.

use chrono::{DateTime, Utc};
use domain::invoice::InvoiceState;
use providers::Difference;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::invoices::Standing;
use thiserror::Error;

use crate::machine::{Billed, Doubt, Draft, Lease, Remote, RemoteTotals, State, Undo, Watch};

/// Columns that make no state, or a record that cannot be read: a newer version wrote them, or somebody's hand.
#[derive(Debug, Error)]
pub enum RecordError {
    /// A column that the state needs is empty.
    #[error("an invoice that is {} is stored without {what}", state.as_str())]
    Missing {
        /// The state.
        state: InvoiceState,
        /// The column's meaning.
        what: &'static str,
    },
    /// A record is not what it should be.
    #[error("{what} of an invoice cannot be read or written: {source}")]
    Json {
        /// Which record.
        what: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// The payload is not the one that was frozen.
    #[error("the frozen payload of an invoice is not the one that its hash was made of")]
    Hash,
}

/// What is kept of a draft that exists, beside its columns.
#[derive(Serialize, Deserialize)]
struct ReadBefore {
    said: bool,
    differences: Vec<Difference>,
}

/// The state that an invoice is stored in.
pub fn state_of(row: &Standing) -> Result<State, RecordError> {
    Ok(match row.state {
        InvoiceState::Preparing => State::Preparing {
            setback: row
                .reason
                .as_deref()
                .map(|json| read("the setback", json))
                .transpose()?,
        },
        InvoiceState::Claimed => State::Claimed { lease: lease(row)? },
        InvoiceState::Sending => State::Sending { lease: lease(row)? },
        InvoiceState::Unknown => State::Unknown(doubt(row)?),
        InvoiceState::Created => State::Created(draft(row)?),
        InvoiceState::Done => State::Done(billed(row)?),
        InvoiceState::Undoing => State::Undoing(undo(row)?),
        InvoiceState::Released => State::Released,
        InvoiceState::Failed => State::Failed,
    })
}

/// The columns of a state that an invoice moves to now.
pub(crate) fn standing_of(state: &State, now: DateTime<Utc>) -> Result<Standing, RecordError> {
    let mut row = empty(state);
    match state {
        State::Preparing { setback } => {
            row.reason = setback
                .as_ref()
                .map(|setback| write("the setback", setback))
                .transpose()?;
        }
        State::Claimed { lease } | State::Sending { lease } => {
            row.lease_owner = Some(lease.owner.clone());
            row.lease_until = Some(lease.until);
        }
        State::Unknown(doubt) => {
            row.reason = Some(write("the cause", &doubt.cause)?);
            row.first_absence_at = doubt.absent_at;
            set_watch(&mut row, &doubt.watch);
        }
        State::Created(draft) => {
            let read_back = ReadBefore {
                said: draft.said,
                differences: draft.differences.clone(),
            };
            row.reason = Some(write("the differences", &read_back)?);
            set_watch(&mut row, &draft.watch);
            set_remote(&mut row, &draft.remote);
        }
        State::Done(billed) => {
            row.reason = Some(write("what became of it", &billed.truth)?);
            row.first_absence_at = billed.gone_at;
            set_watch(&mut row, &billed.watch);
            set_remote(&mut row, &billed.remote);
            row.ended_at = Some(billed.watch.since);
        }
        State::Undoing(undo) => {
            row.reason = Some(write("how far the undo is", &undo.progress)?);
            row.first_absence_at = undo.gone_at;
            set_watch(&mut row, &undo.watch);
            set_remote(&mut row, &undo.remote);
        }
        State::Released | State::Failed => row.ended_at = Some(now),
    }
    Ok(row)
}

fn empty(state: &State) -> Standing {
    Standing {
        state: state.name(),
        attention: state.attention(),
        reason: None,
        lease_owner: None,
        lease_until: None,
        watched_since: None,
        next_check_at: None,
        checked_at: None,
        checks: 0,
        first_absence_at: None,
        remote_id: None,
        remote_number: None,
        remote_net: None,
        remote_tax: None,
        remote_gross: None,
        ended_at: None,
    }
}

fn set_watch(row: &mut Standing, watch: &Watch) {
    row.watched_since = Some(watch.since);
    row.next_check_at = watch.next;
    row.checked_at = watch.checked_at;
    row.checks = watch.checks;
}

fn set_remote(row: &mut Standing, remote: &Remote) {
    row.remote_id = Some(remote.id.clone());
    row.remote_number.clone_from(&remote.number);
    row.remote_net = remote.totals.map(|totals| totals.net);
    row.remote_tax = remote.totals.map(|totals| totals.tax);
    row.remote_gross = remote.totals.map(|totals| totals.gross);
}

fn lease(row: &Standing) -> Result<Lease, RecordError> {
    Ok(Lease {
        owner: needed(row, row.lease_owner.clone(), "whose turn it is")?,
        until: needed(row, row.lease_until, "the end of the turn")?,
    })
}

fn doubt(row: &Standing) -> Result<Doubt, RecordError> {
    Ok(Doubt {
        cause: read("the cause", &needed(row, row.reason.clone(), "a cause")?)?,
        watch: watch(row)?,
        absent_at: row.first_absence_at,
        attention: row.attention,
    })
}

fn draft(row: &Standing) -> Result<Draft, RecordError> {
    let read_back = needed(row, row.reason.clone(), "differences")?;
    let ReadBefore { said, differences } = read("the differences", &read_back)?;
    Ok(Draft {
        remote: remote(row)?,
        said,
        watch: watch(row)?,
        differences,
        attention: row.attention,
    })
}

fn billed(row: &Standing) -> Result<Billed, RecordError> {
    let truth = needed(row, row.reason.clone(), "what became of it")?;
    Ok(Billed {
        remote: remote(row)?,
        watch: watch(row)?,
        truth: read("what became of it", &truth)?,
        gone_at: row.first_absence_at,
    })
}

fn undo(row: &Standing) -> Result<Undo, RecordError> {
    let progress = needed(row, row.reason.clone(), "how far the undo is")?;
    Ok(Undo {
        remote: remote(row)?,
        watch: watch(row)?,
        progress: read("how far the undo is", &progress)?,
        gone_at: row.first_absence_at,
        attention: row.attention,
    })
}

fn watch(row: &Standing) -> Result<Watch, RecordError> {
    Ok(Watch {
        since: needed(row, row.watched_since, "the beginning of the watch")?,
        checks: row.checks,
        checked_at: row.checked_at,
        next: row.next_check_at,
    })
}

fn remote(row: &Standing) -> Result<Remote, RecordError> {
    let totals = row.remote_net.zip(row.remote_tax).zip(row.remote_gross);
    Ok(Remote {
        id: needed(row, row.remote_id.clone(), "the draft's id")?,
        number: row.remote_number.clone(),
        totals: totals.map(|((net, tax), gross)| RemoteTotals { net, tax, gross }),
    })
}

fn needed<T>(row: &Standing, value: Option<T>, what: &'static str) -> Result<T, RecordError> {
    value.ok_or(RecordError::Missing {
        state: row.state,
        what,
    })
}

/// Reads a record.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, json: &str) -> Result<T, RecordError> {
    serde_json::from_str(json).map_err(|source| RecordError::Json { what, source })
}

/// Writes a record.
pub(crate) fn write(what: &'static str, value: &impl Serialize) -> Result<String, RecordError> {
    serde_json::to_string(value).map_err(|source| RecordError::Json { what, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::tests::samples::{start, states};

    #[test]
    fn every_state_is_read_as_it_was_written() {
        for (name, state) in states() {
            let row = standing_of(&state, start()).unwrap();
            assert_eq!(state_of(&row).unwrap(), state, "{name}");
        }
    }

    #[test]
    fn columns_that_make_no_state_are_an_error() {
        for (name, state) in states() {
            let whole = standing_of(&state, start()).unwrap();
            let row = Standing {
                lease_until: None,
                watched_since: None,
                remote_id: None,
                ..whole
            };
            let needs_none = matches!(
                state,
                State::Preparing { .. } | State::Released | State::Failed
            );
            assert_eq!(state_of(&row).is_ok(), needs_none, "{name}");
        }
    }
}
