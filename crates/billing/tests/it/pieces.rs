//! Tools that take a draft in pieces, its head first and then line by line: whatever is lost in between, there is one draft
//! in the end, with each line once.
//!
//! Where it is the tool that is tried at each of its requests, one database is enough.

use billing::{Setback, State};
use domain::invoice::{Attention, InvoiceState};
use providers::DraftChange;
use serde_json::{Value, json};
use store::testing::{for_each_db, on_sqlite};

use crate::endings::{assert_added, assert_one_whole_draft, finish};
use crate::simulated::{Simulated, Tool, lines_of, office_with};

pub const BOTH: [Tool; 2] = [Tool::HqV1, Tool::HqV2];
pub const LINE: &str = "add_position";
const EVERYWHERE: [usize; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/// What can happen, and to which request: the head, or a line by its number from 0.
type Mishap = (&'static str, &'static str, Value);

/// An answer is lost at the head and at these lines; the rest is tried with the head, the first line, one in the middle,
/// and the last.
fn mishaps(lost_at: &[usize]) -> Vec<Mishap> {
    let here_and_there = &[0, 5, 11][..];
    let faults = [
        ("lost_before_commit", json!({}), lost_at),
        ("lost_after_commit", json!({}), lost_at),
        (
            "status_before_commit",
            json!({"status": 503}),
            here_and_there,
        ),
        (
            "status_after_commit",
            json!({"status": 500}),
            here_and_there,
        ),
        (
            "status_before_commit",
            json!({"status": 429}),
            here_and_there,
        ),
        ("html_body", json!({}), here_and_there),
        ("cut_body", json!({"at": 12}), here_and_there),
    ];
    let mut mishaps = Vec::new();
    for (fault, more, lines) in faults {
        mishaps.push(("create_document", fault, more.clone()));
        for line in lines {
            let mut more = more.clone();
            more["after"] = json!(line);
            mishaps.push((LINE, fault, more));
        }
    }
    mishaps
}

#[tokio::test]
async fn whatever_is_lost_there_is_one_whole_draft_in_the_end() {
    for tool in BOTH {
        for (operation, fault, more) in mishaps(&EVERYWHERE) {
            on_sqlite(async |store| {
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
        for (operation, fault, more) in mishaps(&[0, 11]) {
            on_sqlite(async |store| {
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
