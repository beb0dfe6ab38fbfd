//! The sevDesk adapter against the simulated tool, and against a server that breaks off, drips and lies.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

mod account;
mod addition;
#[expect(dead_code, reason = "each adapter's tests use a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod creation;
mod customers;
mod faults;
mod looking_up;
mod paging;
mod reading;
mod sample;
mod support;
mod transport;
