//! The HQ adapter against the simulated tenant, in both of its dialects, and against a server that breaks off.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

mod account;
#[expect(dead_code, reason = "each adapter's tests use a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod creation;
mod customers;
mod drafts;
mod errors;
mod looking_up;
mod pace;
mod pieces;
mod sample;
mod support;
mod taxes;
mod transport;
