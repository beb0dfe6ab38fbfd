//! Somebody works on the draft in the tool while positions are added to it: nothing of what they did is lost.

use std::sync::Arc;
use std::time::Duration;

use billing::{Phase, Setback, State};
use chrono::TimeDelta;
use serde_json::{Value, json};
use store::Store;
use store::testing::on_sqlite;

use crate::at_moment::AtMoment;
use crate::dice::Dice;
use crate::office::Office;
use crate::seeds::{numbered, seeds};
use crate::simulated::{Simulated, Tool, lines_of, office_with};

/// How many schedules, unless `EDITS` says otherwise. The tools are what is tried here; one database is enough.
const EDITS: u64 = 24;

/// What a person does on the tool's pages.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Rename,
    RemoveLine,
    Finalise,
    Delete,
}

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

/// The person, who knows the draft by its page.
#[derive(Clone)]
struct Person {
    tool: Arc<Simulated>,
    draft: String,
    edit: Edit,
    /// The draft as they left it; `Null` where they deleted it.
    left: Arc<tokio::sync::Mutex<Option<Value>>>,
}

impl Person {
    async fn edits(self) {
        let mut left = self.left.lock().await;
        let draft = self.draft().await;
        let line = |action: &str| {
            let first = &lines_of(&draft)[0];
            match self.tool.kind() {
                Tool::Lexware => format!("lines/0/{action}"),
                _ => format!("positions/{}/{action}", first["id"].as_str().unwrap()),
            }
        };
        let (action, form) = match self.edit {
            Edit::Rename => {
                let is_hq = matches!(self.tool.kind(), Tool::HqV1 | Tool::HqV2);
                let action = line(if is_hq { "change" } else { "rename" });
                (
                    action,
                    vec![("text", "anders"), ("amount", "3"), ("price", "5")],
                )
            }
            Edit::RemoveLine => (line("delete"), vec![]),
            Edit::Finalise => ("finalise".to_owned(), vec![]),
            Edit::Delete => ("delete".to_owned(), vec![]),
        };
        self.tool
            .press(&format!("{}/{action}", self.draft), &form)
            .await;
        *left = Some(self.draft().await);
    }

    async fn draft(&self) -> Value {
        let documents = self.tool.documents().await;
        let found = documents
            .into_iter()
            .find(|document| document["id"] == *self.draft);
        found.unwrap_or_default()
    }

    /// Waits until the tool has so many requests of this kind, and then edits.
    async fn edits_within(self, operation: &'static str, after: u64) {
        let before = self.tool.count(operation).await;
        let held = json!({"delay_ms": 100, "after": after});
        self.tool
            .fault_at(operation, "late_before_commit", &held)
            .await;
        while self.tool.count(operation).await <= before + after {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        self.edits().await;
    }

    /// What they left is there as they left it; ours may follow it.
    async fn assert_nothing_lost(&self) {
        let Some(left) = self.left.lock().await.clone() else {
            return;
        };
        let now = self.draft().await;
        if left.is_null() {
            return assert!(now.is_null(), "a draft that was deleted came back: {now}");
        }
        let theirs = lines_of(&left);
        assert_eq!(lines_of(&now)[..theirs.len()], theirs[..]);
        assert_eq!(now["status"], left["status"]);
    }
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

async fn works_meanwhile(store: Store, seed: u64) {
    let mut dice = Dice::new(seed);
    let kind = Tool::ALL[dice.pick(4)];
    let edit = [Edit::Rename, Edit::RemoveLine, Edit::Finalise, Edit::Delete][dice.pick(4)];
    let when = when(kind, &mut dice);
    println!("{kind:?}, {edit:?}, {when:?}");
    let (office, tool) = office_with(store, kind).await;
    let (id, image) = tool.addition(&office).await;
    let person = Person {
        tool: Arc::new(tool),
        draft: image.remote_id,
        edit,
        left: Arc::default(),
    };
    let engine = office.engine("a");
    let engine = match when {
        When::At(phase) => {
            let moments = AtMoment::new(phase, person.clone().edits());
            engine.telling(Arc::new(moments))
        }
        When::Within(operation, after) => {
            tokio::spawn(person.clone().edits_within(operation, after));
            tokio::time::sleep(Duration::from_millis(20)).await;
            engine
        }
    };

    office.create(&engine, id).await;
    for _ in 0..3 {
        office.rest(&engine, id).await;
        office.clock.advance(TimeDelta::hours(1));
        engine.work().await.unwrap();
    }

    assert_told(&office, &engine.state(id).await.unwrap(), edit).await;
    person.assert_nothing_lost().await;
}

#[tokio::test]
async fn whatever_a_person_does_meanwhile_is_not_lost() {
    for seed in seeds(EDITS, "EDITS") {
        on_sqlite(async |store| numbered(seed, "an edit", works_meanwhile(store, seed)).await)
            .await;
    }
}
