//! What becomes of a document after its entries were billed.

use billing::{Document, EngineError, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use providers::{ProviderError, RemoteStatus};
use store::testing::{for_each_db, texts};

use crate::office::Office;
use crate::scripted::office;

async fn done(office: &Office) -> InvoiceId {
    let id = office.invoice().await;
    office.create(&office.engine("a"), id).await;
    id
}

async fn document(office: &Office, id: InvoiceId) -> (Document, Option<Attention>) {
    let state = office.engine("a").state(id).await.unwrap();
    let State::Done(billed) = &state else {
        panic!("{state:?}")
    };
    (billed.truth.document, state.attention())
}

#[tokio::test]
async fn the_worker_compares_after_an_hour_and_then_daily() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let engine = office.engine("a");
        tool.edit(|draft| draft.status = RemoteStatus::Finalised);
        engine.work().await.unwrap();
        assert_eq!(document(&office, id).await.0, Document::Draft, "not yet");
        office.clock.advance(TimeDelta::hours(1));
        engine.work().await.unwrap();
        assert_eq!(document(&office, id).await, (Document::Finalised, None));
        for _ in 0..70 {
            office.clock.advance(TimeDelta::days(1));
            engine.work().await.unwrap();
        }
        assert_eq!(office.stored(id).await.next_check_at, None, "after 60 days");
        let compared = "select detail from invoice_events where kind = 'compared'";
        let compared = texts(&office.store, compared).await.unwrap();
        assert_eq!(
            compared.len(),
            1,
            "only what changed something: {compared:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_deleted_document_is_shown_and_its_entries_released_by_a_person() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let engine = office.engine("a");
        tool.delete_all();
        engine.check_now(id).await.unwrap();
        assert_eq!(
            document(&office, id).await,
            (Document::Draft, None),
            "one look"
        );
        let early = engine.release(id, office.ben, "").await;
        assert!(matches!(early, Err(EngineError::Illegal(_))), "{early:?}");
        office.clock.advance(TimeDelta::minutes(5));
        engine.check_now(id).await.unwrap();
        let gone = (Document::Gone, Some(Attention::RemoteGone));
        assert_eq!(document(&office, id).await, gone);
        assert_eq!(office.entries_in(2).await, 12, "nothing is freed by itself");

        let state = engine.release(id, office.ben, "deleted").await.unwrap();
        assert_eq!((state, office.entries_in(0).await), (State::Released, 12));
    })
    .await;
}

#[tokio::test]
async fn a_deleted_position_frees_exactly_its_entry() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let engine = office.engine("a");
        tool.edit(|draft| drop(draft.lines.drain(2..4)));
        engine.check_now(id).await.unwrap();
        let changed = (Document::Draft, Some(Attention::RemoteChanged));
        assert_eq!(document(&office, id).await, changed);

        engine.release(id, office.ben, "").await.unwrap();
        assert_eq!(
            (office.entries_in(2).await, office.entries_in(0).await),
            (10, 2)
        );
        assert_eq!(document(&office, id).await, (Document::Draft, None));
        engine.check_now(id).await.unwrap();
        assert_eq!(document(&office, id).await.1, None, "it is settled");

        tool.edit(|draft| draft.lines.clear());
        engine.check_now(id).await.unwrap();
        let state = engine.release(id, office.ben, "").await.unwrap();
        assert_eq!((state, office.entries_in(0).await), (State::Released, 12));
    })
    .await;
}

#[tokio::test]
async fn who_keeps_the_entries_as_billed_is_not_asked_again_until_something_else_happens() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let engine = office.engine("a");
        tool.edit(|draft| draft.lines[0].quantity = 1.into());
        engine.check_now(id).await.unwrap();
        engine
            .keep_as_billed(id, office.ben, "a discount")
            .await
            .unwrap();
        engine.check_now(id).await.unwrap();
        assert_eq!(document(&office, id).await.1, None);
        tool.edit(|draft| draft.status = RemoteStatus::Cancelled);
        engine.check_now(id).await.unwrap();
        let cancelled = (Document::Cancelled, Some(Attention::RemoteGone));
        assert_eq!(document(&office, id).await, cancelled);
    })
    .await;
}

#[tokio::test]
async fn lines_that_others_add_are_no_change_of_ours() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        tool.edit(|draft| {
            let mut other = draft.lines[0].clone();
            other.text = "Hosting".to_owned();
            draft.lines.insert(0, other);
            draft.net.0 += 9500;
        });
        office.engine("a").check_now(id).await.unwrap();
        assert_eq!(document(&office, id).await, (Document::Draft, None));
    })
    .await;
}

#[tokio::test]
async fn a_tool_that_cannot_be_asked_proves_nothing() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = done(&office).await;
        let engine = office.engine("a");
        for error in [
            ProviderError::Unavailable {
                detail: "HTTP 503".to_owned(),
            },
            ProviderError::Unauthorized,
        ] {
            tool.fails(Some(error));
            for _ in 0..3 {
                office.clock.advance(TimeDelta::days(1));
                assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Done);
            }
            assert_eq!(document(&office, id).await, (Document::Draft, None));
        }
    })
    .await;
}
