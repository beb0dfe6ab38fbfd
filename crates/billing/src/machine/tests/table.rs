//! Every state with every input: what is not in the table is refused.

use chrono::TimeDelta;
use domain::invoice::InvoiceState::{self as S, *};

use self::Entries::{self as E, *};
use super::samples::{inputs, start, states};
use crate::machine::Next::{self as N, *};
use crate::machine::{EntryChange, IllegalMove, Rules, step};

/// What happens to the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entries {
    Keep,
    Claim,
    Unclaim,
    Settle,
    Release,
    Unbill,
    UnbillOne,
}

impl From<EntryChange> for Entries {
    fn from(change: EntryChange) -> Self {
        match change {
            EntryChange::Keep => Keep,
            EntryChange::Claim => Claim,
            EntryChange::Unclaim => Unclaim,
            EntryChange::Settle => Settle,
            EntryChange::Release => Release,
            EntryChange::Unbill => Unbill,
            EntryChange::UnbillPositions(_) => UnbillOne,
        }
    }
}

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

    ("created, named",       "agrees",              Done,      Settle,  Rest),
    ("created, named",       "differs",             Created,   Keep,    Rest),
    ("created, named",       "gone",                Unknown,   Keep,    Rest),
    ("created, named",       "cannot read",         Created,   Keep,    Rest),
    ("created, named",       "difference accepted", Done,      Settle,  Rest),
    ("created, named",       "said another",        Unknown,   Keep,    Rest),

    ("done",                 "seen",                Done,      Keep,    Rest),
    ("done",                 "seen changed",        Done,      Keep,    Rest),
    ("done",                 "seen final",          Done,      Keep,    Rest),
    ("done",                 "seen cancelled",      Done,      Keep,    Rest),
    ("done",                 "taken out",           Done,      Keep,    Rest),
    ("done",                 "not seen",            Done,      Keep,    Rest),
    ("done",                 "cannot compare",      Done,      Keep,    Rest),
    ("done",                 "undo asked",          Undoing,   Keep,    TakeBack),

    ("done, changed",        "seen",                Done,      Keep,    Rest),
    ("done, changed",        "seen changed",        Done,      Keep,    Rest),
    ("done, changed",        "seen final",          Done,      Keep,    Rest),
    ("done, changed",        "seen cancelled",      Done,      Keep,    Rest),
    ("done, changed",        "taken out",           Done,      Keep,    Rest),
    ("done, changed",        "not seen",            Done,      Keep,    Rest),
    ("done, changed",        "cannot compare",      Done,      Keep,    Rest),
    ("done, changed",        "kept",                Done,      Keep,    Rest),
    ("done, changed",        "position released",   Done,      UnbillOne, Rest),
    ("done, changed",        "last one released",   Released,  Unbill,  Rest),
    ("done, changed",        "undo asked",          Undoing,   Keep,    TakeBack),

    ("done, gone once",      "seen",                Done,      Keep,    Rest),
    ("done, gone once",      "seen changed",        Done,      Keep,    Rest),
    ("done, gone once",      "seen final",          Done,      Keep,    Rest),
    ("done, gone once",      "seen cancelled",      Done,      Keep,    Rest),
    ("done, gone once",      "taken out",           Done,      Keep,    Rest),
    ("done, gone once",      "not seen",            Done,      Keep,    Rest),
    ("done, gone once",      "cannot compare",      Done,      Keep,    Rest),
    ("done, gone once",      "undo asked",          Undoing,   Keep,    TakeBack),

    ("done, gone",           "seen",                Done,      Keep,    Rest),
    ("done, gone",           "seen changed",        Done,      Keep,    Rest),
    ("done, gone",           "seen final",          Done,      Keep,    Rest),
    ("done, gone",           "seen cancelled",      Done,      Keep,    Rest),
    ("done, gone",           "taken out",           Done,      Keep,    Rest),
    ("done, gone",           "not seen",            Done,      Keep,    Rest),
    ("done, gone",           "cannot compare",      Done,      Keep,    Rest),
    ("done, gone",           "kept",                Done,      Keep,    Rest),
    ("done, gone",           "position released",   Done,      UnbillOne, Rest),
    ("done, gone",           "last one released",   Released,  Unbill,  Rest),

    ("undoing",              "seen",                Undoing,   Keep,    Rest),
    ("undoing",              "seen changed",        Undoing,   Keep,    Rest),
    ("undoing",              "seen final",          Done,      Keep,    Rest),
    ("undoing",              "seen cancelled",      Done,      Keep,    Rest),
    ("undoing",              "taken out",           Released,  Unbill,  Rest),
    ("undoing",              "not seen",            Undoing,   Keep,    Rest),
    ("undoing",              "cannot compare",      Undoing,   Keep,    Rest),
    ("undoing",              "deletion executed",   Undoing,   Keep,    Rest),
    ("undoing",              "deletion by hand",    Undoing,   Keep,    Rest),
    ("undoing",              "deletion refused",    Undoing,   Keep,    Rest),
    ("undoing",              "deletion unclear",    Undoing,   Keep,    Rest),
    ("undoing",              "undo stopped",        Done,      Keep,    Rest),

    ("undoing, deleted",     "seen",                Undoing,   Keep,    Rest),
    ("undoing, deleted",     "seen changed",        Undoing,   Keep,    Rest),
    ("undoing, deleted",     "seen final",          Done,      Keep,    Rest),
    ("undoing, deleted",     "seen cancelled",      Done,      Keep,    Rest),
    ("undoing, deleted",     "taken out",           Released,  Unbill,  Rest),
    ("undoing, deleted",     "not seen",            Released,  Unbill,  Rest),
    ("undoing, deleted",     "cannot compare",      Undoing,   Keep,    Rest),
    ("undoing, deleted",     "deletion executed",   Undoing,   Keep,    Rest),
    ("undoing, deleted",     "deletion by hand",    Undoing,   Keep,    Rest),
    ("undoing, deleted",     "deletion refused",    Undoing,   Keep,    Rest),
    ("undoing, deleted",     "deletion unclear",    Undoing,   Keep,    Rest),

    ("undoing, gone once",   "seen",                Undoing,   Keep,    Rest),
    ("undoing, gone once",   "seen changed",        Undoing,   Keep,    Rest),
    ("undoing, gone once",   "seen final",          Done,      Keep,    Rest),
    ("undoing, gone once",   "seen cancelled",      Done,      Keep,    Rest),
    ("undoing, gone once",   "taken out",           Released,  Unbill,  Rest),
    ("undoing, gone once",   "not seen",            Released,  Unbill,  Rest),
    ("undoing, gone once",   "cannot compare",      Undoing,   Keep,    Rest),
    ("undoing, gone once",   "deletion executed",   Undoing,   Keep,    Rest),
    ("undoing, gone once",   "deletion by hand",    Undoing,   Keep,    Rest),
    ("undoing, gone once",   "deletion refused",    Undoing,   Keep,    Rest),
    ("undoing, gone once",   "deletion unclear",    Undoing,   Keep,    Rest),
    ("undoing, gone once",   "undo stopped",        Done,      Keep,    Rest),
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
                .map(|moved| (moved.to.name(), moved.entries.into(), moved.next));
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
