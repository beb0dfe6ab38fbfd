//! Sends that the database does not know: noticed once, decided as often as one likes, settled at once.

use domain::{ConnectionId, EntryId, InvoiceId, SendId};
use store::lost_sends::{LostDecision, LostLook, SendRecord, Settled};
use store::testing::{for_each_db, number, random, sample};

pub fn record(entries: Vec<(EntryId, i64)>) -> SendRecord {
    let now = sample::now();
    SendRecord {
        id: SendId::new(now, &random()),
        sent_at: now,
        invoice: InvoiceId::new(now, &random()),
        attempt: 1,
        connection: ConnectionId::new(now, &random()),
        organisation_id: "4711".to_owned(),
        reference: Some("BH-1".to_owned()),
        entries,
        payload: "{}".to_owned(),
        before_image: None,
    }
}

#[tokio::test]
async fn a_send_is_unknown_until_it_was_noticed() {
    for_each_db(async |store| {
        let sends = vec![record(Vec::new()), record(Vec::new())];
        assert_eq!(store.unknown_sends(Vec::new()).await.unwrap(), []);
        assert_eq!(store.unknown_sends(sends.clone()).await.unwrap(), sends);
        for _ in 0..2 {
            store
                .notice_lost_sends(&sends[..1], sample::now())
                .await
                .unwrap();
        }
        assert_eq!(
            store.unknown_sends(sends.clone()).await.unwrap(),
            sends[1..]
        );
        assert_eq!(store.unsettled_sends().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn entries_are_counted_and_only_those_that_are_open_become_billed() {
    for_each_db(async |store| {
        let anna = sample::set_up(&store).await;
        let here = sample::add_entry(&store, &sample::entry(anna, None, 1)).await;
        let gone = EntryId::new(sample::now(), &random());
        let send = record(vec![(here, 3_600), (gone, 1_800)]);
        store
            .notice_lost_sends(std::slice::from_ref(&send), sample::now())
            .await
            .unwrap();

        let lost = store.lost_sends().await.unwrap();
        let counts = lost[0].counts;
        assert_eq!(
            (counts.sent, counts.seconds, counts.billed, counts.missing),
            (2, 5_400, 0, 1)
        );
        assert_eq!((&lost[0].look, &lost[0].decision), (&None, &None));
        let found = LostLook::Found {
            remote_id: "7".to_owned(),
        };
        store
            .note_lost_look(send.id, &found, sample::now())
            .await
            .unwrap();

        let stamp = sample::stamp(Some(anna));
        assert_eq!(
            store.settle_lost_sends(&stamp).await.unwrap(),
            Settled::Undecided { left: 1 }
        );
        for decision in [LostDecision::Free, LostDecision::Billed] {
            assert!(
                store
                    .decide_lost_send(send.id, decision, "why", &stamp)
                    .await
                    .unwrap()
            );
        }
        let lost = store.lost_sends().await.unwrap();
        assert_eq!(lost[0].look, Some((found, sample::now())));
        let decided = lost[0].decision.clone().unwrap();
        assert_eq!(
            (decided.decision, decided.reason.as_str()),
            (LostDecision::Billed, "why")
        );
        assert_eq!(
            store.settle_lost_sends(&stamp).await.unwrap(),
            Settled::Yes { billed: 1 }
        );
        let billed = "select count(*) from time_entries where billed_source = 'hand'";
        assert_eq!(number(&store, billed).await.unwrap(), 1);
        assert_eq!(store.lost_sends().await.unwrap(), []);
        let again = store
            .decide_lost_send(send.id, LostDecision::Free, "", &stamp)
            .await;
        assert!(!again.unwrap(), "what is settled stays so");
    })
    .await;
}
