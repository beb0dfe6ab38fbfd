//! Which rate an entry gets.

use store::testing::sample::{add_client, add_entry, add_project, entry, name, set_up};
use store::testing::{execute, for_each_db};
use store::{EntryFields, Rate, RateSource, Store};

use super::read;

/// Adds an entry and answers its rate in cents, and where that comes from.
async fn rate_of(store: &Store, fields: &EntryFields) -> (Option<i64>, Option<RateSource>) {
    let entry = read(store, add_entry(store, fields).await).await;
    (entry.rate.map(Rate::cents), entry.rate_source)
}

#[tokio::test]
async fn a_typed_rate_goes_before_the_projects_and_that_before_the_users() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let (with, without) = (
            add_project(&store, client, "A", Some(9500)).await,
            add_project(&store, client, "B", None).await,
        );
        assert_eq!(
            rate_of(&store, &entry(anna, Some(without), 0)).await,
            (None, None)
        );
        store
            .set_user(anna, &name("Anna"), Rate::of_cents(8000))
            .await
            .unwrap();
        assert_eq!(
            rate_of(&store, &entry(anna, Some(without), 0)).await,
            (Some(8000), Some(RateSource::User))
        );
        assert_eq!(
            rate_of(&store, &entry(anna, None, 0)).await,
            (Some(8000), Some(RateSource::User))
        );
        assert_eq!(
            rate_of(&store, &entry(anna, Some(with), 0)).await,
            (Some(9500), Some(RateSource::Project))
        );
        let mut typed = entry(anna, Some(with), 0);
        typed.rate = Rate::of_cents(0);
        assert_eq!(
            rate_of(&store, &typed).await,
            (Some(0), Some(RateSource::Hand))
        );
    })
    .await;
}

#[tokio::test]
async fn an_edit_keeps_an_imported_rate_unless_it_is_typed_anew() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let project = add_project(&store, client, "A", Some(9500)).await;
        let mut fields = entry(anna, Some(project), 0);
        let id = add_entry(&store, &fields).await;
        execute(
            &store,
            "update time_entries set rate_cents = 7000, rate_source = 'import'",
        )
        .await
        .unwrap();

        fields.rate = Rate::of_cents(7000);
        store.edit_entry(id, 1, &fields, None).await.unwrap();
        assert_eq!(read(&store, id).await.rate_source, Some(RateSource::Import));
        fields.rate = Rate::of_cents(7100);
        store.edit_entry(id, 2, &fields, None).await.unwrap();
        assert_eq!(read(&store, id).await.rate_source, Some(RateSource::Hand));
        fields.rate = None;
        store.edit_entry(id, 3, &fields, None).await.unwrap();
        let entry = read(&store, id).await;
        assert_eq!(
            (entry.rate, entry.rate_source),
            (Rate::of_cents(9500), Some(RateSource::Project))
        );
    })
    .await;
}
