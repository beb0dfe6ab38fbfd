//! The sandbox apart from what it simulates: its memory, its control end points, its faults, its pages.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../support/mod.rs"]
mod support;

mod durability;
mod faults;
mod pages;
mod state;
