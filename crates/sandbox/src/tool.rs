//! The tools that are simulated. A further one is a variant here, a module beside `sevdesk`, and a prefix.

use axum::http::Method;
use serde::{Deserialize, Serialize};

use crate::faults::Corrupted;
use crate::{hq, lexware, sevdesk};

/// A simulated billing tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tool {
    Sevdesk,
    Lexware,
    Hq,
}

/// A body with its media type, for answers that are wrong on purpose.
pub(crate) struct Body {
    pub(crate) media: &'static str,
    pub(crate) text: String,
}

impl Tool {
    /// All tools.
    pub(crate) const ALL: [Self; 3] = [Self::Sevdesk, Self::Lexware, Self::Hq];

    /// The name of what a request asks for, as the control end points spell it. The path is without the prefix.
    pub(crate) fn operation(self, method: &Method, path: &str) -> &'static str {
        match self {
            Self::Sevdesk => sevdesk::operation(method, path),
            Self::Lexware => lexware::operation(method, path),
            Self::Hq => hq::operation(method, path),
        }
    }

    /// All names of operations.
    pub(crate) fn operations(self) -> &'static [&'static str] {
        match self {
            Self::Sevdesk => sevdesk::OPERATIONS,
            Self::Lexware => lexware::OPERATIONS,
            Self::Hq => hq::OPERATIONS,
        }
    }

    /// The operation that stores a thing, after which it can be made to differ from what was written.
    pub(crate) fn storing_operation(self, what: Corrupted) -> &'static str {
        match self {
            Self::Sevdesk => sevdesk::SAVING_OPERATION,
            Self::Lexware => lexware::SAVING_OPERATION,
            Self::Hq => hq::storing(what),
        }
    }

    /// What the tool says with an HTTP status that tells of an error.
    pub(crate) fn error_body(self, status: u16) -> Body {
        match self {
            Self::Sevdesk => sevdesk::error_body(status),
            Self::Lexware => lexware::error_body(status),
            Self::Hq => hq::error_body(status),
        }
    }

    /// Well-formed JSON in which nothing has the type that belongs there.
    pub(crate) fn wrong_type_body(self) -> Body {
        match self {
            Self::Sevdesk => sevdesk::wrong_type_body(),
            Self::Lexware => lexware::wrong_type_body(),
            Self::Hq => hq::wrong_type_body(),
        }
    }
}
