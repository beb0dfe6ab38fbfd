//! The states of an invoice.

use serde::{Deserialize, Serialize};

/// Where an invoice stands, from the wizard's first step to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// In the wizard; nothing is locked.
    Preparing,
    /// The entries are locked and the payload is frozen; nothing was sent.
    Claimed,
    /// Durable before the first byte leaves; one process is sending.
    Sending,
    /// Sent, but nobody knows whether it arrived.
    Unknown,
    /// The draft exists in the tool; its contents are being compared, or differ.
    Created,
    /// The draft exists as it was meant, and the entries are billed if that was asked for.
    Done,
    /// The draft is being taken back.
    Undoing,
    /// The entries are free again; nothing of it is left in the tool.
    Released,
    /// The tool said no; the entries are free again.
    Failed,
}

impl InvoiceState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Preparing,
        Self::Claimed,
        Self::Sending,
        Self::Unknown,
        Self::Created,
        Self::Done,
        Self::Undoing,
        Self::Released,
        Self::Failed,
    ];

    /// The name in the database and in the event log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Claimed => "claimed",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Created => "created",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Released => "released",
            Self::Failed => "failed",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether its entries are locked.
    pub const fn holds_entries(self) -> bool {
        matches!(
            self,
            Self::Claimed
                | Self::Sending
                | Self::Unknown
                | Self::Created
                | Self::Done
                | Self::Undoing
        )
    }

    /// Whether nothing more happens by itself.
    pub const fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Preparing | Self::Done | Self::Released | Self::Failed
        )
    }
}

/// Something that a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// The draft in the tool differs from what was sent.
    Mismatch,
    /// More than one draft carries the marker.
    Duplicate,
    /// The tool refuses our credentials.
    Auth,
    /// Look-ups cannot decide: a person must.
    Ask,
    /// The document was deleted or cancelled in the tool after its entries were billed.
    RemoteGone,
    /// Positions of the document were deleted or changed in the tool after their entries were billed.
    RemoteChanged,
}

impl Attention {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Mismatch,
        Self::Duplicate,
        Self::Auth,
        Self::Ask,
        Self::RemoteGone,
        Self::RemoteChanged,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mismatch => "mismatch",
            Self::Duplicate => "duplicate",
            Self::Auth => "auth",
            Self::Ask => "ask",
            Self::RemoteGone => "remote_gone",
            Self::RemoteChanged => "remote_changed",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == text)
    }
}
