//! What the tool says about a document after its entries were billed, and what follows from it.
//!
//! Nothing is freed here by itself: a document that is gone, or a position that is, is shown to a person, who releases
//! exactly the entries concerned.

use chrono::{DateTime, Utc};
use domain::invoice::Attention;
use domain::position::PositionNo;
use providers::{Fated, RemoteStatus};
use serde::{Deserialize, Serialize};

use super::input::{Comparison, Unavailable};
use super::rules::Rules;
use super::state::{Billed, Remote, State};
use super::step::{EntryChange, Move};

/// What the last comparison with the tool found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    /// Where the document stands.
    pub document: Document,
    /// Our positions that are no longer as they were sent, without those whose entries were released.
    pub fated: Vec<Fated>,
    /// Positions whose entries a person has released.
    pub released: Vec<PositionNo>,
    /// Whether a person has seen it and keeps the entries as billed.
    pub kept: bool,
}

/// Where a document stands in the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// Still a draft.
    Draft,
    /// Finalised: sent, open, or paid.
    Finalised,
    /// Cancelled.
    Cancelled,
    /// Deleted.
    Gone,
}

impl Default for Truth {
    fn default() -> Self {
        Self {
            document: Document::Draft,
            fated: Vec::new(),
            released: Vec::new(),
            kept: false,
        }
    }
}

impl Truth {
    /// What a person should look at.
    pub fn attention(&self) -> Option<Attention> {
        if self.kept {
            return None;
        }
        match self.document {
            Document::Gone | Document::Cancelled => Some(Attention::RemoteGone),
            _ if !self.fated.is_empty() => Some(Attention::RemoteChanged),
            _ => None,
        }
    }

    /// Whether nothing of the invoice is in force in the tool any more.
    pub const fn is_void(&self) -> bool {
        matches!(self.document, Document::Gone | Document::Cancelled)
    }

    /// Whether the entries of these positions may be released.
    pub(super) fn may_release(&self, positions: &[PositionNo]) -> bool {
        self.is_void()
            || (!positions.is_empty()
                && positions
                    .iter()
                    .all(|no| self.fated.iter().any(|fated| fated.no == *no)))
    }

    /// The same with what was seen now. What a person has kept stays kept until something else is seen.
    fn seen(&self, document: Document, fated: Vec<Fated>) -> Self {
        let fated: Vec<_> = fated
            .into_iter()
            .filter(|fated| !self.released.contains(&fated.no))
            .collect();
        let kept = self.kept && self.document == document && self.fated == fated;
        Self {
            document,
            fated,
            released: self.released.clone(),
            kept,
        }
    }
}

impl From<RemoteStatus> for Document {
    fn from(status: RemoteStatus) -> Self {
        match status {
            RemoteStatus::Draft => Self::Draft,
            RemoteStatus::Finalised => Self::Finalised,
            RemoteStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// What a comparison leads to while the invoice is done.
pub(super) fn compared(
    billed: &Billed,
    comparison: Comparison,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Move {
    let watch = billed.watch.compared(now);
    stay(match comparison {
        Comparison::Seen {
            remote,
            status,
            fated,
        } => Billed {
            truth: billed.truth.seen(status.into(), fated),
            remote,
            watch,
            gone_at: None,
        },
        Comparison::TakenOut => gone(billed, now),
        Comparison::Gone => match billed.gone_at {
            Some(at) if now - at >= rules.absence_gap => gone(billed, now),
            at => Billed {
                watch: watch.no_later_than(at.unwrap_or(now) + rules.absence_gap),
                gone_at: at.or(Some(now)),
                ..billed.clone()
            },
        },
        Comparison::Unavailable(Unavailable { not_before, .. }) => Billed {
            watch: watch.not_before(not_before),
            ..billed.clone()
        },
    })
}

fn gone(billed: &Billed, now: DateTime<Utc>) -> Billed {
    Billed {
        truth: billed.truth.seen(Document::Gone, Vec::new()),
        watch: billed.watch.compared(now),
        gone_at: billed.gone_at.or(Some(now)),
        remote: billed.remote.clone(),
    }
}

/// A person has seen what became of the document, and keeps the entries as billed.
pub(super) fn keep(billed: &Billed) -> Move {
    let truth = Truth {
        kept: true,
        ..billed.truth.clone()
    };
    stay(Billed {
        truth,
        ..billed.clone()
    })
}

/// A person releases entries: those of these positions, or all that are left.
pub(super) fn release(billed: &Billed, positions: Vec<PositionNo>, last: bool) -> Move {
    if last {
        return Move::to(State::Released).entries(EntryChange::Unbill);
    }
    let mut truth = billed.truth.clone();
    truth.fated.retain(|fated| !positions.contains(&fated.no));
    truth.released.extend(&positions);
    stay(Billed {
        truth,
        ..billed.clone()
    })
    .entries(EntryChange::UnbillPositions(positions))
}

/// The document as it was when it was found to be as it was meant.
pub(super) fn settled(remote: Remote, now: DateTime<Utc>) -> Billed {
    Billed {
        remote,
        watch: super::watch::Watch::of_the_billed(now),
        truth: Truth::default(),
        gone_at: None,
    }
}

fn stay(billed: Billed) -> Move {
    Move::to(State::Done(billed))
}
