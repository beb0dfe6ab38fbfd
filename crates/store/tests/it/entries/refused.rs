//! What makes no entry.

use domain::role::Role;
use domain::{EntryId, TaskId};
use store::testing::sample::{
    add_client, add_entry, add_project, add_task, entry, new_user, now, set_up,
};
use store::testing::{for_each_db, number, random};
use store::{EntryError, EntryFields, Note};

use super::read;

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
