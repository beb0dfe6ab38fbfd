//! The engine on both databases, with a scripted tool for the hard cases and the simulated sevDesk for the real ones.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod additions;
mod answers;
mod clock;
mod crashes;
mod crowds;
mod entries;
mod log;
mod office;
mod path;
mod people;
mod schedules;
mod scripted;
mod sevdesk;
mod simulated;
mod worker;
