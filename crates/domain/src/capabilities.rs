//! What each billing tool can do, as data that drives pages and flow.

use serde::{Deserialize, Serialize};

use crate::unit::Unit;

/// The billing tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingTool {
    /// sevDesk.
    Sevdesk,
    /// Lexware Office, formerly Lexoffice.
    Lexware,
    /// HQ (helloHQ).
    Hq,
}

impl BillingTool {
    /// All tools, in the order of the integrations page.
    pub const ALL: [Self; 3] = [Self::Sevdesk, Self::Lexware, Self::Hq];

    /// The name in the database and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sevdesk => "sevdesk",
            Self::Lexware => "lexware",
            Self::Hq => "hq",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.as_str() == text)
    }

    /// The name that people know; the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sevdesk => "sevDesk",
            Self::Lexware => "Lexware Office",
            Self::Hq => "HQ",
        }
    }

    /// Whether it says whose account a connection belongs to by the name of the company. sevDesk's API says who the
    /// person is, and of the company no more than a number.
    pub const fn names_company(self) -> bool {
        match self {
            Self::Sevdesk => false,
            Self::Lexware | Self::Hq => true,
        }
    }
}

/// How positions come onto a draft that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// The whole draft is sent again, with ours at its end.
    Resend,
    /// Line by line, at its end.
    Lines,
    /// A new draft carries its lines and ours. The old one stays, and a person has to delete it in the tool.
    Copy,
}

/// What a billing tool can do. Honest: nothing is advertised that is not built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a tool, not states"
)]
pub struct Capabilities {
    /// How positions come onto a draft that exists; `None` where there is no way.
    pub addition: Option<Addition>,
    /// Decimals of a quantity that the tool is known to keep.
    pub quantity_decimals: u32,
    /// Decimals of a unit price that the tool is known to keep.
    pub price_decimals: u32,
    /// Whether a draft has a header (a title) that we may set.
    pub header: bool,
    /// Whether a draft has introductory and closing text that we may set.
    pub texts: bool,
    /// Whether a draft has a service period.
    pub service_period: bool,
    /// Whether a draft carries a reference by which it is found again.
    pub marker: bool,
    /// Whether a draft is written in pieces, its lines after its head: between them a call may be lost.
    pub in_pieces: bool,
    /// Whether a draft can be deleted through the tool's API; else a person deletes it in the tool.
    pub deletes: bool,
    /// The units that a position may have.
    pub units: &'static [Unit],
    /// The most positions of one invoice, where the tool names a number.
    pub max_positions: Option<usize>,
}
