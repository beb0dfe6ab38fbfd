//! Everything about sevDesk that a client trips over: each test sends the wrong request by hand
//! and expects the answer that is documented or was measured.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../support/mod.rs"]
mod support;

mod append;
mod contacts;
mod create;
mod envelopes;
mod lifecycle;
mod lists;
mod shape;
mod tax;
mod units;
