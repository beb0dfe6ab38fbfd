//! Somebody works on the draft in the tool while positions are added to it: nothing of what they did is lost.

use std::sync::Arc;

use billing::{Phase, Setback, State};
use chrono::TimeDelta;
use store::Store;
use store::testing::on_sqlite;

use crate::at_moment::AtMoment;
use crate::dice::Dice;
use crate::office::Office;
use crate::person::{Edit, Person};
use crate::seeds::{each, numbered, seeds};
use crate::simulated::{Tool, office_with};

/// How many schedules, unless `EDITS` says otherwise. The tools are what is tried here; one database is enough.
const EDITS: u64 = 32;

/// When they do it.
#[derive(Clone, Copy, Debug)]
enum When {
    /// At a moment of the engine.
    At(Phase),
    /// While the tool holds a request of this kind, after so many of them.
    Within(&'static str, u64),
}

/// The moments before the request of a tool that takes the draft as a whole, and after it. In between nobody can tell:
/// sevDesk has no way to save a draft only if it is unchanged.
const AROUND_THE_REQUEST: [Phase; 8] = [
    Phase::BeforeClaim,
    Phase::AfterClaim,
    Phase::BeforeSendingMark,
    Phase::AfterSendingMark,
    Phase::AnswerReceived,
    Phase::BeforeReadBack,
    Phase::BeforeDone,
    Phase::AfterDone,
];

#[derive(Clone, Copy, Debug)]
struct Case {
    tool: Tool,
    edit: Edit,
    when: When,
}

impl Case {
    /// Each tool with each edit in turn, at a random moment.
    fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let turn = usize::try_from(seed).unwrap();
        let tool = Tool::ALL[turn % 4];
        Self {
            tool,
            edit: Edit::ALL[turn / 4 % 4],
            when: when(tool, &mut dice),
        }
    }
}

fn when(tool: Tool, dice: &mut Dice) -> When {
    let operations: &[(&str, u64)] = match tool {
        Tool::Sevdesk => &[],
        Tool::Lexware => &[("get_invoice", 2), ("create_invoice", 1)],
        Tool::HqV1 | Tool::HqV2 => &[
            ("get_document", 3),
            ("get_positions", 3),
            ("add_position", 12),
        ],
    };
    if operations.is_empty() || dice.chance(40) {
        return When::At(AROUND_THE_REQUEST[dice.pick(AROUND_THE_REQUEST.len())]);
    }
    let (operation, often) = operations[dice.pick(operations.len())];
    When::Within(operation, dice.roll(often))
}

/// Either the positions are on a draft and billed, or they are on none and free, or a person is asked.
async fn assert_told(office: &Office, state: &State, edit: Edit) {
    let fits = match state {
        State::Done(_) => office.entries_in(2).await == 12,
        State::Preparing { setback } => {
            let fits = match setback {
                Some(Setback::DraftChanged { .. }) => true,
                // Whoever deletes the draft deletes what we have added to it.
                Some(Setback::Absent) => matches!(edit, Edit::Delete),
                _ => false,
            };
            fits && office.locked().await == 0
        }
        other => other.attention().is_some() && office.locked().await == 12,
    };
    assert!(fits, "{state:?}");
}

async fn works_meanwhile(store: Store, case: Case) {
    let (office, tool) = office_with(store, case.tool).await;
    let (id, image) = tool.addition(&office).await;
    let person = Person::new(tool, image.remote_id, case.edit);
    let engine = office.engine("a");
    let engine = match case.when {
        When::At(phase) => {
            let moments = AtMoment::new(phase, person.clone().edits());
            engine.telling(Arc::new(moments))
        }
        When::Within(operation, after) => {
            let held = person.holds(operation, after).await;
            tokio::spawn(person.clone().edits_during(held));
            engine
        }
    };

    office.create(&engine, id).await;
    for _ in 0..3 {
        office.rest(&engine, id).await;
        office.clock.advance(TimeDelta::hours(1));
        engine.work().await.unwrap();
    }

    assert_told(&office, &engine.state(id).await.unwrap(), case.edit).await;
    let must = matches!(case.when, When::At(_));
    assert!(!must || person.has_edited().await, "the moment never came");
    person.assert_nothing_lost().await;
}

/// Whoever deletes the draft between two of its lines: its head had been found, so this is no draft that changed.
#[tokio::test]
async fn a_draft_that_is_deleted_between_two_lines_frees_the_entries() {
    let case = Case {
        tool: Tool::HqV2,
        edit: Edit::Delete,
        when: When::Within("get_document", 1),
    };
    on_sqlite(async |store| works_meanwhile(store, case).await).await;
}

#[tokio::test]
async fn whatever_a_person_does_meanwhile_is_not_lost() {
    each(seeds(EDITS, "EDITS"), async |seed| {
        let case = Case::of(seed);
        on_sqlite(async |store| {
            numbered(seed, format!("{case:?}"), works_meanwhile(store, case)).await;
        })
        .await;
    })
    .await;
}
