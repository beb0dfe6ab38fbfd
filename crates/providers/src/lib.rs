//! Adapters for billing tools: one folder per tool, with behaviour, calls and wire types apart.
//!
//! A [`Provider`] reads customers and drafts, and writes drafts. What a tool can do is data
//! ([`domain::capabilities::Capabilities`]). A creating call answers with an [`Outcome`], never with a plain error: what
//! the engine must know is not why something failed but whether it may have happened all the same.

mod access;
mod address;
mod carried;
mod compare;
mod customer_list;
mod error;
mod fate;
mod fields;
pub mod hq;
pub mod http;
pub mod lexware;
mod outcome;
mod places;
mod provider;
mod retry_after;
mod search;
pub mod sevdesk;
mod stranger;
mod texts;

pub use access::{AccessTokens, Budget, FixedToken, Pace, Unpaced};
pub use address::{Address, AddressProblem};
pub use carried::{CarriedOver, Kept, Lost};
pub use compare::{Difference, Expected, What, compare};
pub use error::ProviderError;
pub use fate::{Fate, Fated, fates, is_taken_out};
pub use lexware::LexwareSettings;
pub use outcome::{DraftChange, LongText, Obstacle, Outcome, Refusal, Uncertainty};
pub use provider::{
    Account, BeforeImage, ContactPerson, Customer, CustomerPage, DraftPage, DraftSummary, Lookup,
    Pieces, Provider, ReadBack, RemoteLine, RemoteStatus, Settings, Sought, WhyUnusable,
};
