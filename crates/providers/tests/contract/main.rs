//! The contract: what every adapter promises, tried with every tool and dialect against its simulation.
//!
//! A promise is a function over [`office::Office`]; each becomes a test per dialect, named
//! `<file>::<dialect>::<promise>`. What is particular to a tool is tested beside it, in `tests/<tool>/`. A further tool
//! implements `Office` in a file of its own and is named in `for_each_office`.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

#[macro_use]
mod each;

mod account;
mod acts;
mod additions;
mod additions_refused;
mod capabilities;
#[expect(dead_code, reason = "each adapter's tests use a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod creation;
mod creation_fails;
mod customers;
mod deletions;
mod drafts;
mod hq;
mod interruptions;
mod lexware;
mod limits;
mod lines;
mod looking_up;
mod office;
mod reading_fails;
mod sample;
mod sevdesk;
mod stored_otherwise;
mod tokens;
