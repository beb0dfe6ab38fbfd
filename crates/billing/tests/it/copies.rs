//! A tool that cannot change drafts: a new one carries the old lines and ours, and the old one stays as it is.

use billing::{Phase, Setback, State};
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use providers::DraftChange;
use serde_json::{Value, json};
use store::testing::for_each_db;

use crate::crashes::die;
use crate::endings::{assert_one_copy, finish};
use crate::office::{Office, SOON};
use crate::simulated::{Simulated, Tool, lines_of, office_with};

#[tokio::test]
async fn whatever_is_lost_there_is_one_copy_in_the_end() {
    let mishaps = [
        ("", json!({})),
        ("lost_before_commit", json!({})),
        ("lost_after_commit", json!({})),
        ("status_before_commit", json!({"status": 500})),
        ("status_after_commit", json!({"status": 504})),
        ("html_body", json!({})),
        ("cut_answer", json!({"at": 30})),
    ];
    for (fault, more) in mishaps {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, Tool::Lexware).await;
            let (id, image) = tool.addition(&office).await;
            let before = tool.documents().await;
            if !fault.is_empty() {
                tool.fault(fault, &more).await;
            }
            office.create(&office.engine("a"), id).await;
            finish(&office, id, fault).await;
            assert_one_copy(&tool, &before, &image.remote_id, fault).await;
        })
        .await;
    }
}

/// Waits until the request of a process that died has come to its end.
async fn until_copied(tool: &Simulated, before: &[Value]) {
    let there = async {
        while tool.documents_beside(before).await.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(SOON, there).await.unwrap();
}

#[tokio::test]
async fn a_process_that_dies_at_any_moment_leaves_one_copy_or_none() {
    for phase in Phase::CREATION.into_iter().skip(1) {
        for_each_db(async |store| {
            let what = phase.as_str();
            let (office, tool) = office_with(store, Tool::Lexware).await;
            let (id, image) = tool.addition(&office).await;
            let before = tool.documents().await;
            die(&office, id, phase).await;
            if phase >= Phase::InFlight {
                until_copied(&tool, &before).await;
            }
            office.engine("b").recover().await.unwrap();
            finish(&office, id, what).await;
            assert_one_copy(&tool, &before, &image.remote_id, what).await;
        })
        .await;
    }
}

/// Presses after somebody did this to the draft; nothing may be sent.
async fn pressed_after(action: &str, form: &[(&str, &str)], change: DraftChange) {
    for_each_db(async |store| {
        let (office, tool) = office_with(store, Tool::Lexware).await;
        let (id, image) = tool.addition(&office).await;
        tool.press(&format!("{}/{action}", image.remote_id), form)
            .await;
        let before = tool.documents().await;

        let state = office.create(&office.engine("a"), id).await;

        let setback = Some(Setback::DraftChanged { change });
        assert_eq!(state, State::Preparing { setback }, "{action}");
        assert_eq!(
            (tool.saves().await, office.locked().await),
            (0, 0),
            "{action}"
        );
        assert_eq!(tool.documents().await, before, "{action}");
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_changed_since_it_was_chosen_is_not_copied() {
    let text = [("text", "anders")];
    pressed_after("lines/0/rename", &text, DraftChange::Edited).await;
    pressed_after("lines/0/delete", &[], DraftChange::Edited).await;
    pressed_after("finalise", &[], DraftChange::Gone).await;
    pressed_after("delete", &[], DraftChange::Gone).await;
}

#[tokio::test]
async fn a_draft_that_changed_while_its_copy_was_looked_for_is_not_copied_again() {
    for_each_db(async |store| {
        let (office, tool) = office_with(store, Tool::Lexware).await;
        let (id, image) = tool.addition(&office).await;
        tool.fault("lost_before_commit", &json!({})).await;
        let engine = office.engine("a");
        office.create(&engine, id).await;
        let action = format!("{}/lines/0/rename", image.remote_id);
        tool.press(&action, &[("text", "anders")]).await;
        let state = office.rest(&engine, id).await;
        let setback = Some(Setback::Absent);
        assert_eq!(state, State::Preparing { setback });
        let sent = tool.saves().await;

        let state = office.create(&engine, id).await;

        let change = DraftChange::Edited;
        let setback = Some(Setback::DraftChanged { change });
        assert_eq!(state, State::Preparing { setback });
        assert_eq!((tool.saves().await, office.locked().await), (sent, 0));
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_differs_bills_nothing() {
    for fault in [
        "changed_text",
        "changed_price",
        "changed_net",
        "dropped_line",
        "extra_line",
    ] {
        for line in [json!({"line": 0}), json!({})] {
            for_each_db(async |store| {
                let (office, tool) = office_with(store, Tool::Lexware).await;
                let (id, _) = tool.addition(&office).await;
                tool.fault(fault, &line).await;
                let state = office.create(&office.engine("a"), id).await;
                let what = format!("{fault} {line}: {state:?}");
                assert_eq!(state.attention(), Some(Attention::Mismatch), "{what}");
                assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));
            })
            .await;
        }
    }
}

#[tokio::test]
async fn between_two_copies_a_person_decides() {
    for_each_db(async |store| {
        let (office, tool) = office_with(store, Tool::Lexware).await;
        let (id, image) = tool.addition(&office).await;
        let before = tool.documents().await;
        tool.fault("lost_after_commit", &json!({})).await;
        let engine = office.engine("a");
        office.create(&engine, id).await;
        let ours = tool.documents_beside(&before).await.remove(0);
        copied_again(&office, &tool, id, &image).await;
        office.clock.advance(chrono::TimeDelta::minutes(30));

        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Unknown);

        let state = engine.state(id).await.unwrap();
        assert_eq!(state.attention(), Some(Attention::Duplicate));
        assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));
        assert_eq!(tool.documents_beside(&before).await.len(), 2);
        assert_eq!(lines_of(&ours).len(), image.document.lines.len() + 12);
    })
    .await;
}

/// Somebody else makes the same copy.
async fn copied_again(
    office: &Office,
    tool: &Simulated,
    id: InvoiceId,
    image: &providers::BeforeImage,
) {
    let run = office.store.run(id).await.unwrap().unwrap();
    let payload = serde_json::from_str(&run.payload.unwrap()).unwrap();
    let outcome = tool.adapter.append(&payload, image).await;
    assert!(
        matches!(outcome, providers::Outcome::Executed { .. }),
        "{outcome:?}"
    );
}
