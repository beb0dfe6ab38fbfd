//! What can happen to an invoice. Each is one row of the event log, with the input as its detail.

use chrono::{DateTime, Utc};
use domain::invoice::Attention;
use domain::marker::Marker;
use domain::position::PositionNo;
use providers::{Difference, Fated, RemoteStatus};
use serde::Serialize;

use super::rules::Rules;
use super::setback::{Cause, Setback};
use super::state::{Lease, Remote};
use super::watch::Watch;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Input {
    /// A person pressed `Create draft`; the entries were found unchanged and the payload was frozen.
    CreatePressed {
        /// Whose turn it is to send.
        lease: Lease,
        /// The frozen payload's SHA-256, in hex.
        payload_sha256: String,
    },
    /// A person gave the invoice up.
    Discarded {},
    /// The mark before the first byte.
    SendingBegun {
        /// Which attempt this is, from 1.
        attempt: i32,
        /// The attempt's marker; none when a draft is added to.
        marker: Option<Marker>,
        /// The reference that the draft will carry; none when a draft is added to.
        reference: Option<String>,
        /// Who sends, and until when.
        lease: Lease,
    },
    /// Nothing will be sent after all.
    NotSent {
        /// Why.
        setback: Setback,
    },
    /// The process whose turn it was has ended, or its turn has.
    Abandoned {},
    /// The creating call has ended.
    Answered {
        /// What it proves.
        answer: Answer,
    },
    /// The draft was looked for.
    LookedUp {
        /// What was seen.
        sighting: Sighting,
    },
    /// The draft was read back.
    ReadBack {
        /// What was read.
        reading: Reading,
    },
    /// A person says which draft it is.
    SaidThere {
        /// The draft's id in the tool.
        remote_id: String,
    },
    /// A person says that the draft that somebody named is not the one.
    SaidAnother {},
    /// A person says that there is no draft.
    SaidNotThere {},
    /// A person takes the draft as it is, although it differs.
    DifferenceAccepted {},
    /// The document was compared with what was billed, or with what is to be taken back.
    Compared {
        /// What was seen.
        comparison: Comparison,
    },
    /// A person has seen what became of the document, and keeps the entries as billed.
    KeptAsBilled {
        /// Why.
        reason: String,
    },
    /// A person releases the entries of positions that are no longer on the document.
    EntriesReleased {
        /// Which positions.
        positions: Vec<PositionNo>,
        /// Whether no other position of the invoice has entries.
        last: bool,
        /// Why.
        reason: String,
    },
    /// A person takes the invoice back.
    UndoAsked {
        /// Why; may be empty.
        reason: String,
    },
    /// The draft was to be deleted.
    TakenBack {
        /// What the tool answered.
        deletion: Deletion,
    },
    /// A person leaves the invoice as it was.
    UndoStopped {},
}

/// What a look at the document of a billed invoice saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The document.
    Seen {
        /// What is known of it.
        remote: Remote,
        /// Where it stands.
        status: RemoteStatus,
        /// Our positions that are no longer as they were sent.
        fated: Vec<Fated>,
    },
    /// The draft that our positions were added to, without them and otherwise whole.
    TakenOut,
    /// The tool says that there is no such document.
    Gone,
    /// It could not be read.
    Unavailable(Unavailable),
}

/// What became of our call that deletes a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deletion {
    /// The tool says that it deleted the draft, or that there is none.
    Executed,
    /// This draft is not ours to delete, or the tool has no way: a person does it there.
    ByHand,
    /// The tool refuses.
    Refused {
        /// The tool's own words.
        message: String,
    },
    /// Nobody knows. It may be repeated: the id is known for good.
    Unclear(Unavailable),
}

/// What the answer to a creating call proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The tool says that the draft exists.
    Executed {
        /// The draft's id in the tool.
        remote_id: String,
    },
    /// Nothing was written.
    NotExecuted(Setback),
    /// The tool refused, which in this tool's case proves nothing by itself. `Store::unknowns_since` knows it by its name.
    Refused(Setback),
    /// Nothing is proven.
    Unclear(Cause),
}

/// What a look-up saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sighting {
    /// The draft.
    Found {
        /// Its id in the tool.
        remote_id: String,
    },
    /// Several drafts that could be it.
    FoundMany {
        /// Their ids in the tool, oldest first.
        remote_ids: Vec<String>,
    },
    /// Everything was read, and it is not there now.
    Absent,
    /// What was seen proves neither.
    Inconclusive {
        /// What was seen.
        detail: String,
        /// Whether no later look-up can decide it either, so that a person must.
        ask: bool,
    },
    /// Nothing could be seen.
    Unavailable(Unavailable),
}

/// What a read-back saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The draft is as it was sent.
    Agrees(Remote),
    /// The draft is there, but not as it was sent.
    Differs {
        /// What is known of it.
        remote: Remote,
        /// In what it differs; never empty.
        differences: Vec<Difference>,
    },
    /// The tool says that there is no such document.
    Gone,
    /// It could not be read.
    Unavailable(Unavailable),
}

/// Why the tool could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unavailable {
    /// What was seen; without secrets.
    pub detail: String,
    /// Whether somebody must connect the tool anew first.
    pub reconnect: bool,
    /// Before when the tool does not want to be asked again.
    pub not_before: Option<DateTime<Utc>>,
}

impl Unavailable {
    /// What a person should look at then.
    pub(super) fn attention(
        &self,
        watch: &Watch,
        now: DateTime<Utc>,
        rules: &Rules,
    ) -> Option<Attention> {
        if self.reconnect {
            Some(Attention::Auth)
        } else {
            (now - watch.since >= rules.ask_after).then_some(Attention::Ask)
        }
    }
}

impl Input {
    /// The name in the event log.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CreatePressed { .. } => "create_pressed",
            Self::Discarded {} => "discarded",
            Self::SendingBegun { .. } => "sending_begun",
            Self::NotSent { .. } => "not_sent",
            Self::Abandoned {} => "abandoned",
            Self::Answered { .. } => "answered",
            Self::LookedUp { .. } => "looked_up",
            Self::ReadBack { .. } => "read_back",
            Self::SaidThere { .. } => "said_there",
            Self::SaidAnother {} => "said_another",
            Self::SaidNotThere {} => "said_not_there",
            Self::DifferenceAccepted {} => "difference_accepted",
            Self::Compared { .. } => "compared",
            Self::KeptAsBilled { .. } => "kept_as_billed",
            Self::EntriesReleased { .. } => "entries_released",
            Self::UndoAsked { .. } => "undo_asked",
            Self::TakenBack { .. } => "taken_back",
            Self::UndoStopped {} => "undo_stopped",
        }
    }
}
