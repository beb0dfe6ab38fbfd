//! Time entries.

use chrono::{NaiveDate, TimeDelta};
use domain::role::Role;
use domain::status::{BilledSource, BillingStatus};
use domain::{EntryId, TaskId, zone};
use store::testing::sample::{
    add_client, add_entry, add_project, add_task, add_user, entry, name, new_user, now, set_up,
};
use store::testing::{execute, for_each_db, number, random};
use store::{Entry, EntryError, EntryFields, Note, Rate, RateSource, Store};

async fn read(store: &Store, id: EntryId) -> Entry {
    store.entry(id, None).await.unwrap().unwrap()
}

/// Adds an entry and answers its rate in cents, and where that comes from.
async fn rate_of(store: &Store, fields: &EntryFields) -> (Option<i64>, Option<RateSource>) {
    let entry = read(store, add_entry(store, fields).await).await;
    (entry.rate.map(Rate::cents), entry.rate_source)
}

#[tokio::test]
async fn an_entry_is_read_as_written() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let mut fields = entry(anna, Some(project), 0);
        fields.task = Some(add_task(&store, project, "Design").await);
        fields.note = Note::parse("=1+1 Ö\n").unwrap();
        fields.started_at += TimeDelta::nanoseconds(1_234_567);
        let entry = read(&store, add_entry(&store, &fields).await).await;
        assert_eq!(
            (entry.user, entry.client, entry.project, entry.task),
            (anna, Some(client), Some(project), fields.task)
        );
        assert_eq!(
            (entry.user_name.as_str(), entry.client_name.as_str()),
            ("Anna Berg", "Hafenküche")
        );
        assert_eq!(
            (
                entry.project_name.as_str(),
                entry.task_name.as_str(),
                entry.work_type_name.as_str()
            ),
            ("Relaunch", "Design", "")
        );
        assert_eq!(entry.started_at, now() + TimeDelta::microseconds(1_234));
        assert_eq!(
            (entry.seconds, entry.note.as_str(), entry.version),
            (3600, "=1+1 Ö", 1)
        );
        assert_eq!(
            (entry.status, entry.billed_source, entry.invoice),
            (BillingStatus::Billable, None, None)
        );
    })
    .await;
}

#[tokio::test]
async fn an_entry_belongs_to_the_day_on_which_it_starts_in_its_own_zone() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mut fields = entry(anna, None, 0);
        fields.started_at = "2026-10-31T23:30:00Z".parse().unwrap();
        let in_berlin = read(&store, add_entry(&store, &fields).await).await;
        assert_eq!(
            in_berlin.local_date,
            NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
        );
        fields.zone = zone::parse("America/New_York").unwrap();
        let in_new_york = add_entry(&store, &fields).await;
        assert_eq!(
            read(&store, in_new_york).await.local_date,
            NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
        );
        // Moving an entry to another zone moves its day.
        fields.zone = zone::parse("Europe/Berlin").unwrap();
        store
            .edit_entry(in_new_york, 1, &fields, None)
            .await
            .unwrap();
        assert_eq!(
            read(&store, in_new_york).await.local_date,
            in_berlin.local_date
        );
    })
    .await;
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

#[tokio::test]
async fn what_makes_no_entry_is_refused() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let (one, two) = (
            add_project(&store, client, "A", None).await,
            add_project(&store, client, "B", None).await,
        );
        let task_of_two = add_task(&store, two, "Design").await;
        let good = entry(anna, Some(one), 0);
        let add = async |change: &dyn Fn(&mut EntryFields)| {
            let mut fields = good.clone();
            change(&mut fields);
            store
                .add_entry(EntryId::new(now(), &random()), &fields, now())
                .await
                .unwrap_err()
        };
        assert!(matches!(add(&|f| f.seconds = 0).await, EntryError::Length));
        assert!(matches!(
            add(&|f| f.seconds = 86_401).await,
            EntryError::Length
        ));
        assert!(matches!(
            add(&|f| f.started_at = "1969-12-31T12:00:00Z".parse().unwrap()).await,
            EntryError::Day
        ));
        assert!(matches!(
            add(&|f| f.task = Some(task_of_two)).await,
            EntryError::Work
        ));
        assert!(matches!(
            add(&|f| f.task = Some(TaskId(f.user.0))).await,
            EntryError::Work
        ));
        assert!(matches!(
            add(&|f| (f.project, f.task) = (None, Some(task_of_two))).await,
            EntryError::Work
        ));
        assert!(matches!(
            add(&|f| f.user = new_user("Ghost", Role::Member).id).await,
            EntryError::Work
        ));
        assert_eq!(
            number(&store, "select count(*) from time_entries")
                .await
                .unwrap(),
            0
        );

        let id = add_entry(&store, &good).await;
        let mut bad = good.clone();
        bad.task = Some(task_of_two);
        assert!(matches!(
            store.edit_entry(id, 1, &bad, None).await,
            Err(EntryError::Work)
        ));
        assert_eq!(read(&store, id).await.version, 1);
    })
    .await;
}

#[test]
fn a_note_has_a_longest_length() {
    assert!(Note::parse(&"ü".repeat(10_000)).is_ok());
    assert!(Note::parse(&"ü".repeat(10_001)).is_err());
}
