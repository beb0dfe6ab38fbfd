//! The adapter for Lexware Office against the simulated tool.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

mod account;
mod carried;
#[expect(dead_code, reason = "each adapter's tests use a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod consent;
mod copying;
mod creation;
mod customers;
mod drafts;
mod faults;
mod looking_up;
mod office;
mod sample;
mod tokens;
mod transport;
