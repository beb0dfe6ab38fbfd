//! The HQ adapter against the simulated tenant, in both of its dialects, and against a server that breaks off.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

mod account;
mod addition;
mod creation;
mod customers;
mod drafts;
mod errors;
#[expect(dead_code, reason = "the other adapter's tests use more of it")]
#[path = "../sevdesk/fault_server.rs"]
mod fault_server;
mod looking_up;
mod pace;
mod pieces;
mod sample;
mod support;
mod taxes;
mod transport;
