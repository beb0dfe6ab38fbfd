//! What people and the worker do to the same rows at the same moment: whoever is second waits, and nobody for ever.

use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use domain::role::Role;
use domain::{EntryId, SendId};
use store::Store;
use store::invoices::{EntryOutcome, Move, Moved, NewEvent, OldDraftSeen, Run};
use store::lost_sends::{LostDecision, Settled};
use store::testing::sample::{add_entry, add_user, entry, now, stamp};
use store::testing::{execute, for_each_db, number};

use crate::lost_sends::record;
use crate::wizard::{Office, begin, office};

const ENTRIES: i64 = 120;
const ROUNDS: usize = 40;

async fn add_entries(store: &Store, office: &Office) -> Vec<EntryId> {
    let mut entries = Vec::new();
    for day in 0..ENTRIES {
        let entry = entry(office.anna, Some(office.relaunch), -(day % 20));
        entries.push(add_entry(store, &entry).await);
    }
    entries
}

/// Notes a lost send with these entries, and decides about it.
async fn lose(store: &Store, entries: &[EntryId], decision: LostDecision) -> SendId {
    let lost = record(entries.iter().map(|entry| (*entry, 3_600)).collect());
    store
        .notice_lost_sends(std::slice::from_ref(&lost), now())
        .await
        .unwrap();
    let by = stamp(None);
    let decided = store.decide_lost_send(lost.id, decision, "", &by);
    assert!(decided.await.unwrap());
    lost.id
}

#[tokio::test]
async fn reservations_that_lapse_and_are_taken_over_do_not_block_each_other() {
    for_each_db(async |store| {
        let office = office(&store).await;
        add_entries(&store, &office).await;
        let jonas = add_user(&store, "jonas", Role::Biller).await;
        let mine = begin(&store, office.anna, "annas").await.id;
        let theirs = begin(&store, jonas, "jonas").await.id;
        let later = now() + TimeDelta::days(2);
        for round in 0..ROUNDS {
            let (one, other) = if round % 2 == 0 {
                (mine, theirs)
            } else {
                (theirs, mine)
            };
            let taken = store.choose_client(one, office.kitchen, true, now()).await;
            assert!(taken.unwrap() > 0);
            let (lapsed, taken) = tokio::join!(
                store.lapse_reservations(later, later),
                store.choose_client(other, office.kitchen, true, now()),
            );
            lapsed.unwrap();
            taken.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_lost_send_that_is_decided_anew_while_all_are_settled_ends_as_it_was_decided() {
    for_each_db(async |store| {
        let entries = add_entries(&store, &office(&store).await).await;
        let mut sends = Vec::new();
        for entry in &entries {
            sends.push(lose(&store, &[*entry], LostDecision::Free).await);
        }
        let by = stamp(None);
        let decide_all = async {
            for send in &sends {
                let decided = store.decide_lost_send(*send, LostDecision::Billed, "", &by);
                decided.await.unwrap();
            }
        };
        let (settled, ()) = tokio::join!(store.settle_lost_sends(&by), decide_all);
        assert!(matches!(settled.unwrap(), Settled::Yes { .. }));
        let otherwise = "select count(*) from lost_sends s join lost_send_entries x on x.send_id = s.id
             join time_entries e on e.id = x.entry_id
             where s.settled_at is null or (s.decision = 'billed') <> (e.billed_source is not null)";
        assert_eq!(number(&store, otherwise).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn lost_sends_that_are_settled_and_reservations_do_not_block_each_other() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let mut entries = add_entries(&store, &office).await;
        let invoice = begin(&store, office.anna, "annas").await.id;
        entries.reverse();
        for _ in 0..ROUNDS {
            let by = stamp(None);
            lose(&store, &entries, LostDecision::Billed).await;
            let (settled, reserved) = tokio::join!(
                store.settle_lost_sends(&by),
                store.choose_client(invoice, office.kitchen, true, now()),
            );
            settled.unwrap();
            reserved.unwrap();
            let open = "update time_entries set billed_source = null, billed_at = null";
            execute(&store, open).await.unwrap();
        }
    })
    .await;
}

/// A comparison of a billed invoice that saw nothing new.
fn comparison(run: Run) -> Move {
    let done = InvoiceState::Done;
    Move {
        invoice: run.id,
        from: done,
        fence: run.fence,
        to: run.standing,
        entries: EntryOutcome::Keep,
        attempt: None,
        event: NewEvent {
            at: now(),
            user: None,
            kind: "compared",
            from: done,
            to: done,
            detail: "{}".to_owned(),
        },
        quiet: true,
    }
}

#[tokio::test]
async fn looks_at_an_old_draft_and_at_its_copy_do_not_block_each_other() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let invoice = begin(&store, office.anna, "annas").await.id;
        for text in [
            "update invoices set state = 'done', target_remote_id = '1', remote_id = '2'",
            "insert into old_drafts (invoice_id, since) select id, created_at from invoices",
        ] {
            execute(&store, text).await.unwrap();
        }
        for _ in 0..ROUNDS {
            let run = store.run(invoice).await.unwrap().unwrap();
            let (seen, compared) = tokio::join!(
                store.saw_old_draft(invoice, OldDraftSeen::Gone, now(), None),
                store.make_move(comparison(run)),
            );
            seen.unwrap();
            assert_eq!(compared.unwrap(), Moved::Yes);
            let anew = "update old_drafts set seen = null";
            execute(&store, anew).await.unwrap();
        }
    })
    .await;
}
