//! Why a reading call failed.

use std::time::Duration;

use thiserror::Error;

use crate::retry_after;

/// A failure of a call that changes nothing in the tool, so it may be repeated.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProviderError {
    /// The credentials are wrong or no longer valid.
    #[error(
        "the billing tool refuses the credentials: they are wrong or were withdrawn. Enter valid ones"
    )]
    Unauthorized,
    /// The credentials may not do this.
    #[error(
        "the credentials are valid but may not do this; ask for the right in the billing tool. It says: {message}"
    )]
    Forbidden {
        /// The tool's own words.
        message: String,
    },
    /// The tool does not accept this Billhour as its client: the operator's business, whatever the credentials are.
    #[error(
        "the billing tool does not accept this Billhour as its client; whoever runs it has to see to that ({detail})"
    )]
    NotAClient {
        /// What was seen; without secrets.
        detail: String,
    },
    /// What was asked for does not exist.
    #[error("the billing tool does not have it (any more)")]
    NotFound,
    /// Too many requests.
    #[error("too many requests: the billing tool asks to wait {} s", retry_after.as_secs())]
    RateLimited {
        /// How long to wait, clamped to 1 s … 10 min.
        retry_after: Duration,
    },
    /// The tool does not accept the question.
    #[error("the billing tool does not accept the question: {message}")]
    Refused {
        /// The tool's own words.
        message: String,
    },
    /// No connection, a time-out, or a server error.
    #[error(
        "the billing tool cannot be reached at the moment; nothing was changed. Try again later ({detail})"
    )]
    Unavailable {
        /// What was seen; without secrets.
        detail: String,
    },
    /// Billhour itself holds back what would change something in the tool.
    #[error("nothing was sent to the billing tool: {why}")]
    Held {
        /// Why.
        why: String,
    },
    /// An answer that is not what the tool documents.
    #[error(
        "the billing tool answered something that it does not document, so the answer was not used: {detail}"
    )]
    Unexpected {
        /// What is wrong with it.
        detail: String,
    },
}

impl ProviderError {
    /// Too many requests, until this time has passed.
    pub fn rate_limited(wait: Duration) -> Self {
        Self::RateLimited {
            retry_after: retry_after::clamped(wait),
        }
    }
}
