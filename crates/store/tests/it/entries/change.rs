//! Who may change an entry, and when.

use domain::role::Role;
use domain::status::{BilledSource, BillingStatus};
use store::EntryError;
use store::testing::sample::{add_entry, add_user, entry, set_up};
use store::testing::{execute, for_each_db};

use super::read;

#[tokio::test]
async fn the_second_to_save_is_told() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mut fields = entry(anna, None, 0);
        let id = add_entry(&store, &fields).await;
        fields.seconds = 60;
        store.edit_entry(id, 1, &fields, None).await.unwrap();
        fields.seconds = 120;
        let Err(EntryError::Changed(now)) = store.edit_entry(id, 1, &fields, None).await else {
            panic!()
        };
        assert_eq!((now.version, now.seconds), (2, 60));
        assert!(matches!(
            store.delete_entry(id, 1, None).await,
            Err(EntryError::Changed(_))
        ));
        store.delete_entry(id, 2, None).await.unwrap();
        assert!(matches!(
            store.edit_entry(id, 2, &fields, None).await,
            Err(EntryError::Gone)
        ));
        assert!(matches!(
            store.delete_entry(id, 2, None).await,
            Err(EntryError::Gone)
        ));
    })
    .await;
}

#[tokio::test]
async fn members_see_and_change_only_their_own() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let ben = add_user(&store, "Ben", Role::Member).await;
        let (hers, his) = (
            add_entry(&store, &entry(anna, None, 0)).await,
            add_entry(&store, &entry(ben, None, 0)).await,
        );
        assert_eq!(store.entry(hers, Some(ben)).await.unwrap(), None);
        let fields = entry(ben, None, 1);
        assert!(matches!(
            store.edit_entry(hers, 1, &fields, Some(ben)).await,
            Err(EntryError::Gone)
        ));
        assert!(matches!(
            store.delete_entry(hers, 1, Some(ben)).await,
            Err(EntryError::Gone)
        ));
        store.edit_entry(his, 1, &fields, Some(ben)).await.unwrap();
        let given_away = store
            .edit_entry(his, 2, &entry(anna, None, 0), Some(ben))
            .await;
        assert!(
            matches!(given_away, Err(EntryError::Gone)),
            "{given_away:?}"
        );
        assert_eq!(read(&store, his).await.user, ben);
        store.delete_entry(his, 2, Some(ben)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_entry_on_an_invoice_is_locked() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let fields = entry(anna, None, 0);
        let id = add_entry(&store, &fields).await;
        let refuses = async || {
            let edited = store.edit_entry(id, 1, &fields, None).await;
            assert!(matches!(edited, Err(EntryError::Locked)), "{edited:?}");
            let deleted = store.delete_entry(id, 1, None).await;
            assert!(matches!(deleted, Err(EntryError::Locked)), "{deleted:?}");
        };
        execute(&store, "update time_entries set claimed_by = id")
            .await
            .unwrap();
        assert_eq!(read(&store, id).await.status, BillingStatus::Reserved);
        refuses().await;
        execute(
            &store,
            "update time_entries set claimed_by = null, billed_source = 'invoice', billed_by = id",
        )
        .await
        .unwrap();
        let entry = read(&store, id).await;
        assert_eq!(
            (entry.status, entry.billed_source),
            (BillingStatus::Billed, Some(BilledSource::Invoice))
        );
        assert_eq!(entry.invoice.unwrap().0, id.0);
        refuses().await;
    })
    .await;
}

#[tokio::test]
async fn a_soft_reservation_shows_but_locks_nothing() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mut fields = entry(anna, None, 0);
        let id = add_entry(&store, &fields).await;
        execute(&store, "update time_entries set reserved_by = id")
            .await
            .unwrap();
        assert_eq!(read(&store, id).await.status, BillingStatus::Reserved);
        fields.billable = false;
        store.edit_entry(id, 1, &fields, None).await.unwrap();
        assert_eq!(read(&store, id).await.status, BillingStatus::NotBillable);
        store.delete_entry(id, 2, None).await.unwrap();
    })
    .await;
}
