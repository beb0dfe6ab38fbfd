//! Taking an invoice back: the proof first, then the entries.

use billing::{EngineError, Phase, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use domain::payload::Target;
use providers::{ProviderError, RemoteStatus};
use store::Store;
use store::testing::{for_each_db, number, texts};

use crate::additions::{DRAFT, existing};
use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

async fn done(office: &Office) -> InvoiceId {
    let id = office.invoice().await;
    let state = office.create(&office.engine("a"), id).await;
    assert_eq!(state.name(), InvoiceState::Done);
    assert_eq!(office.entries_in(2).await, 12);
    id
}

/// Nothing of the invoice is left: neither in the tool nor on its entries.
async fn is_undone(office: &Office, tool: &Scripted, id: InvoiceId) {
    assert_eq!(office.stored(id).await.state, InvoiceState::Released);
    assert_eq!(tool.drafts().len(), 0);
    assert_eq!((office.entries_in(0).await, office.locked().await), (12, 0));
    let kept = "select count(*) from invoice_entries where released_at is not null";
    assert_eq!(
        number(&office.store, kept).await.unwrap(),
        12,
        "the history"
    );
}

#[tokio::test]
async fn the_draft_is_deleted_and_then_its_entries_are_free() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let state = office.engine("a").undo(id, office.ben, "wrong month").await;
        assert_eq!(state.unwrap(), State::Released);
        is_undone(&office, &tool, id).await;
        let kinds = texts(
            &office.store,
            "select kind from invoice_events order by seq desc",
        );
        let kinds = kinds.await.unwrap();
        assert_eq!(kinds[..3], ["compared", "taken_back", "undo_asked"]);

        let again = office.invoice().await;
        let state = office.create(&office.engine("a"), again).await;
        assert_eq!(state.name(), InvoiceState::Done, "the same entries again");
        assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_draft_any_more_stays_billed() {
    for status in [RemoteStatus::Finalised, RemoteStatus::Cancelled] {
        for_each_db(async |store: Store| {
            let (office, tool) = office(store).await;
            let id = done(&office).await;
            tool.edit(|draft| draft.status = status);
            let state = office.engine("a").undo(id, office.ben, "").await.unwrap();
            assert_eq!(state.name(), InvoiceState::Done);
            assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
            let error = office.engine("a").undo(id, office.ben, "").await;
            assert!(matches!(error, Err(EngineError::Illegal(_))), "{error:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_deletion_without_an_answer_is_looked_at_and_repeated() {
    for happens in [true, false] {
        for_each_db(async |store: Store| {
            let (office, tool) = office(store).await;
            let id = done(&office).await;
            let lost = ProviderError::Unavailable {
                detail: "connection reset".to_owned(),
            };
            tool.will_delete(happens, Err(lost));
            let state = office.engine("a").undo(id, office.ben, "").await.unwrap();
            assert_eq!(state.name(), InvoiceState::Undoing);
            assert_eq!(office.entries_in(2).await, 12, "still billed");
            office.rest(&office.engine("a"), id).await;
            is_undone(&office, &tool, id).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_deletion_that_the_tool_only_claims_frees_nothing() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        tool.will_delete(false, Ok(()));
        let state = office.engine("a").undo(id, office.ben, "").await.unwrap();
        assert_eq!(state.name(), InvoiceState::Undoing);
        assert_eq!(office.entries_in(2).await, 12);
        office.rest(&office.engine("a"), id).await;
        is_undone(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_with_other_lines_is_deleted_by_a_person_and_two_looks_prove_it() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        tool.edit(|draft| {
            let mut other = draft.lines[0].clone();
            other.text = "Somebody else's work".to_owned();
            draft.lines.push(other);
        });
        let engine = office.engine("a");
        let state = engine.undo(id, office.ben, "").await.unwrap();
        assert_eq!(state.attention(), Some(Attention::Ask));
        assert_eq!(tool.drafts().len(), 1, "not ours to delete");

        tool.delete_all();
        assert_eq!(
            engine.check_now(id).await.unwrap(),
            InvoiceState::Undoing,
            "one look could be a mistake"
        );
        assert_eq!(office.entries_in(2).await, 12);
        office.clock.advance(TimeDelta::minutes(5));
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Released);
        is_undone(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_is_not_ours_is_not_deleted_whatever_was_said_of_it() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        tool.existing(existing().document);
        engine.it_is_there(id, DRAFT, office.ben).await.unwrap();
        let state = engine.accept_difference(id, office.ben).await.unwrap();
        assert_eq!(state, InvoiceState::Done);

        let state = engine.undo(id, office.ben, "").await.unwrap();
        assert_eq!(state.attention(), Some(Attention::Ask));
        assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
    })
    .await;
}

#[tokio::test]
async fn an_undo_that_waits_for_a_person_can_be_stopped() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let refused = ProviderError::Refused {
            message: "locked".to_owned(),
        };
        tool.will_delete(false, Err(refused));
        let engine = office.engine("a");
        let state = engine.undo(id, office.ben, "").await.unwrap();
        let State::Undoing(undo) = &state else {
            panic!("{state:?}")
        };
        assert_eq!(undo.progress.refused.as_deref(), Some("locked"));
        let state = engine.stop_undo(id, office.ben).await.unwrap();
        assert_eq!((state.name(), tool.drafts().len()), (InvoiceState::Done, 1));
        assert_eq!(office.entries_in(2).await, 12);
    })
    .await;
}

#[tokio::test]
async fn whoever_dies_after_the_deletion_is_followed_by_one_who_finishes() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let dying = office.dying_engine(Phase::Deleted);
        let undo = tokio::spawn({
            let ben = office.ben;
            async move { dying.undo(id, ben, "").await.map(drop) }
        });
        while !tool.drafts().is_empty() {
            tokio::task::yield_now().await;
        }
        undo.abort();
        assert_eq!(office.entries_in(2).await, 12);
        let next = office.engine("b");
        next.recover().await.unwrap();
        office.rest(&next, id).await;
        is_undone(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn positions_on_a_draft_of_others_are_taken_off_by_a_person() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let image = existing();
        tool.existing(image.document.clone());
        let image = serde_json::to_string(&image).unwrap();
        let remote_id = DRAFT.to_owned();
        let target = Target::ExistingDraft { remote_id };
        let id = office.invoice_to(target, Some(image)).await;
        let engine = office.engine("a");
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);

        let state = engine.undo(id, office.ben, "").await.unwrap();
        assert_eq!(state.attention(), Some(Attention::Ask));
        assert_eq!(office.entries_in(2).await, 12);
        tool.edit(|draft| draft.lines.truncate(1));
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Undoing);
        tool.edit(|draft| draft.lines.clear());
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Released);
        assert_eq!((office.entries_in(0).await, tool.drafts().len()), (12, 1));
    })
    .await;
}
