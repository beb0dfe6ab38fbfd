//! What look-ups and read-backs prove, and when.

use chrono::{DateTime, TimeDelta, Utc};
use domain::invoice::{Attention, InvoiceState};

use super::samples::*;
use crate::machine::*;

fn at(seconds: i64) -> DateTime<Utc> {
    start() + TimeDelta::seconds(seconds)
}

/// Looks at these seconds and sees nothing; the state after each look.
fn absences(cause: Cause, seconds: &[i64]) -> Vec<State> {
    let mut state = State::Unknown(doubt(cause));
    let mut states = Vec::new();
    for second in seconds {
        let sighting = Sighting::Absent;
        state = step(
            &state,
            Input::LookedUp { sighting },
            at(*second),
            &Rules::default(),
        )
        .unwrap()
        .to;
        states.push(state.clone());
    }
    states
}

fn names(states: &[State]) -> Vec<InvoiceState> {
    states.iter().map(State::name).collect()
}

fn next_check(state: &State) -> Option<DateTime<Utc>> {
    match state {
        State::Unknown(doubt) => doubt.watch.next,
        State::Created(draft) => draft.watch.next,
        _ => None,
    }
}

#[test]
fn an_absence_proves_nothing_while_the_tool_may_be_at_work() {
    let minute = 60;
    let states = absences(no_answer(), &[15, minute, 5 * minute, 14 * minute, 899]);
    assert!(
        names(&states)
            .iter()
            .all(|name| *name == InvoiceState::Unknown)
    );
    assert_eq!(
        next_check(&states[4]),
        Some(at(15 * minute)),
        "the look that will count"
    );
}

#[test]
fn two_absences_after_the_quiet_period_and_five_minutes_apart_prove_one() {
    let states = absences(no_answer(), &[900, 1100, 1199, 1200]);
    assert_eq!(next_check(&states[0]), Some(at(1200)));
    let expected = [
        InvoiceState::Unknown,
        InvoiceState::Unknown,
        InvoiceState::Unknown,
        InvoiceState::Preparing,
    ];
    assert_eq!(names(&states), expected);
    assert_eq!(
        states[3],
        State::Preparing {
            setback: Some(Setback::Absent)
        }
    );
}

#[test]
fn after_a_refusal_two_absences_a_minute_apart_prove_it_true() {
    let states = absences(Cause::Refused { refusal: refusal() }, &[0, 59, 60]);
    assert_eq!(
        next_check(&states[0]),
        Some(at(15)),
        "the plan asks before the gap ends"
    );
    assert_eq!(
        states[2],
        State::Preparing {
            setback: Some(refusal())
        }
    );
}

#[test]
fn a_refusal_is_looked_up_at_once() {
    let answer = Answer::Refused(refusal());
    let sending = State::Sending { lease: lease() };
    let refused = step(
        &sending,
        Input::Answered { answer },
        at(1),
        &Rules::default(),
    )
    .unwrap()
    .to;
    assert_eq!(next_check(&refused), Some(at(1)));
}

#[test]
fn the_first_look_is_by_the_plan_or_when_it_counts() {
    let sending = State::Sending { lease: lease() };
    let first_look = |quiet: i64| {
        let rules = Rules {
            quiet_period: TimeDelta::seconds(quiet),
            ..Rules::default()
        };
        let answer = Answer::Unclear(no_answer());
        next_check(
            &step(&sending, Input::Answered { answer }, start(), &rules)
                .unwrap()
                .to,
        )
    };
    assert_eq!(first_look(900), Some(at(15)));
    assert_eq!(first_look(2), Some(at(2)));
}

#[test]
fn the_quiet_period_begins_when_the_last_byte_may_have_left() {
    let sending = State::Sending { lease: lease() };
    let since = |now| match step(&sending, Input::Abandoned {}, now, &Rules::default())
        .unwrap()
        .to
    {
        State::Unknown(doubt) => doubt.watch.since,
        other => panic!("{other:?}"),
    };
    assert_eq!(since(at(3)), at(3), "its process is known to have ended");
    assert_eq!(
        since(at(500)),
        lease().until,
        "nothing is sent after the turn"
    );
}

#[test]
fn what_turns_up_between_two_absences_wins() {
    let once = absences(no_answer(), &[900]).remove(0);
    let sighting = Sighting::Found {
        remote_id: "9".to_owned(),
    };
    let found = step(
        &once,
        Input::LookedUp { sighting },
        at(1000),
        &Rules::default(),
    )
    .unwrap();
    assert_eq!(
        (found.to.name(), found.next),
        (InvoiceState::Created, Next::ReadBack)
    );
}

#[test]
fn several_drafts_make_earlier_absences_worthless() {
    let once = absences(no_answer(), &[900]).remove(0);
    let sighting = Sighting::FoundMany {
        remote_ids: vec!["1".to_owned(), "2".to_owned()],
    };
    let many = step(
        &once,
        Input::LookedUp { sighting },
        at(1000),
        &Rules::default(),
    )
    .unwrap()
    .to;
    let State::Unknown(doubt) = many else {
        panic!("{many:?}")
    };
    assert_eq!(
        (doubt.attention, doubt.absent_at),
        (Some(Attention::Duplicate), None)
    );
}

#[test]
fn a_tool_that_cannot_be_asked_delays_but_proves_nothing() {
    let once = absences(no_answer(), &[900]).remove(0);
    let why = Unavailable {
        not_before: Some(at(5000)),
        ..unavailable()
    };
    let sighting = Sighting::Unavailable(why);
    let waiting = step(
        &once,
        Input::LookedUp { sighting },
        at(1200),
        &Rules::default(),
    )
    .unwrap()
    .to;
    assert_eq!(next_check(&waiting), Some(at(5000)));
    let State::Unknown(doubt) = waiting else {
        panic!()
    };
    assert_eq!(doubt.absent_at, Some(at(900)), "an absence stays one");
}

#[test]
fn people_are_asked_where_looking_does_not_help() {
    let attention = |sighting, seconds| {
        let state = State::Unknown(doubt(no_answer()));
        step(
            &state,
            Input::LookedUp { sighting },
            at(seconds),
            &Rules::default(),
        )
        .unwrap()
        .to
        .attention()
    };
    let inconclusive = |ask| Sighting::Inconclusive {
        detail: String::new(),
        ask,
    };
    let unavailable = |reconnect| {
        Sighting::Unavailable(Unavailable {
            reconnect,
            ..unavailable()
        })
    };
    assert_eq!(attention(inconclusive(false), 60), None);
    assert_eq!(attention(inconclusive(true), 60), Some(Attention::Ask));
    assert_eq!(attention(inconclusive(false), 3600), Some(Attention::Ask));
    assert_eq!(attention(unavailable(false), 60), None);
    assert_eq!(attention(unavailable(false), 3600), Some(Attention::Ask));
    assert_eq!(attention(unavailable(true), 60), Some(Attention::Auth));
}

#[test]
fn a_difference_waits_for_a_person() {
    let reading = Reading::Differs {
        remote: remote(),
        differences: vec![difference()],
    };
    let created = State::Created(draft(Vec::new()));
    let differs = step(
        &created,
        Input::ReadBack { reading },
        at(1),
        &Rules::default(),
    )
    .unwrap();
    assert_eq!(differs.entries, EntryChange::Keep);
    assert_eq!(next_check(&differs.to), None);
    assert_eq!(differs.to.attention(), Some(Attention::Mismatch));
}

#[test]
fn a_draft_that_vanished_is_looked_for_with_the_same_patience() {
    let created = State::Created(draft(Vec::new()));
    let reading = Reading::Gone;
    let gone = step(
        &created,
        Input::ReadBack { reading },
        at(100),
        &Rules::default(),
    )
    .unwrap()
    .to;
    let State::Unknown(doubt) = gone else {
        panic!("{gone:?}")
    };
    assert_eq!(doubt.watch.since, at(100));
    assert_eq!(
        doubt.cause,
        Cause::Vanished {
            remote_id: remote().id
        }
    );
}
