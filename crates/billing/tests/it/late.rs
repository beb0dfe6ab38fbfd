//! Drafts that turn up after they were given up.

use std::sync::Arc;

use billing::Engine;
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::clock::Clock;
use domain::invoice::InvoiceState;
use store::Store;
use store::invoices::LateLook;
use store::testing::{for_each_db, texts};

use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

/// An invoice whose request was lost and then given up; its draft is there so much later, or never.
async fn given_up(
    store: Store,
    later: Option<TimeDelta>,
) -> (Office, Arc<Scripted>, Engine, InvoiceId) {
    let (office, tool) = office(store).await;
    let engine = office.engine("a");
    let id = office.invoice().await;
    tool.will(Fate::lost(later));
    office.create(&engine, id).await;
    office.rest(&engine, id).await;
    (office, tool, engine, id)
}

#[tokio::test]
async fn a_draft_that_turns_up_late_is_shown_until_somebody_deletes_it() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = given_up(store, Some(TimeDelta::hours(3))).await;
        assert_eq!(office.stored(id).await.state, InvoiceState::Preparing);

        office.clock.advance(TimeDelta::hours(1));
        engine.work().await.unwrap();
        assert_eq!(office.store.late_drafts(Some(id)).await.unwrap(), []);
        office.clock.advance(TimeDelta::hours(6));
        engine.work().await.unwrap();
        let late = office.store.late_drafts(None).await.unwrap();
        assert_eq!(late.len(), 1);
        assert_eq!(
            (late[0].invoice, late[0].turned_up.as_deref()),
            (id, Some("100"))
        );
        assert_eq!(
            office.create(&engine, id).await.name(),
            InvoiceState::Preparing,
            "nothing is sent"
        );
        assert_eq!(tool.calls(), 1);

        tool.delete_all();
        office.clock.advance(TimeDelta::days(1));
        engine.work().await.unwrap();
        assert_eq!(office.store.late_drafts(None).await.unwrap(), []);
        let kinds = "select kind from invoice_events where kind like 'late%' order by seq";
        let kinds = texts(&office.store, kinds).await.unwrap();
        assert_eq!(kinds, ["late_draft", "late_draft_gone"]);
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}

#[tokio::test]
async fn a_late_draft_is_seen_beside_the_invoices_own_with_the_same_reference() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = given_up(store, Some(TimeDelta::hours(30))).await;
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        let own = office.stored(id).await.remote_id.unwrap();
        let first = "select reference from invoice_attempts where attempt = 1";
        let first = texts(&office.store, first).await.unwrap().remove(0);
        tool.edit(|draft| draft.reference.clone_from(&first));

        office.clock.advance(TimeDelta::days(2));
        engine.work().await.unwrap();
        let late = office.store.late_drafts(None).await.unwrap();
        let late: Vec<_> = late.iter().map(|late| late.turned_up.as_deref()).collect();
        assert_eq!(late.len(), 1, "{late:?}");
        assert_ne!(late, [Some(own.as_str())]);
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_look_at_once_note_a_late_draft_once() {
    for_each_db(async |store| {
        let (office, _, _, _) = given_up(store, Some(TimeDelta::hours(3))).await;
        office.clock.advance(TimeDelta::hours(7));
        let attempt = office
            .store
            .due_attempts(office.clock.now(), 1)
            .await
            .unwrap()
            .remove(0);
        let look = LateLook {
            found: Some("100".to_owned()),
            look_at: None,
            at: office.clock.now(),
        };
        for _ in 0..2 {
            office.store.note_late_look(&attempt, &look).await.unwrap();
        }
        let kinds = "select kind from invoice_events where kind like 'late%'";
        assert_eq!(texts(&office.store, kinds).await.unwrap(), ["late_draft"]);
    })
    .await;
}

#[tokio::test]
async fn after_a_month_nobody_looks_any_more() {
    for_each_db(async |store| {
        let (office, _, engine, _) = given_up(store, None).await;
        let looks = "select cast(looks as text) || case when look_at is null then ' over' else '' end from invoice_attempts";
        for _ in 0..40 {
            office.clock.advance(TimeDelta::days(1));
            engine.work().await.unwrap();
        }
        assert_eq!(texts(&office.store, looks).await.unwrap(), ["30 over"]);
    })
    .await;
}
