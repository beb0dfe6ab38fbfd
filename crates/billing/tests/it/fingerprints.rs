//! Tools without a marker: a draft is looked for by what was sent, and where that fits more than one, a person decides.

use billing::{Setback, State};
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use domain::payload::Payload;
use providers::Outcome;
use serde_json::{Value, json};
use store::testing::for_each_db;

use crate::endings::{assert_one_whole_draft, finish};
use crate::office::Office;
use crate::simulated::{Simulated, Tool, lines_of, office_with};

const BOTH: [Tool; 2] = [Tool::Lexware, Tool::HqV2];

/// Makes a draft of the same contents, as somebody else might have, or as a request that arrives late does.
async fn another(office: &Office, tool: &Simulated, id: InvoiceId) -> String {
    let run = office.store.run(id).await.unwrap().unwrap();
    let payload: Payload = serde_json::from_str(&run.payload.unwrap()).unwrap();
    match tool.adapter.create(&payload, "").await {
        Outcome::Executed { remote_id } => remote_id,
        outcome => panic!("{outcome:?}"),
    }
}

/// Presses, and the answer is lost with or without its draft.
async fn lost(office: &Office, tool: &Simulated, id: InvoiceId, fault: &str) {
    tool.fault(fault, &json!({})).await;
    let state = office.create(&office.engine("a"), id).await;
    assert_eq!(state.name(), InvoiceState::Unknown, "{state:?}");
}

fn id_of(document: &Value) -> &str {
    document["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_draft_whose_answer_was_lost_is_found_by_what_it_holds() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            lost(&office, &tool, id, "lost_after_commit").await;
            finish(&office, id, "found").await;
            assert_one_whole_draft(&tool, &before, "found").await;
            assert_eq!(tool.saves().await, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_that_never_arrived_is_made_at_the_second_press() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            lost(&office, &tool, id, "lost_before_commit").await;
            let state = office.rest(&office.engine("a"), id).await;
            let setback = Some(Setback::Absent);
            assert_eq!(state, State::Preparing { setback });
            assert_eq!(
                (office.locked().await, tool.documents().await),
                (0, before.clone())
            );
            finish(&office, id, "pressed again").await;
            assert_one_whole_draft(&tool, &before, "pressed again").await;
        })
        .await;
    }
}

#[tokio::test]
async fn between_two_that_fit_a_person_decides() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            lost(&office, &tool, id, "lost_after_commit").await;
            let ours = tool.documents_beside(&before).await.remove(0);
            let theirs = another(&office, &tool, id).await;
            let engine = office.engine("a");
            for _ in 0..3 {
                office.clock.advance(chrono::TimeDelta::minutes(30));
                let state = engine.check_now(id).await.unwrap();
                assert_eq!(state, InvoiceState::Unknown);
            }
            let state = engine.state(id).await.unwrap();
            assert_eq!(state.attention(), Some(Attention::Duplicate));
            assert_eq!((office.locked().await, office.entries_in(2).await), (12, 0));

            let said = engine
                .it_is_there(id, id_of(&ours), office.ben)
                .await
                .unwrap();

            assert_eq!(said, InvoiceState::Done);
            assert_eq!(office.entries_in(2).await, 12);
            let new = tool.documents_beside(&before).await;
            let lines = |wanted: &str| {
                let document = new.iter().find(|document| document["id"] == wanted);
                lines_of(document.unwrap()).len()
            };
            assert_eq!((new.len(), lines(id_of(&ours))), (2, 12));
            // The other one is left alone.
            let untouched = if tool.adapter.capabilities().in_pieces {
                0
            } else {
                12
            };
            assert_eq!(lines(&theirs), untouched);
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_of_another_invoice_of_ours_is_not_taken_for_it() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let (later, first) = (office.invoice().await, office.invoice().await);
            let engine = office.engine("a");
            let state = office.create(&engine, first).await;
            assert_eq!(state.name(), InvoiceState::Done);
            // The same work once more: both drafts are alike.
            let free =
                "update time_entries set billed_source = null, billed_by = null, billed_at = null";
            store::testing::execute(&office.store, free).await.unwrap();
            lost(&office, &tool, later, "lost_before_commit").await;

            let state = office.rest(&engine, later).await;

            let setback = Some(Setback::Absent);
            assert_eq!(state, State::Preparing { setback });
        })
        .await;
    }
}

#[tokio::test]
async fn a_draft_that_arrives_after_its_absence_was_proven_is_not_made_twice() {
    for tool in BOTH {
        for_each_db(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            lost(&office, &tool, id, "lost_before_commit").await;
            let engine = office.engine("a");
            let state = office.rest(&engine, id).await;
            assert_eq!(state.name(), InvoiceState::Preparing);
            let remote_id = another(&office, &tool, id).await;
            let sent = tool.saves().await;
            // What was just made may not be listed yet; then nothing is sent either.
            office.clock.advance(chrono::TimeDelta::minutes(2));

            let state = office.create(&engine, id).await;

            let setback = Some(Setback::LateDraft { remote_id });
            assert_eq!(state, State::Preparing { setback });
            assert_eq!((tool.saves().await, office.locked().await), (sent, 0));
        })
        .await;
    }
}
