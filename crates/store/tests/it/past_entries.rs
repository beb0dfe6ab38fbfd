//! Entries from before Billhour.

use domain::EntryId;
use domain::status::{BilledSource, BillingStatus};
use store::testing::sample::{entry, now, set_up};
use store::testing::{for_each_db, number, random};
use store::{EntryError, PastEntry};

fn past(fields: &store::EntryFields, billed: Option<BilledSource>) -> PastEntry {
    PastEntry {
        id: EntryId::new(now(), &random()),
        fields: fields.clone(),
        billed,
    }
}

#[tokio::test]
async fn they_bring_their_status() {
    for_each_db(async |store| {
        let fields = entry(set_up(&store).await, None, 0);
        let sources = [None, Some(BilledSource::Import), Some(BilledSource::Hand)];
        let entries = sources.map(|billed| past(&fields, billed));
        store.add_past_entries(&entries, now()).await.unwrap();
        for entry in entries {
            let read = store.entry(entry.id, None).await.unwrap().unwrap();
            let expected = if entry.billed.is_some() {
                BillingStatus::Billed
            } else {
                BillingStatus::Billable
            };
            assert_eq!((read.billed_source, read.status), (entry.billed, expected));
        }
    })
    .await;
}

#[tokio::test]
async fn one_that_is_wrong_keeps_all_out() {
    for_each_db(async |store| {
        let fields = entry(set_up(&store).await, None, 0);
        let mut wrong = past(&fields, None);
        wrong.fields.seconds = 0;
        let added = store
            .add_past_entries(&[past(&fields, None), wrong], now())
            .await;
        assert!(matches!(added, Err(EntryError::Length)));
        let left = number(&store, "select count(*) from time_entries").await;
        assert_eq!(left.unwrap(), 0);
    })
    .await;
}
