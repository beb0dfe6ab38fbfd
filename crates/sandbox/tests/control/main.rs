//! The sandbox apart from what it simulates: its memory, its control end points, its faults, its pages.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../support/mod.rs"]
mod support;

mod corruptions;
mod durability;
mod faults;
mod kill;
mod pages;
mod state;
