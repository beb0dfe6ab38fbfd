//! Where an invoice stands, with what is known there and nothing else.

use chrono::{DateTime, Utc};
use domain::invoice::{Attention, InvoiceState};
use domain::money::Cents;
use providers::{Difference, ReadBack};
use serde::{Deserialize, Serialize};

use super::setback::{Cause, Setback};
use super::truth::Truth;
use super::watch::Watch;

/// The state of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// In the wizard; nothing is locked.
    Preparing {
        /// Why the last attempt ended here, if there was one.
        setback: Option<Setback>,
    },
    /// The entries are locked and the payload is frozen; nothing was sent.
    Claimed {
        /// Whose turn it is to send.
        lease: Lease,
    },
    /// Durable before the first byte leaves.
    Sending {
        /// Who sends, and until when.
        lease: Lease,
    },
    /// Sent, but nobody knows whether it arrived.
    Unknown(Doubt),
    /// The draft exists in the tool; its contents are being compared, or differ.
    Created(Draft),
    /// The draft was found to be as it was meant, and its entries are billed; what becomes of it is watched.
    Done(Billed),
    /// The draft is being taken back.
    Undoing(Undo),
    /// The entries are free again; nothing of it is left in the tool.
    Released,
    /// The tool said no, and the invoice was given up.
    Failed,
}

/// A turn at an invoice: nobody else acts on it until the turn ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Which process; see [`crate::Owner`].
    pub owner: String,
    /// When the turn ends.
    pub until: DateTime<Utc>,
}

/// A sent invoice of which nobody knows whether it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Why nobody knows.
    pub cause: Cause,
    /// The look-ups. They began when the last byte may have left.
    pub watch: Watch,
    /// When a look-up first found nothing and counted.
    pub absent_at: Option<DateTime<Utc>>,
    /// What a person should look at.
    pub attention: Option<Attention>,
}

/// A draft that exists and was not yet found to be as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which draft.
    pub remote: Remote,
    /// Whether it was a person who named it, and so may have named another one.
    pub said: bool,
    /// The read-backs.
    pub watch: Watch,
    /// In what the last read-back differed from what was sent; empty before the first.
    pub differences: Vec<Difference>,
    /// What a person should look at.
    pub attention: Option<Attention>,
}

/// A document that was found to be as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Which document.
    pub remote: Remote,
    /// The comparisons since then.
    pub watch: Watch,
    /// What the last one found.
    pub truth: Truth,
    /// When the tool first said that there is no such document.
    pub gone_at: Option<DateTime<Utc>>,
}

/// A draft that is being taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Which draft.
    pub remote: Remote,
    /// The looks at it.
    pub watch: Watch,
    /// How far it has come.
    pub progress: Progress,
    /// When the tool first said that there is no such document.
    pub gone_at: Option<DateTime<Utc>>,
    /// What a person should look at.
    pub attention: Option<Attention>,
}

/// How far taking a draft back has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What was found before; it is so again if the draft turns out to be none any more.
    pub truth: Truth,
    /// Whether a person has to delete it in the tool.
    pub by_hand: bool,
    /// What the tool said when it refused to delete it.
    pub refused: Option<String>,
    /// When the tool said that it deleted it.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// What is known of a document in the tool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// Its id there.
    pub id: String,
    /// Its number, once it has one.
    pub number: Option<String>,
    /// The tool's own totals, once read back.
    pub totals: Option<RemoteTotals>,
}

/// The totals of a document, as the tool computed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteTotals {
    /// Net.
    pub net: Cents,
    /// Tax.
    pub tax: Cents,
    /// Net and tax.
    pub gross: Cents,
}

impl Remote {
    /// A document of which only the id is known.
    pub fn with_id(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }

    /// What a document says of itself.
    pub(crate) fn of(document: &ReadBack) -> Self {
        Self {
            id: document.remote_id.clone(),
            number: document.number.clone(),
            totals: Some(RemoteTotals {
                net: document.net,
                tax: document.tax,
                gross: document.gross,
            }),
        }
    }
}

impl State {
    /// A new invoice.
    pub const fn new() -> Self {
        Self::Preparing { setback: None }
    }

    /// The state's name.
    pub const fn name(&self) -> InvoiceState {
        match self {
            Self::Preparing { .. } => InvoiceState::Preparing,
            Self::Claimed { .. } => InvoiceState::Claimed,
            Self::Sending { .. } => InvoiceState::Sending,
            Self::Unknown(_) => InvoiceState::Unknown,
            Self::Created(_) => InvoiceState::Created,
            Self::Done(_) => InvoiceState::Done,
            Self::Undoing(_) => InvoiceState::Undoing,
            Self::Released => InvoiceState::Released,
            Self::Failed => InvoiceState::Failed,
        }
    }

    /// What a person should look at.
    pub fn attention(&self) -> Option<Attention> {
        match self {
            Self::Unknown(doubt) => doubt.attention,
            Self::Created(draft) => draft.attention,
            Self::Done(billed) => billed.truth.attention(),
            Self::Undoing(undo) => undo.attention,
            _ => None,
        }
    }

    /// Whether a look at a document saw what the look before it saw.
    pub(crate) fn looks_like(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Done(now), Self::Done(before)) => {
                let watch = before.watch.clone();
                *before
                    == Billed {
                        watch,
                        ..now.clone()
                    }
            }
            (Self::Undoing(now), Self::Undoing(before)) => {
                let watch = before.watch.clone();
                *before
                    == Undo {
                        watch,
                        ..now.clone()
                    }
            }
            _ => false,
        }
    }

    /// Who has the turn, where somebody has.
    pub const fn lease(&self) -> Option<&Lease> {
        match self {
            Self::Claimed { lease } | Self::Sending { lease } => Some(lease),
            _ => None,
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}
