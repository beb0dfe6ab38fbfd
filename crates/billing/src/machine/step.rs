//! The table of moves.

use chrono::{DateTime, Utc};
use domain::invoice::InvoiceState;
use domain::position::PositionNo;
use thiserror::Error;

use super::created;
use super::input::{Answer, Input};
use super::rules::Rules;
use super::setback::{Cause, Setback};
use super::state::{Doubt, Draft, Remote, State};
use super::truth::{self, Document};
use super::undo;
use super::unknown;
use super::watch::Watch;

/// What an input leads to. State, event and entries change in one transaction; `next` begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The new state.
    pub to: State,
    /// What happens to the entries.
    pub entries: EntryChange,
    /// What the driver does then.
    pub next: Next,
}

/// What a move does to the invoice's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryChange {
    /// Nothing.
    Keep,
    /// They are locked.
    Claim,
    /// They are unlocked and stay reserved for the wizard.
    Unclaim,
    /// They are billed; or free, where the person did not want them marked.
    Settle,
    /// They are free, without reservation.
    Release,
    /// They are no longer billed.
    Unbill,
    /// Those of these positions are no longer billed.
    UnbillPositions(Vec<PositionNo>),
}

/// What the driver does after a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the state says when to look again.
    Rest,
    /// Sends the payload, once.
    Send,
    /// Reads the draft back.
    ReadBack,
    /// Looks at the draft, and deletes it.
    TakeBack,
}

/// An input that the state does not allow: somebody else was faster, or a page is out of date.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("`{input}` does not apply to an invoice that is {}", state.as_str())]
pub struct IllegalMove {
    /// The state.
    pub state: InvoiceState,
    /// The input's name.
    pub input: &'static str,
}

/// What `input` leads to at `now`. The same arguments always give the same move.
pub fn step(
    state: &State,
    input: Input,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Result<Move, IllegalMove> {
    use Input as I;
    use State as S;
    let illegal = IllegalMove {
        state: state.name(),
        input: input.kind(),
    };
    Ok(match (state, input) {
        (S::Preparing { .. }, I::CreatePressed { lease, .. }) => {
            Move::to(S::Claimed { lease }).entries(EntryChange::Claim)
        }
        (S::Preparing { setback }, I::Discarded {}) => give_up(setback.as_ref()),

        (S::Claimed { .. }, I::SendingBegun { lease, .. }) => {
            Move::to(S::Sending { lease }).then(Next::Send)
        }
        (S::Claimed { .. }, I::NotSent { setback }) => back(setback),
        (S::Claimed { .. }, I::Abandoned {}) => back(Setback::Interrupted),

        (S::Sending { .. }, I::Answered { answer }) => answered(answer, now, rules),
        // No byte leaves after the end of a lease, nor after the end of its process.
        (S::Sending { lease }, I::Abandoned {}) => {
            doubt(Cause::Interrupted, Watch::begin(now.min(lease.until), now))
        }

        (S::Unknown(doubt), I::LookedUp { sighting }) => {
            unknown::looked_up(doubt, sighting, now, rules)
        }
        (S::Unknown(_), I::SaidThere { remote_id }) => found(remote_id, true, now),
        (S::Unknown(_), I::SaidNotThere {}) => back(Setback::SaidNotThere),

        (S::Created(draft), I::ReadBack { reading }) => {
            created::read_back(draft, reading, now, rules)
        }
        (S::Created(draft), I::SaidAnother {}) if draft.said && !draft.differences.is_empty() => {
            created::is_another(draft, now, rules)
        }
        (S::Created(draft), I::DifferenceAccepted {}) if !draft.differences.is_empty() => {
            settle(draft.remote.clone(), now)
        }

        (S::Done(billed), I::Compared { comparison }) => {
            truth::compared(billed, comparison, now, rules)
        }
        (S::Done(billed), I::KeptAsBilled { .. }) if billed.truth.attention().is_some() => {
            truth::keep(billed)
        }
        (
            S::Done(billed),
            I::EntriesReleased {
                positions, last, ..
            },
        ) if billed.truth.may_release(&positions) => truth::release(billed, positions, last),
        (S::Done(billed), I::UndoAsked { .. }) if billed.truth.document == Document::Draft => {
            undo::begin(billed, now)
        }

        (S::Undoing(undo), I::TakenBack { deletion }) => undo::deleted(undo, deletion, now, rules),
        (S::Undoing(undo), I::Compared { comparison }) => {
            undo::compared(undo, comparison, now, rules)
        }
        (S::Undoing(undo), I::UndoStopped {}) => undo::stop(undo, now).ok_or(illegal)?,

        _ => return Err(illegal),
    })
}

fn answered(answer: Answer, now: DateTime<Utc>, rules: &Rules) -> Move {
    match answer {
        Answer::Executed { remote_id } => created(remote_id, now),
        Answer::NotExecuted(setback) => back(setback),
        Answer::Refused(refusal) => doubt(Cause::Refused { refusal }, Watch::begin(now, now)),
        Answer::Unclear(cause) => doubt_from_now(cause, now, rules),
    }
}

/// The draft exists: it is read back before anything is billed.
pub(super) fn created(remote_id: String, now: DateTime<Utc>) -> Move {
    found(remote_id, false, now)
}

fn found(remote_id: String, said: bool, now: DateTime<Utc>) -> Move {
    Move::to(State::Created(Draft {
        remote: Remote::with_id(remote_id),
        said,
        watch: Watch::by_plan(now),
        differences: Vec::new(),
        attention: None,
    }))
    .then(Next::ReadBack)
}

/// Nobody knows whether the draft exists.
fn doubt(cause: Cause, watch: Watch) -> Move {
    Move::to(State::Unknown(Doubt {
        cause,
        watch,
        absent_at: None,
        attention: None,
    }))
}

/// The same from now on, with the first look by the plan, or when it first counts.
pub(super) fn doubt_from_now(cause: Cause, now: DateTime<Utc>, rules: &Rules) -> Move {
    let counts_from = rules.counts_from(&cause, now);
    doubt(cause, Watch::by_plan(now).no_later_than(counts_from))
}

/// The draft exists as it was meant.
pub(super) fn settle(remote: Remote, now: DateTime<Utc>) -> Move {
    Move::to(State::Done(truth::settled(remote, now))).entries(EntryChange::Settle)
}

/// No draft was made: the wizard is as it was.
pub(super) fn back(setback: Setback) -> Move {
    Move::to(State::Preparing {
        setback: Some(setback),
    })
    .entries(EntryChange::Unclaim)
}

fn give_up(setback: Option<&Setback>) -> Move {
    let refused = setback.is_some_and(Setback::is_refusal);
    let end = if refused {
        State::Failed
    } else {
        State::Released
    };
    Move::to(end).entries(EntryChange::Release)
}

impl Move {
    /// A move that does nothing but change the state.
    pub(super) fn to(state: State) -> Self {
        Self {
            to: state,
            entries: EntryChange::Keep,
            next: Next::Rest,
        }
    }

    pub(super) fn entries(mut self, change: EntryChange) -> Self {
        self.entries = change;
        self
    }

    pub(super) fn then(mut self, next: Next) -> Self {
        self.next = next;
        self
    }
}
