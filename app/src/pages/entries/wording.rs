//! Why an entry was not written, in the reader's language.

use domain::typed::NumberProblem;
use store::EntryError;
use texts::{Locale, say};

use super::when::{FieldProblem, TimeProblem};
use crate::context::PageError;
use crate::forms::{Refusal, typed};

/// What is wrong with a time, in a sentence for its field.
pub fn time_problem(l: Locale, (field, problem): FieldProblem) -> String {
    match problem {
        TimeProblem::Date => say!(l, entries.date_wrong),
        TimeProblem::Time if field == "end" => say!(l, entries.end_wrong),
        TimeProblem::Time => say!(l, entries.start_wrong),
        TimeProblem::NoLength => say!(l, entries.no_length),
        TimeProblem::Contradiction => say!(l, entries.contradiction),
        TimeProblem::NoTime => say!(l, entries.no_time),
        TimeProblem::Duration(NumberProblem::NotANumber) => say!(l, entries.duration_wrong),
        TimeProblem::Duration(NumberProblem::TooLarge) => say!(l, entries.too_long),
        TimeProblem::Duration(problem) => typed::number_problem(l, problem),
    }
}

/// Why the store did not take an entry. `Changed` is the caller's to show.
pub fn refused(l: Locale, error: EntryError) -> Refusal {
    match error {
        EntryError::Length => Refusal::of("duration", say!(l, entries.too_long)),
        EntryError::Day => Refusal::of("date", say!(l, entries.day_out_of_range)),
        EntryError::Work => Refusal::of("project", say!(l, entries.work_gone)),
        EntryError::Changed(_) => Refusal::of("version", say!(l, entries.changed)),
        EntryError::Locked => Refusal::whole(say!(l, entries.locked)),
        EntryError::Gone => Refusal::whole(say!(l, entries.gone)),
        EntryError::Store(error) => PageError::from(error).into(),
    }
}
