//! Taking an invoice back while its document is a draft: first the proof that nothing of it is left in the tool, then
//! the entries are free.

use chrono::{DateTime, Utc};
use domain::invoice::Attention;
use providers::RemoteStatus;

use super::input::{Comparison, Deletion};
use super::rules::Rules;
use super::state::{Billed, Progress, State, Undo};
use super::step::{EntryChange, Move, Next};
use super::truth;
use super::watch::Watch;

/// A person takes the invoice back. Nothing is deleted before the draft was read once more.
pub(super) fn begin(billed: &Billed, now: DateTime<Utc>) -> Move {
    stay(Undo {
        remote: billed.remote.clone(),
        watch: Watch::at_once(now),
        progress: Progress {
            truth: billed.truth.clone(),
            by_hand: false,
            refused: None,
            deleted_at: None,
        },
        gone_at: None,
        attention: None,
    })
    .then(Next::TakeBack)
}

/// A person leaves it as it was. Not once the tool has said that it deleted the draft.
pub(super) fn stop(undo: &Undo, now: DateTime<Utc>) -> Option<Move> {
    let stoppable = undo.progress.deleted_at.is_none();
    stoppable.then(|| Move::to(State::Done(as_billed(undo, now))))
}

/// What the answer to our deletion leads to.
pub(super) fn deleted(undo: &Undo, deletion: Deletion, now: DateTime<Utc>, rules: &Rules) -> Move {
    let watch = undo.watch.checked(now);
    let mut progress = undo.progress.clone();
    let (watch, attention) = match deletion {
        Deletion::Executed => {
            progress.deleted_at = Some(now);
            (watch.no_later_than(now), None)
        }
        // The draft stays, and so does the lock on its entries, until somebody has deleted it in the tool.
        Deletion::ByHand => {
            progress.by_hand = true;
            (watch, Some(Attention::Ask))
        }
        Deletion::Refused { message } => {
            progress.by_hand = true;
            progress.refused = Some(message);
            (watch, Some(Attention::Ask))
        }
        Deletion::Unclear(why) => (
            watch
                .no_later_than(now + rules.refusal_gap)
                .not_before(why.not_before),
            why.attention(&undo.watch, now, rules),
        ),
    };
    stay(Undo {
        watch,
        progress,
        attention,
        ..undo.clone()
    })
}

/// What a look at the document leads to while it is being taken back.
pub(super) fn compared(
    undo: &Undo,
    comparison: Comparison,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Move {
    let watch = undo.watch.checked(now);
    match comparison {
        Comparison::TakenOut => released(),
        // Our own deletion and a look are two proofs; where a person deleted it, two looks are.
        Comparison::Gone if undo.progress.deleted_at.is_some() => released(),
        Comparison::Gone => match undo.gone_at {
            Some(at) if now - at >= rules.absence_gap => released(),
            at => stay(Undo {
                gone_at: at.or(Some(now)),
                watch: watch.no_later_than(at.unwrap_or(now) + rules.absence_gap),
                ..undo.clone()
            }),
        },
        Comparison::Seen {
            remote,
            status: RemoteStatus::Draft,
            ..
        } => {
            let mut progress = undo.progress.clone();
            progress.deleted_at = None;
            stay(Undo {
                remote,
                progress,
                gone_at: None,
                watch,
                ..undo.clone()
            })
        }
        // Too late: what is finalised is cancelled in the tool, not deleted.
        Comparison::Seen { .. } => truth::compared(&as_billed(undo, now), comparison, now, rules),
        Comparison::Unavailable(why) => stay(Undo {
            attention: why.attention(&watch, now, rules).or(undo.attention),
            watch: watch.not_before(why.not_before),
            ..undo.clone()
        }),
    }
}

fn as_billed(undo: &Undo, now: DateTime<Utc>) -> Billed {
    Billed {
        remote: undo.remote.clone(),
        watch: Watch::of_the_billed(now),
        truth: undo.progress.truth.clone(),
        gone_at: None,
    }
}

fn released() -> Move {
    Move::to(State::Released).entries(EntryChange::Unbill)
}

fn stay(undo: Undo) -> Move {
    Move::to(State::Undoing(undo))
}
