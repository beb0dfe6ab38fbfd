//! Sends that the journal has and the database does not know: it is older than the journal, so a backup was restored.

mod notice;
mod read;
mod settle;

use chrono::{DateTime, Utc};
use domain::{ConnectionId, EntryId, InvoiceId, SendId};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

pub use read::EntryCounts;
pub use settle::Settled;

/// What is written down of a send outside the database, before its first byte leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendRecord {
    /// Its id.
    pub id: SendId,
    /// When it began, as the attempt in the database says as well.
    pub sent_at: DateTime<Utc>,
    /// Whose send it is.
    pub invoice: InvoiceId,
    /// Which attempt, from 1.
    pub attempt: i32,
    /// To which tool.
    pub connection: ConnectionId,
    /// To which company there.
    pub organisation_id: String,
    /// The reference that the draft carries; none when a draft is added to.
    pub reference: Option<String>,
    /// The entries on its positions, with their seconds.
    pub entries: Vec<(EntryId, i64)>,
    /// What is sent, as JSON: a tool that keeps no reference is searched for it.
    pub payload: String,
    /// The draft that is added to, as it was, as JSON.
    pub before_image: Option<String>,
}

/// What the tool said when a lost send was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostLook {
    /// Its document is there.
    Found {
        /// The document's id in the tool.
        remote_id: String,
    },
    /// It is not.
    Absent,
    /// The tool could not be asked, or its answer proves nothing.
    Unclear,
}

/// What an admin decides about the entries of a lost send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostDecision {
    /// They are billed: no invoice takes them again.
    Billed,
    /// They are as they are in the restored database.
    Free,
}

/// A send that the database does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostSend {
    /// What the journal says; its entries are only counted.
    pub record: SendRecord,
    /// What is here of its entries.
    pub counts: EntryCounts,
    /// What came of the last look, and when that was.
    pub look: Option<(LostLook, DateTime<Utc>)>,
    /// What was decided.
    pub decision: Option<Decided>,
}

/// A decision with its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: LostDecision,
    /// Why; may be empty where they are billed.
    pub reason: String,
    /// The admin's name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl LostLook {
    const fn as_str(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::Absent => "absent",
            Self::Unclear => "unclear",
        }
    }

    fn parse(text: String, remote_id: Option<String>) -> Result<Self, StoreError> {
        match (text.as_str(), remote_id) {
            ("found", Some(remote_id)) => Ok(Self::Found { remote_id }),
            ("absent", _) => Ok(Self::Absent),
            ("unclear", _) => Ok(Self::Unclear),
            _ => Err(StoreError::unknown("a look for a lost send", text)),
        }
    }
}

impl LostDecision {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Billed => "billed",
            Self::Free => "free",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Billed, Self::Free]
            .into_iter()
            .find(|decision| decision.as_str() == text)
    }
}
