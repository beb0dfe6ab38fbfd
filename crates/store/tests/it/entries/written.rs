//! What is written is read.

use chrono::{NaiveDate, TimeDelta};
use domain::status::BillingStatus;
use domain::zone;
use store::Note;
use store::testing::for_each_db;
use store::testing::sample::{add_client, add_entry, add_project, add_task, entry, now, set_up};

use super::read;

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
