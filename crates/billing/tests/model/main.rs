//! The protocol on a model: the real state machine, around it a small world in memory. A schedule is made from one
//! number: presses, edits, undos, crashes, pauses, restarts, lost and late answers, broken lists, a commit whose answer is
//! lost. After each step the checker compares what we believe with what the tool holds.
//!
//! `SCHEDULES=1000000` runs more of them, `REPLAY=4711` runs just that one and tells what happened.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test harness fails by panicking, and prints what it measured"
)]

mod asking;
mod bug;
mod check;
mod database;
mod dice;
mod people;
mod process;
mod schedule;
mod sending;
mod tool;
mod world;

use std::time::Instant;

use bug::Bug;
use schedule::{Violation, run};

/// How many schedules an ordinary run has, for the protocol and for each of the bugs.
const SCHEDULES: u64 = 2_000;

/// Schedules that showed a real hole, with the mistake that made it. They run every time, with the mistake and without.
const KEPT: &[(u64, Bug)] = &[(73_516, Bug::LookCountsFromItsEnd)];

fn number_of_schedules() -> u64 {
    std::env::var("SCHEDULES").map_or(SCHEDULES, |text| text.parse().unwrap())
}

fn replayed() -> Option<u64> {
    std::env::var("REPLAY")
        .ok()
        .map(|text| text.parse().unwrap())
}

#[test]
fn whatever_happens_each_entry_is_on_one_draft_at_most_and_none_is_lost() {
    if let Some(seed) = replayed() {
        match run(seed, None, true) {
            Ok(told) => println!("schedule {seed}: {told:?}"),
            Err(violation) => panic!("schedule {seed}: {violation}"),
        }
        return;
    }
    let began = Instant::now();
    let mut sums = schedule::Told::default();
    let kept = KEPT.iter().map(|(seed, _)| *seed);
    for seed in kept.chain(0..number_of_schedules()) {
        match run(seed, None, false) {
            Ok(told) => sums.add(&told),
            Err(violation) => panic!("{violation}; REPLAY={seed} runs this schedule alone"),
        }
    }
    println!(
        "{} schedules in {:?}: {sums:?}",
        number_of_schedules(),
        began.elapsed()
    );
    assert!(
        sums.done > 0 && sums.crashes > 0 && sums.asked > 0 && sums.undone > 0,
        "{sums:?}"
    );
}

/// The harness can fail: with each of these mistakes it does.
#[test]
fn each_seeded_bug_is_caught() {
    let mut missed = Vec::new();
    for bug in Bug::ALL {
        let kept = KEPT.iter().filter(|(_, made_by)| *made_by == bug);
        let mut seeds = kept.map(|(seed, _)| *seed).chain(0..SCHEDULES);
        let caught = seeds.find_map(|seed| Some((seed, run(seed, Some(bug), false).err()?)));
        match caught {
            Some((seed, violation)) => println!("{bug:?}: schedule {seed}: {violation}"),
            None => missed.push(bug),
        }
    }
    assert_eq!(missed, [], "not caught within {SCHEDULES} schedules");
    println!("{} of {} bugs caught", Bug::ALL.len(), Bug::ALL.len());
}

/// What a schedule shows does not depend on when or where it runs.
#[test]
fn a_schedule_repeats() {
    let told = |seed| run(seed, None, false).map_err(|Violation { what, .. }| what);
    for seed in 0..50 {
        assert_eq!(told(seed), told(seed));
    }
}
