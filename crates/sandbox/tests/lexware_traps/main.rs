//! Everything about Lexware Office that a client trips over: each test sends the wrong request by hand
//! and expects the answer that is documented or was measured.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../support/mod.rs"]
mod support;

mod account;
mod consent;
mod contacts;
mod create;
mod faults;
mod office;
mod pages;
mod reading;
mod refusals;
mod tokens;
mod voucherlist;
