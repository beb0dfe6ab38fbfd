//! Tools that take a draft in pieces, its head first and then line by line: whatever is lost in between, there is one draft
//! in the end, with each line once.

use billing::{Setback, State};
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use providers::DraftChange;
use serde_json::{Value, json};
use store::testing::for_each_db;

use crate::office::Office;
use crate::simulated::{Simulated, Tool, lines_of, office_with};

pub const BOTH: [Tool; 2] = [Tool::HqV1, Tool::HqV2];
pub const LINE: &str = "add_position";

/// What can happen to a request, and to which: the head, the first line, one in the middle, the last.
fn mishaps() -> Vec<(&'static str, &'static str, Value)> {
    let faults = [
        ("lost_before_commit", json!({})),
        ("lost_after_commit", json!({})),
        ("status_before_commit", json!({"status": 503})),
        ("status_after_commit", json!({"status": 500})),
        ("status_before_commit", json!({"status": 429})),
        ("html_body", json!({})),
        ("cut_body", json!({"at": 12})),
    ];
    let requests = [("create_document", 0), (LINE, 0), (LINE, 5), (LINE, 11)];
    let mut mishaps = Vec::new();
    for (fault, more) in faults {
        for (operation, after) in requests {
            let mut more = more.clone();
            more["after"] = json!(after);
            mishaps.push((operation, fault, more));
        }
    }
    mishaps
}

/// Lets the worker go on, and presses again where the invoice is back in the wizard.
pub async fn finish(office: &Office, id: InvoiceId, what: &str) {
    let engine = office.engine("b");
    let mut state = office.rest(&engine, id).await;
    if let State::Preparing { .. } = state {
        office.create(&engine, id).await;
        state = office.rest(&engine, id).await;
    }
    assert_eq!(state.name(), InvoiceState::Done, "{what}: {state:?}");
    assert_eq!(office.entries_in(2).await, 12, "{what}");
}

/// One draft more than there were, whole.
pub async fn assert_one_whole_draft(tool: &Simulated, before: &[Value], what: &str) {
    let new = tool.documents_beside(before).await;
    assert_eq!(new.len(), 1, "{what}: {new:?}");
    assert_eq!(lines_of(&new[0]).len(), 12, "{what}");
    assert_eq!(new[0]["net"], "1520.00", "{what}");
}

/// One of the drafts that there were, with our lines behind its own.
pub async fn assert_added(tool: &Simulated, before: &[Value], remote_id: &str, what: &str) {
    let old = before.iter().find(|document| document["id"] == remote_id);
    let former = lines_of(old.unwrap());
    let changed = tool.documents_beside(before).await;
    assert_eq!(changed.len(), 1, "{what}: {changed:?}");
    assert_eq!(changed[0]["id"], remote_id, "{what}");
    let lines = lines_of(&changed[0]);
    assert_eq!(lines.len(), former.len() + 12, "{what}");
    assert_eq!(lines[..former.len()], former[..], "{what}");
}

#[tokio::test]
async fn whatever_is_lost_there_is_one_whole_draft_in_the_end() {
    for tool in BOTH {
        for (operation, fault, more) in mishaps() {
            for_each_db(async |store| {
                let what = format!("{tool:?} {operation} {fault} {more}");
                let (office, tool) = office_with(store, tool).await;
                let id = office.invoice().await;
                let before = tool.documents().await;
                tool.fault_at(operation, fault, &more).await;
                office.create(&office.engine("a"), id).await;
                finish(&office, id, &what).await;
                assert_one_whole_draft(&tool, &before, &what).await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn whatever_is_lost_the_positions_come_onto_a_draft_once() {
    for tool in BOTH {
        for (operation, fault, more) in mishaps() {
            for_each_db(async |store| {
                let what = format!("{tool:?} {operation} {fault} {more}");
                let (office, tool) = office_with(store, tool).await;
                let (id, image) = tool.addition(&office).await;
                let before = tool.documents().await;
                tool.fault_at(operation, fault, &more).await;
                office.create(&office.engine("a"), id).await;
                finish(&office, id, &what).await;
                assert_added(&tool, &before, &image.remote_id, &what).await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_token_that_is_lost_between_two_lines_stops_the_rest_until_somebody_reconnects() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            let order = json!({"status": 401, "after": 5, "count": 1_000});
            tool.fault_at(LINE, "status_before_commit", &order).await;
            let engine = office.engine("a");

            let state = office.create(&engine, id).await;

            let attention = Some(Attention::Auth);
            assert_eq!(
                (state.name(), state.attention()),
                (InvoiceState::Created, attention)
            );
            assert!(
                office
                    .bench
                    .refusals
                    .load(std::sync::atomic::Ordering::Relaxed)
                    > 0
            );
            assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));
            assert_eq!(lines_of(&tool.documents_beside(&before).await[0]).len(), 5);

            tool.no_more_faults().await;
            assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Done);
            assert_one_whole_draft(&tool, &before, "after reconnecting").await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_line_that_the_tool_refuses_is_for_a_person() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let order = json!({"status": 400, "after": 5});
            tool.fault_at(LINE, "status_before_commit", &order).await;

            let state = office.create(&office.engine("a"), id).await;

            let State::Created(draft) = &state else {
                panic!("{state:?}")
            };
            assert_eq!(draft.attention, Some(Attention::Mismatch));
            let refused =
                |difference: &&providers::Difference| difference.what == providers::What::Refused;
            assert!(draft.differences.iter().find(refused).is_some());
            assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_that_somebody_edits_between_two_lines_gets_no_more_of_them() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            let order = json!({"status": 503, "after": 5, "count": 1_000});
            tool.fault_at(LINE, "status_before_commit", &order).await;
            let engine = office.engine("a");
            let state = office.create(&engine, id).await;
            assert_eq!(state.name(), InvoiceState::Created);
            edit(&tool, &tool.documents_beside(&before).await[0]).await;
            tool.no_more_faults().await;
            let sent = tool.count(LINE).await;

            let state = office.rest(&engine, id).await;

            assert_eq!(state.attention(), Some(Attention::Mismatch), "{state:?}");
            assert_eq!(tool.count(LINE).await, sent);
            assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));
        })
        .await;
    }
}

/// Changes the first line, as a person does on the tool's page.
async fn edit(tool: &Simulated, document: &Value) {
    let (id, line) = (&document["id"], &lines_of(document)[0]["id"]);
    let action = format!(
        "{}/positions/{}/change",
        id.as_str().unwrap(),
        line.as_str().unwrap()
    );
    let form = [("text", "anders"), ("amount", "1"), ("price", "5")];
    tool.press(&action, &form).await;
}

#[tokio::test]
async fn whoever_goes_on_at_the_same_time_writes_no_line_twice() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            let order = json!({"status": 503, "after": 2});
            tool.fault_at(LINE, "status_before_commit", &order).await;
            let state = office.create(&office.engine("a"), id).await;
            assert_eq!(state.name(), InvoiceState::Created);

            let checks: Vec<_> = (0..3)
                .map(|_| {
                    let engine = office.engine("a");
                    tokio::spawn(async move { engine.check_now(id).await })
                })
                .collect();
            for check in checks {
                check.await.unwrap().unwrap();
            }

            finish(&office, id, "three at once").await;
            assert_one_whole_draft(&tool, &before, "three at once").await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_that_was_edited_before_the_first_line_gets_none() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let (id, image) = tool.addition(&office).await;
            let before = tool.documents().await;
            let old = before
                .iter()
                .find(|document| document["id"] == image.remote_id);
            edit(&tool, old.unwrap()).await;

            let state = office.create(&office.engine("a"), id).await;

            let change = DraftChange::Edited;
            let setback = Some(Setback::DraftChanged { change });
            assert_eq!(state, State::Preparing { setback });
            assert_eq!((tool.count(LINE).await, office.locked().await), (0, 0));
        })
        .await;
    }
}
