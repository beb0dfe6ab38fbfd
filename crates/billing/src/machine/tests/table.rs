//! Every state with every input: what is not in the table is refused.

use chrono::TimeDelta;
use domain::invoice::InvoiceState::{self as S, *};

use super::samples::{inputs, start, states};
use crate::machine::EntryChange::{self as E, *};
use crate::machine::Next::{self as N, *};
use crate::machine::{IllegalMove, Rules, step};

/// State, input, and what it leads to twenty minutes after the beginning.
#[rustfmt::skip]
const MOVES: &[(&str, &str, S, E, N)] = &[
    ("preparing",            "create pressed",      Claimed,   Claim,   Rest),
    ("preparing",            "discarded",           Released,  Release, Rest),
    ("preparing again",      "create pressed",      Claimed,   Claim,   Rest),
    ("preparing again",      "discarded",           Failed,    Release, Rest),

    ("claimed",              "sending begun",       Sending,   Keep,    Send),
    ("claimed",              "not sent",            Preparing, Unclaim, Rest),
    ("claimed",              "abandoned",           Preparing, Unclaim, Rest),

    ("sending",              "executed",            Created,   Keep,    ReadBack),
    ("sending",              "not executed",        Preparing, Unclaim, Rest),
    ("sending",              "refused",             Unknown,   Keep,    Rest),
    ("sending",              "unclear",             Unknown,   Keep,    Rest),
    ("sending",              "abandoned",           Unknown,   Keep,    Rest),

    ("unknown",              "found",               Created,   Keep,    ReadBack),
    ("unknown",              "found many",          Unknown,   Keep,    Rest),
    ("unknown",              "absent",              Unknown,   Keep,    Rest),
    ("unknown",              "inconclusive",        Unknown,   Keep,    Rest),
    ("unknown",              "cannot look",         Unknown,   Keep,    Rest),
    ("unknown",              "said there",          Created,   Keep,    ReadBack),
    ("unknown",              "said not there",      Preparing, Unclaim, Rest),

    ("unknown, refused",     "found",               Created,   Keep,    ReadBack),
    ("unknown, refused",     "found many",          Unknown,   Keep,    Rest),
    ("unknown, refused",     "absent",              Unknown,   Keep,    Rest),
    ("unknown, refused",     "inconclusive",        Unknown,   Keep,    Rest),
    ("unknown, refused",     "cannot look",         Unknown,   Keep,    Rest),
    ("unknown, refused",     "said there",          Created,   Keep,    ReadBack),
    ("unknown, refused",     "said not there",      Preparing, Unclaim, Rest),

    ("unknown, absent once", "found",               Created,   Keep,    ReadBack),
    ("unknown, absent once", "found many",          Unknown,   Keep,    Rest),
    ("unknown, absent once", "absent",              Preparing, Unclaim, Rest),
    ("unknown, absent once", "inconclusive",        Unknown,   Keep,    Rest),
    ("unknown, absent once", "cannot look",         Unknown,   Keep,    Rest),
    ("unknown, absent once", "said there",          Created,   Keep,    ReadBack),
    ("unknown, absent once", "said not there",      Preparing, Unclaim, Rest),

    ("created",              "agrees",              Done,      Settle,  Rest),
    ("created",              "differs",             Created,   Keep,    Rest),
    ("created",              "gone",                Unknown,   Keep,    Rest),
    ("created",              "cannot read",         Created,   Keep,    Rest),

    ("created, differs",     "agrees",              Done,      Settle,  Rest),
    ("created, differs",     "differs",             Created,   Keep,    Rest),
    ("created, differs",     "gone",                Unknown,   Keep,    Rest),
    ("created, differs",     "cannot read",         Created,   Keep,    Rest),
    ("created, differs",     "difference accepted", Done,      Settle,  Rest),
];

#[test]
fn every_input_in_every_state_does_what_the_table_says() {
    let now = start() + TimeDelta::minutes(20);
    let mut seen = 0;
    for (state_name, state) in states() {
        for (input_name, input) in inputs() {
            let refused = IllegalMove {
                state: state.name(),
                input: input.kind(),
            };
            let moved = step(&state, input, now, &Rules::default())
                .map(|moved| (moved.to.name(), moved.entries, moved.next));
            let row = MOVES
                .iter()
                .find(|row| row.0 == state_name && row.1 == input_name);
            let expected = row.map(|row| (row.2, row.3, row.4)).ok_or(refused);
            assert_eq!(moved, expected, "{input_name} while {state_name}");
            seen += usize::from(row.is_some());
        }
    }
    assert_eq!(
        seen,
        MOVES.len(),
        "a row of the table names no state or no input"
    );
}
