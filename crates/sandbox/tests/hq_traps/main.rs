//! Everything about HQ that a client trips over: each test sends requests by hand and expects the answer that is
//! documented, was seen by others, or is the most dangerous one where nobody knows.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod faults;
mod lists;
mod pages;
mod tenant;
mod v1_invoices;
mod v2_documents;
mod v2_positions;
