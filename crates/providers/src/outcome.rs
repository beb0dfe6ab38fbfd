//! What one creating HTTP attempt proves.

use std::time::Duration;

use domain::unit::Unit;
use serde::{Deserialize, Serialize};

use crate::error::ProviderError;

/// The answer to a creating call. Each tool has a table that maps what was seen to one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The tool says that the draft exists under this id. Provisional until it was read back.
    Executed {
        /// The draft's id in the tool.
        remote_id: String,
    },
    /// Proof that nothing was written: the request did not leave, or the tool turned it away before acting.
    NotExecuted(Refusal),
    /// A complete and well-formed refusal from a tool whose refusals do not prove that nothing was written.
    /// A look-up at once and one after a minute, both without a find, make it certain.
    Refused(Refusal),
    /// Nobody knows. Only finding the draft, proof of its absence after a quiet period, or a person ends this.
    Unknown(Uncertainty),
}

/// Why a tool did not take an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The tool was not there for it: no connection could be made, what must be read before it could not be read, or its
    /// gateway turned it away because the rest is down.
    NotSent {
        /// What was seen; without secrets.
        detail: String,
    },
    /// The invoice cannot be put into the tool's words, so nothing was sent.
    NotSendable(Obstacle),
    /// The draft to add to is not as it was: nothing was sent.
    DraftChanged(DraftChange),
    /// The credentials are wrong or no longer valid: reconnect.
    Unauthorized,
    /// The credentials are valid but may not do this.
    Forbidden {
        /// The tool's own words.
        message: String,
    },
    /// Too many requests: try again later.
    RateLimited {
        /// How long the tool asks to wait, clamped to 1 s … 10 min.
        retry_after: Duration,
    },
    /// The tool does not accept the contents.
    Invalid {
        /// The tool's own words, shown to the user at the step that they concern.
        message: String,
    },
}

impl From<ProviderError> for Refusal {
    /// Why a creating call was not made, when what must be read before it could not be read.
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Unauthorized => Self::Unauthorized,
            ProviderError::Forbidden { message } => Self::Forbidden { message },
            ProviderError::RateLimited { retry_after } => Self::RateLimited { retry_after },
            ProviderError::Refused { message } => Self::Invalid { message },
            error @ (ProviderError::NotFound
            | ProviderError::NotAClient { .. }
            | ProviderError::Unavailable { .. }
            | ProviderError::Held { .. }
            | ProviderError::Unexpected { .. }) => Self::NotSent {
                detail: error.to_string(),
            },
        }
    }
}

/// Why an invoice cannot be put into a tool's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// There is no position.
    NoPositions,
    /// The service period starts after the invoice date.
    PeriodAfterInvoiceDate,
    /// The service period ends before it starts.
    PeriodEndsBeforeStart,
    /// The connection lacks what was to be learnt when it was set up: test it again.
    ConnectionIncomplete,
    /// The tool has no unit for this.
    Unit(Unit),
    /// The tool's bookkeeping knows no such tax treatment.
    Treatment,
    /// A position's tax rate is not allowed by the tax treatment.
    TaxRate,
    /// Only euro are invoiced.
    Currency,
    /// The draft to add to belongs to another customer.
    OtherCustomer,
    /// The draft to add to has another tax treatment.
    OtherTreatment,
    /// The credentials or an id hold characters that cannot be sent.
    Unsendable,
    /// More positions than the tool takes on one invoice: group them.
    TooManyPositions {
        /// How many it takes.
        most: usize,
    },
    /// A text is longer than the tool takes.
    TextTooLong {
        /// Which one.
        text: LongText,
        /// How many characters it takes.
        most: usize,
    },
    /// A new draft has no place for a text: leave it out.
    NoPlace {
        /// For which one.
        text: LongText,
    },
}

/// A text that can be too long, or have no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LongText {
    /// The title of the invoice.
    Header,
    /// The text before the positions.
    Intro,
    /// The text after the positions.
    Closing,
    /// The text of a position.
    Position,
    /// The customer's order number or the like.
    Reference,
}

/// How a draft is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftChange {
    /// It was deleted, finalised, or changed so that nothing can be added to it.
    Gone,
    /// Somebody edited it.
    Edited,
}

/// Why an outcome is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// The connection ended or timed out after the first byte may have left.
    Transport {
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
}
