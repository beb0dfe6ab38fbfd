//! Why an invoice is back in the wizard, or why nobody knows whether it arrived.

use chrono::{DateTime, Utc};
use providers::{DraftChange, Obstacle, Refusal, Uncertainty};
use serde::{Deserialize, Serialize};

/// Why an attempt ended without a draft. The wizard shows it at the step that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Setback {
    /// The tool was not there: the request never left this machine, or got no further than a gateway.
    NotSent {
        /// What the attempt said; without secrets.
        detail: String,
    },
    /// Billhour itself held it back before the request: an admin has stopped it, or a guard holds.
    Held {
        /// Why.
        detail: String,
    },
    /// It could not be written down in the journal of sends, and without that nothing leaves.
    NotWrittenDown {
        /// Why not.
        detail: String,
    },
    /// The invoice cannot be put into the tool's words.
    NotSendable {
        /// Why.
        obstacle: Obstacle,
    },
    /// The draft to add to is not as it was.
    DraftChanged {
        /// How.
        change: DraftChange,
    },
    /// The tool refuses the credentials: reconnect.
    Unauthorized,
    /// The credentials may not do this.
    Forbidden {
        /// The tool's own words.
        message: String,
    },
    /// Too many requests.
    RateLimited {
        /// When to try again.
        again_at: DateTime<Utc>,
    },
    /// The tool does not accept the contents.
    Invalid {
        /// The tool's own words.
        message: String,
    },
    /// Look-ups proved that no draft was made.
    Absent,
    /// A person looked and said that there is no draft.
    SaidNotThere,
    /// The process ended between locking the entries and sending.
    Interrupted,
    /// A person stopped it before it was sent.
    Cancelled,
    /// The draft of an earlier attempt has turned up after all, so nothing was sent: it would have been a second one.
    LateDraft {
        /// The draft's id in the tool.
        remote_id: String,
    },
    /// The draft of an earlier attempt was not there, and now there may be something like it: nothing was sent.
    MayBeThere {
        /// What leaves the doubt; without secrets.
        detail: String,
    },
}

impl Setback {
    /// What a refusal means from this moment on.
    pub fn from_refusal(refusal: Refusal, now: DateTime<Utc>) -> Self {
        match refusal {
            Refusal::NotSent { detail } => Self::NotSent { detail },
            Refusal::NotSendable(obstacle) => Self::NotSendable { obstacle },
            Refusal::DraftChanged(change) => Self::DraftChanged { change },
            Refusal::Unauthorized => Self::Unauthorized,
            Refusal::Forbidden { message } => Self::Forbidden { message },
            Refusal::Invalid { message } => Self::Invalid { message },
            Refusal::RateLimited { retry_after } => Self::RateLimited {
                again_at: now + retry_after,
            },
        }
    }

    /// Whether the tool itself turned the invoice away.
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Unauthorized | Self::Forbidden { .. } | Self::Invalid { .. }
        )
    }
}

/// Why nobody knows whether an attempt made a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Cause {
    /// The connection ended or timed out after the first byte may have left.
    NoAnswer {
        /// What the connection said; without secrets.
        detail: String,
    },
    /// A status that does not tell whether the request was carried out.
    Status {
        /// The HTTP status.
        status: u16,
        /// The beginning of the answer.
        detail: String,
    },
    /// An answer that cannot be read, or that lacks the draft's id.
    Unreadable {
        /// What is wrong with it.
        detail: String,
    },
    /// The tool refused, but its refusals do not prove that nothing was written.
    Refused {
        /// What the refusal means once nothing was found.
        refusal: Setback,
    },
    /// The process that was sending has ended.
    Interrupted,
    /// A person had named a draft, and then said that it is another one.
    WrongDraft {
        /// The draft that it is not.
        remote_id: String,
    },
    /// The tool had said that the draft exists, and then that it does not.
    Vanished {
        /// The id that it was to have.
        remote_id: String,
    },
}

impl From<Uncertainty> for Cause {
    fn from(uncertainty: Uncertainty) -> Self {
        match uncertainty {
            Uncertainty::Transport { detail } => Self::NoAnswer { detail },
            Uncertainty::Status { status, detail } => Self::Status { status, detail },
            Uncertainty::Unreadable { detail } => Self::Unreadable { detail },
        }
    }
}
