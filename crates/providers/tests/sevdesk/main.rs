//! The sevDesk adapter against the simulated tool, and against a server that breaks off, drips and lies.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic like the tests themselves"
)]

mod account;
mod addition;
mod addition_refused;
mod creation;
mod customers;
mod fault_server;
mod faults;
mod looking_up;
mod paging;
mod reading;
mod sample;
mod support;
mod transport;
