//! The engine on both databases, with a scripted tool for the hard cases and the simulated tools for the real ones.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod additions;
mod answers;
mod at_moment;
mod brakes;
mod clock;
mod copies;
mod crashes;
mod crowds;
mod cut_invoices;
mod cuts;
#[path = "../model/dice.rs"]
mod dice;
mod edited_meanwhile;
mod elsewhere;
mod endings;
mod ends_anywhere;
mod entries;
mod fingerprints;
mod guards;
mod late;
mod log;
mod moments;
mod office;
mod old_drafts;
mod path;
mod people;
mod person;
mod pieces;
mod pieces_interrupted;
mod proxy;
mod reconnected;
mod refused;
mod remote_changes;
mod restored;
mod schedules;
mod scripted;
mod seeds;
mod sevdesk;
mod simulated;
mod stages;
mod storms;
mod tool;
mod truth;
mod two_engines;
mod undo;
mod worker;
