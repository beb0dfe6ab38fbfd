//! A restored backup bills nothing again.

use billing::{Brake, CreateError, Engine, Guard};
use domain::invoice::InvoiceState;
use store::Store;
use store::lost_sends::{LostDecision, LostLook, LostSend, Settled};
use store::testing::{execute, for_each_db, number, sample, sqlite_url};

use crate::guards::held;
use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

/// Takes the database back to before anything was sent, as a backup of then would.
async fn restore(store: &Store) {
    for statement in [
        "delete from invoice_attempts",
        "update invoices set state = 'released', attempt = 0, marker = null, sent_reference = null, sent_at = null,
           remote_id = null, watched_since = null, next_check_at = null, reason = null",
        "update time_entries set billed_source = null, billed_by = null, billed_at = null, claimed_by = null",
    ] {
        execute(store, statement).await.unwrap();
    }
}

/// One draft that the tool has, after an attempt that it turned away; the database forgets both.
async fn sent_and_restored(office: &Office, tool: &Scripted, engine: &Engine) {
    let id = office.invoice().await;
    tool.will(Fate::lost(None));
    office.create(engine, id).await;
    engine.it_is_not_there(id, office.ben).await.unwrap();
    assert_eq!(office.create(engine, id).await.name(), InvoiceState::Done);
    assert_eq!((tool.calls(), office.entries_in(2).await), (2, 12));
    restore(&office.store).await;
    assert_eq!(office.entries_in(0).await, 12);
}

async fn decide(office: &Office, send: &LostSend, decision: LostDecision) {
    let stamp = sample::stamp(Some(office.anna));
    let decided = office
        .store
        .decide_lost_send(send.record.id, decision, "looked", &stamp);
    assert!(decided.await.unwrap());
}

async fn settle(office: &Office) -> Settled {
    let stamp = sample::stamp(Some(office.anna));
    office.store.settle_lost_sends(&stamp).await.unwrap()
}

#[tokio::test]
async fn after_a_restore_nothing_is_sent_until_all_lost_sends_are_settled() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        sent_and_restored(&office, &tool, &office.engine("a")).await;
        let engine = office.engine("b");
        engine.recover().await.unwrap();
        assert_eq!(held(&office, &engine).await, Guard::Restored { sends: 2 });
        engine.work().await.unwrap();

        let lost = office.store.lost_sends().await.unwrap();
        let looks: Vec<_> = lost
            .iter()
            .map(|send| send.look.clone().unwrap().0)
            .collect();
        let remote_id = tool.drafts()[0].remote_id.clone();
        assert_eq!(looks, [LostLook::Absent, LostLook::Found { remote_id }]);
        for send in &lost {
            let counts = send.counts;
            assert_eq!((counts.sent, counts.seconds), (12, 57_600));
            assert_eq!((counts.billed, counts.missing), (0, 0));
        }
        decide(&office, &lost[0], LostDecision::Free).await;
        assert_eq!(settle(&office).await, Settled::Undecided { left: 1 });
        assert!(engine.guard().await.unwrap().is_some());
        decide(&office, &lost[1], LostDecision::Billed).await;
        assert_eq!(office.entries_in(2).await, 0, "not before all is settled");
        assert_eq!(settle(&office).await, Settled::Yes { billed: 12 });

        assert_eq!(engine.guard().await.unwrap(), None);
        assert_eq!((tool.calls(), office.entries_in(2).await), (2, 12));
        office.engine("c").recover().await.unwrap();
        assert_eq!(
            office.engine("c").guard().await.unwrap(),
            None,
            "they stay settled"
        );
    })
    .await;
}

#[tokio::test]
async fn entries_that_are_left_free_can_be_billed_again() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        sent_and_restored(&office, &tool, &engine).await;
        // The process did not even end: before each send it sees that the database has forgotten the last one.
        assert_eq!(held(&office, &engine).await, Guard::Restored { sends: 2 });
        for send in office.store.lost_sends().await.unwrap() {
            decide(&office, &send, LostDecision::Free).await;
        }
        assert_eq!(settle(&office).await, Settled::Yes { billed: 0 });
        let id = office.invoice().await;
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!(tool.calls(), 3);
    })
    .await;
}

/// The file itself, as `sqlite3 billhour.db ".backup copy.db"` and copying it back do.
#[tokio::test]
async fn a_restored_file_bills_nothing_again() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = (folder.path().join("a.db"), folder.path().join("backup.db"));
    let store = Store::open(&sqlite_url(&file)).await.unwrap();
    let (office, tool) = office(store).await;
    let id = office.invoice().await;
    office.store.close().await;
    std::fs::copy(&file, &backup).unwrap();

    let reopened = Store::open(&sqlite_url(&file)).await.unwrap();
    let office = Office {
        store: reopened,
        ..office
    };
    assert_eq!(
        office.create(&office.engine("a"), id).await.name(),
        InvoiceState::Done
    );
    office.store.close().await;

    let old = Store::open(&sqlite_url(&backup)).await.unwrap();
    let office = Office {
        store: old,
        ..office
    };
    let engine = office.engine("b");
    engine.recover().await.unwrap();
    let error = office.press(&engine, id).await.unwrap_err();
    let restored = Guard::Restored { sends: 1 };
    assert!(
        matches!(&error, CreateError::Brake(Brake::Guard(guard)) if *guard == restored),
        "{error:?}"
    );
    engine.work().await.unwrap();
    let lost = office.store.lost_sends().await.unwrap();
    assert!(
        matches!(lost[0].look, Some((LostLook::Found { .. }, _))),
        "{lost:?}"
    );
    decide(&office, &lost[0], LostDecision::Billed).await;
    assert_eq!(settle(&office).await, Settled::Yes { billed: 12 });
    let error = office.press(&engine, id).await.unwrap_err();
    assert!(matches!(error, CreateError::Entries(_)), "{error:?}");
    let by_hand = "select count(*) from time_entries where billed_source = 'hand'";
    assert_eq!(number(&office.store, by_hand).await.unwrap(), 12);
    assert_eq!(tool.calls(), 1);
}
