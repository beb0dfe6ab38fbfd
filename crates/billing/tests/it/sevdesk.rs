//! The engine with sevDesk: each way in which a request can go wrong, and each thing that can differ afterwards.

use std::time::Duration;

use billing::{Setback, State};
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use providers::DraftChange;
use serde_json::{Value, json};
use store::testing::for_each_db;

use crate::office::Office;
use crate::simulated::{lines_of, office};

/// Faults, and whether the draft is made in spite of them.
fn faults() -> Vec<(&'static str, Value)> {
    let status = |status: u16| json!({"status": status});
    vec![
        ("lost_before_commit", json!({})),
        ("lost_after_commit", json!({})),
        ("commit_late_lost", json!({"delay_ms": 150})),
        ("commit_late_504", json!({"delay_ms": 150})),
        ("status_before_commit", status(401)),
        ("status_before_commit", status(403)),
        ("status_before_commit", status(404)),
        ("status_before_commit", status(422)),
        (
            "status_before_commit",
            json!({"status": 429, "retry_after": "7"}),
        ),
        ("status_before_commit", status(500)),
        ("status_before_commit", status(503)),
        ("status_after_commit", status(400)),
        ("status_after_commit", status(422)),
        ("status_after_commit", status(500)),
        ("status_after_commit", status(502)),
        ("cut_body", json!({"at": 0})),
        ("cut_body", json!({"at": 200})),
        ("cut_answer", json!({"at": 10})),
        ("malformed_body", json!({})),
        ("html_body", json!({})),
        ("empty_body", json!({})),
        ("wrong_type_body", json!({})),
        ("error_in_200", json!({})),
        ("redirect", json!({})),
    ]
}

/// Things that are stored otherwise than they were sent.
const DIFFERENCES: [&str; 10] = [
    "changed_contact",
    "changed_status",
    "changed_reference",
    "changed_text",
    "changed_quantity",
    "changed_price",
    "changed_tax_rate",
    "changed_net",
    "dropped_line",
    "extra_line",
];

#[tokio::test]
async fn whatever_goes_wrong_there_is_one_draft_in_the_end() {
    for (fault, more) in faults() {
        for_each_db(async |store| {
            let what = format!("{fault} {more}");
            let (office, tool) = office(store).await;
            let engine = office.engine("a");
            let id = office.invoice().await;
            tool.fault(fault, &more).await;

            office.create(&engine, id).await;
            // What the tool does late it does in real time.
            tokio::time::sleep(Duration::from_millis(
                more["delay_ms"].as_u64().map_or(0, |ms| ms + 150),
            ))
            .await;
            let mut state = office.rest(&engine, id).await;
            if let State::Preparing { setback } = &state {
                assert!(setback.is_some(), "{what}");
                assert_eq!(
                    (tool.ours().await.len(), office.locked().await),
                    (0, 0),
                    "{what}"
                );
                state = office.create(&engine, id).await;
            }

            assert_eq!(state.name(), InvoiceState::Done, "{what}: {state:?}");
            let ours = tool.ours().await;
            assert_eq!((ours.len(), office.entries_in(2).await), (1, 12), "{what}");
            assert_eq!(ours[0]["net"], "1520.00", "{what}");
        })
        .await;
    }
}

#[tokio::test]
async fn whatever_differs_nothing_is_billed() {
    for fault in DIFFERENCES {
        for_each_db(async |store| {
            let (office, tool) = office(store).await;
            let id = office.invoice().await;
            tool.fault(fault, &json!({})).await;
            assert_waits_for_a_person(&office, id, fault).await;
        })
        .await;
    }
}

#[tokio::test]
async fn whatever_differs_on_a_draft_that_was_added_to_nothing_is_billed() {
    let ours = DIFFERENCES.into_iter().map(|fault| (fault, json!({})));
    let former = [
        "changed_text",
        "changed_quantity",
        "changed_price",
        "changed_tax_rate",
        "dropped_line",
    ];
    let former = former.into_iter().map(|fault| (fault, json!({"line": 0})));
    for (fault, more) in ours.chain(former) {
        for_each_db(async |store| {
            let (office, tool) = office(store).await;
            let (id, _) = tool.addition(&office).await;
            tool.fault(fault, &more).await;
            assert_waits_for_a_person(&office, id, &format!("{fault} {more}")).await;
        })
        .await;
    }
}

async fn assert_waits_for_a_person(office: &Office, id: InvoiceId, what: &str) {
    let engine = office.engine("a");
    let state = office.create(&engine, id).await;
    let State::Created(draft) = &state else {
        panic!("{what}: {state:?}")
    };
    assert_eq!(draft.attention, Some(Attention::Mismatch), "{what}");
    assert_eq!(
        (office.entries_in(2).await, office.locked().await),
        (0, 12),
        "{what}"
    );
}

fn lines<'a>(documents: &'a [Value], id: &str) -> &'a Vec<Value> {
    lines_of(
        documents
            .iter()
            .find(|document| document["id"] == id)
            .unwrap(),
    )
}

#[tokio::test]
async fn positions_are_added_to_a_draft_whatever_goes_wrong() {
    let plain = [("", json!({}))];
    for (fault, more) in plain.into_iter().chain(faults()) {
        for_each_db(async |store| {
            let what = format!("{fault} {more}");
            let (office, tool) = office(store).await;
            let engine = office.engine("a");
            let (id, draft) = tool.addition(&office).await;
            let remote_id = draft.remote_id;
            let before = tool.documents().await;
            if !fault.is_empty() {
                tool.fault(fault, &more).await;
            }

            office.create(&engine, id).await;
            tokio::time::sleep(Duration::from_millis(
                more["delay_ms"].as_u64().map_or(0, |ms| ms + 150),
            ))
            .await;
            let mut state = office.rest(&engine, id).await;
            if let State::Preparing { .. } = state {
                assert_eq!(tool.documents().await, before, "{what}");
                state = office.create(&engine, id).await;
            }

            assert_eq!(state.name(), InvoiceState::Done, "{what}: {state:?}");
            assert_eq!(office.entries_in(2).await, 12, "{what}");
            let after = tool.documents().await;
            let former = lines(&before, &remote_id);
            let now = lines(&after, &remote_id);
            assert_eq!(
                (after.len(), now.len()),
                (before.len(), former.len() + 12),
                "{what}"
            );
            assert_eq!(now[..former.len()], former[..], "{what}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_that_somebody_edited_meanwhile_is_not_added_to() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let (first, _) = tool.addition(&office).await;
        let (second, _) = tool.addition(&office).await;
        // Both saw the same draft; the second has the entries.
        assert_eq!(
            office.create(&engine, second).await.name(),
            InvoiceState::Done
        );
        let free =
            "update time_entries set billed_source = null, billed_by = null, billed_at = null";
        store::testing::execute(&office.store, free).await.unwrap();

        let state = office.create(&engine, first).await;

        let State::Preparing { setback } = state else {
            panic!("{state:?}")
        };
        assert_eq!(
            setback,
            Some(Setback::DraftChanged {
                change: DraftChange::Edited
            })
        );
        assert_eq!((tool.saves().await, office.locked().await), (1, 0));
    })
    .await;
}
