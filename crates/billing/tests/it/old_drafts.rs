//! A tool that can only copy drafts: the copied one is watched until a person has deleted it.

use std::sync::Arc;

use billing::{Engine, EngineError, OldDraftLook};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use domain::payload::Target;
use domain::{Clock as _, InvoiceId};
use providers::{ProviderError, RemoteStatus};
use store::Store;
use store::invoices::{OldDraft, OldDraftSeen};
use store::testing::for_each_db;

use crate::additions::{DRAFT, existing};
use crate::office::Office;
use crate::scripted::{COPY, Fate, Scripted, office};

/// An invoice whose positions are to be added to a draft, in a tool that can only copy it.
async fn to_be_copied(store: Store) -> (Office, Arc<Scripted>, InvoiceId) {
    let (office, tool) = office(store).await;
    tool.copies();
    tool.existing(existing().document);
    let remote_id = DRAFT.to_owned();
    let image = serde_json::to_string(&existing()).unwrap();
    let target = Target::ExistingDraft { remote_id };
    let id = office.invoice_to(target, Some(image)).await;
    (office, tool, id)
}

/// The same after it was copied.
async fn copied(store: Store) -> (Office, Arc<Scripted>, Engine, InvoiceId) {
    let (office, tool, id) = to_be_copied(store).await;
    let engine = office.engine("a");
    let state = office.create(&engine, id).await;
    assert_eq!(state.name(), InvoiceState::Done, "{state:?}");
    (office, tool, engine, id)
}

async fn old(office: &Office, id: InvoiceId) -> OldDraft {
    office.store.old_draft(id).await.unwrap().unwrap()
}

/// What the log says of the old draft.
async fn told(office: &Office, id: InvoiceId) -> Vec<String> {
    let events = office.store.invoice_events(id).await.unwrap();
    let kinds = events.into_iter().map(|event| event.kind);
    kinds.filter(|kind| kind.starts_with("old_draft")).collect()
}

#[tokio::test]
async fn the_worker_sees_that_the_old_draft_is_gone_and_says_so_once() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = copied(store).await;
        let watched = old(&office, id).await;
        assert_eq!((watched.remote_id.as_str(), watched.seen), (DRAFT, None));

        engine.work().await.unwrap();
        assert_eq!(old(&office, id).await.seen, Some(OldDraftSeen::There));
        tool.delete(DRAFT);
        engine.work().await.unwrap();
        let early = old(&office, id).await;
        assert_eq!(early.checks, 1, "not before it is due");

        let due = early.next_check_at.unwrap();
        office.clock.advance(due - office.clock.now());
        engine.work().await.unwrap();
        let gone = old(&office, id).await;
        assert_eq!(
            (gone.seen, gone.next_check_at),
            (Some(OldDraftSeen::Gone), None)
        );
        assert_eq!(told(&office, id).await, ["old_draft_gone"]);

        office.clock.advance(TimeDelta::days(2));
        engine.work().await.unwrap();
        engine.look_at_old_draft(id).await.unwrap();
        assert_eq!(told(&office, id).await, ["old_draft_gone"]);
        let log = office.store.invoice_events(id).await.unwrap();
        assert_eq!(store::invoices::first_break(id, &log), None);
    })
    .await;
}

#[tokio::test]
async fn a_person_looks_at_once() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = copied(store).await;
        let there = OldDraftLook::Seen(OldDraftSeen::There);
        assert_eq!(engine.look_at_old_draft(id).await.unwrap(), there);
        tool.delete(DRAFT);
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Done);
        assert_eq!(old(&office, id).await.seen, Some(OldDraftSeen::Gone));
        assert_eq!(told(&office, id).await, ["old_draft_gone"]);
    })
    .await;
}

#[tokio::test]
async fn one_that_was_finished_instead_is_told_apart() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = copied(store).await;
        tool.edit_one(DRAFT, |draft| draft.status = RemoteStatus::Finalised);
        let finished = OldDraftLook::Seen(OldDraftSeen::Finished);
        assert_eq!(engine.look_at_old_draft(id).await.unwrap(), finished);
        assert_eq!(told(&office, id).await, ["old_draft_finished"]);
        assert_eq!(old(&office, id).await.next_check_at, None);
    })
    .await;
}

#[tokio::test]
async fn one_that_was_edited_since_is_told_apart_and_still_watched() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = copied(store).await;
        tool.edit_one(DRAFT, |draft| draft.net.0 += 100);
        let edited = OldDraftLook::Seen(OldDraftSeen::Edited);
        assert_eq!(engine.look_at_old_draft(id).await.unwrap(), edited);
        assert!(old(&office, id).await.next_check_at.is_some());

        tool.delete(DRAFT);
        let gone = OldDraftLook::Seen(OldDraftSeen::Gone);
        assert_eq!(engine.look_at_old_draft(id).await.unwrap(), gone);
        assert_eq!(old(&office, id).await.seen, Some(OldDraftSeen::Gone));
    })
    .await;
}

#[tokio::test]
async fn a_tool_that_does_not_answer_proves_nothing_and_is_asked_again() {
    for_each_db(async |store| {
        let (office, tool, engine, id) = copied(store).await;
        engine.work().await.unwrap();
        let seen = old(&office, id).await;
        let detail = "closed for the night".to_owned();
        tool.fails(Some(ProviderError::Unavailable { detail }));
        tool.delete(DRAFT);
        let look = engine.look_at_old_draft(id).await.unwrap();
        assert!(matches!(look, OldDraftLook::Unavailable(_)), "{look:?}");
        let unsure = old(&office, id).await;
        assert_eq!(
            (unsure.seen, unsure.checked_at),
            (seen.seen, seen.checked_at)
        );

        tool.fails(None);
        let due = unsure.next_check_at.unwrap();
        office.clock.advance(due - office.clock.now());
        engine.work().await.unwrap();
        assert_eq!(old(&office, id).await.seen, Some(OldDraftSeen::Gone));
    })
    .await;
}

#[tokio::test]
async fn one_that_stays_is_asked_about_ever_more_rarely_and_at_last_only_by_a_person() {
    for_each_db(async |store| {
        let (office, _, engine, id) = copied(store).await;
        let mut looks = 0;
        while let Some(due) = old(&office, id).await.next_check_at {
            office
                .clock
                .advance((due - office.clock.now()).max(TimeDelta::zero()));
            engine.work().await.unwrap();
            looks += 1;
            assert!(looks < 200, "it never ends");
        }
        let left = old(&office, id).await;
        assert_eq!(left.seen, Some(OldDraftSeen::There));
        assert!(left.checked_at.unwrap() - left.since >= TimeDelta::days(60));
        assert!(looks > 60, "{looks}");
    })
    .await;
}

#[tokio::test]
async fn where_positions_were_added_there_is_no_old_draft() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        tool.existing(existing().document);
        let remote_id = DRAFT.to_owned();
        let image = serde_json::to_string(&existing()).unwrap();
        let target = Target::ExistingDraft { remote_id };
        let id = office.invoice_to(target, Some(image)).await;
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!(office.store.old_draft(id).await.unwrap(), None);
        let look = engine.look_at_old_draft(id).await.unwrap();
        assert_eq!(look, OldDraftLook::None);
    })
    .await;
}

#[tokio::test]
async fn the_copy_is_the_one_that_is_there_and_not_the_old_draft() {
    for_each_db(async |store| {
        let (office, tool, id) = to_be_copied(store).await;
        tool.will(Fate::lost(Some(TimeDelta::zero())));
        let detail = "closed for the night".to_owned();
        tool.fails(Some(ProviderError::Unavailable { detail }));
        let engine = office.engine("a");
        let state = office.create(&engine, id).await;
        assert_eq!(state.name(), InvoiceState::Unknown);

        tool.fails(None);
        let old = engine.it_is_there(id, DRAFT, office.ben).await;
        assert!(matches!(old, Err(EngineError::OldDraft)), "{old:?}");
        let state = engine.it_is_there(id, COPY, office.ben).await.unwrap();
        assert_eq!(state, InvoiceState::Done);
        let watched = office.store.old_draft(id).await.unwrap();
        assert_eq!(watched.unwrap().remote_id, DRAFT);
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_taken_back_by_deleting_it_or_our_positions_on_it() {
    for deleted in [true, false] {
        for_each_db(async |store: Store| {
            let (office, tool, engine, id) = copied(store).await;
            let state = engine.undo(id, office.ben, "wrong month").await.unwrap();
            assert_eq!(state.name(), InvoiceState::Undoing, "a person does it");
            assert!(tool.drafts().iter().any(|draft| draft.remote_id == COPY));
            if deleted {
                tool.delete(COPY);
            } else {
                tool.edit_one(COPY, |copy| copy.lines.clear());
            }
            engine.check_now(id).await.unwrap();
            let state = office.rest(&engine, id).await;
            assert_eq!(state.name(), InvoiceState::Released);
            assert_eq!((office.entries_in(0).await, office.locked().await), (12, 0));
            assert!(tool.drafts().iter().any(|draft| draft.remote_id == DRAFT));
        })
        .await;
    }
}
