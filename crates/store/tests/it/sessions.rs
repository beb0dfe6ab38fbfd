//! Sessions as `tower-sessions` uses them.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::role::Role;
use domain::{Clock, UserId};
use serde_json::json;
use store::testing::sample::{add_user, now, set_up, stamp};
use store::testing::{for_each_db, number, on_sqlite};
use store::{SESSION_USER, SessionLimits, Sessions, Store};
use tower_sessions::SessionStore as _;
use tower_sessions::session::{Id, Record};

/// A clock that a test moves by hand.
struct Hands(Mutex<DateTime<Utc>>);

impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

impl Hands {
    fn at(&self, passed: TimeDelta) {
        *self.0.lock().unwrap() = now() + passed;
    }
}

fn sessions(store: &Store) -> (Sessions, Arc<Hands>) {
    let clock = Arc::new(Hands(Mutex::new(now())));
    (
        Sessions::new(store.clone(), clock.clone(), SessionLimits::default()),
        clock,
    )
}

fn record(user: UserId) -> Record {
    let data = [(SESSION_USER.to_owned(), json!(user))].into();
    Record {
        id: Id::default(),
        data,
        expiry_date: time::OffsetDateTime::UNIX_EPOCH,
    }
}

#[tokio::test]
async fn a_session_is_loaded_as_saved() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (sessions, _) = sessions(&store);
        let mut session = record(anna);
        sessions.create(&mut session).await.unwrap();
        session.data.insert("seen".to_owned(), json!([1, "ü"]));
        sessions.save(&session).await.unwrap();
        assert_eq!(
            sessions.load(&session.id).await.unwrap().unwrap().data,
            session.data
        );
        assert!(sessions.load(&Id(1)).await.unwrap().is_none());
        sessions.delete(&session.id).await.unwrap();
        assert!(sessions.load(&session.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn two_sessions_never_share_an_id() {
    for_each_db(async |store| {
        let (anna, ben) = (
            set_up(&store).await,
            add_user(&store, "Ben", Role::Member).await,
        );
        let (sessions, _) = sessions(&store);
        let (mut first, mut second) = (record(anna), record(ben));
        second.id = first.id;
        sessions.create(&mut first).await.unwrap();
        sessions.create(&mut second).await.unwrap();
        assert_ne!(first.id, second.id);
        assert_eq!(
            sessions.load(&first.id).await.unwrap().unwrap().data,
            first.data
        );
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_idle_hours_and_after_fourteen_days() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (sessions, clock) = sessions(&store);
        let mut idle = record(anna);
        sessions.create(&mut idle).await.unwrap();
        let mut busy = record(anna);
        sessions.create(&mut busy).await.unwrap();
        for hours in (11..14 * 24).step_by(11) {
            clock.at(TimeDelta::hours(hours));
            assert!(
                sessions.load(&busy.id).await.unwrap().is_some(),
                "after {hours} h"
            );
        }
        assert!(sessions.load(&idle.id).await.unwrap().is_none());
        clock.at(TimeDelta::days(14));
        assert!(sessions.load(&busy.id).await.unwrap().is_none());
        assert_eq!(store.sweep_sessions(clock.now()).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn its_last_use_is_written_every_ten_minutes() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (sessions, clock) = sessions(&store);
        let mut session = record(anna);
        sessions.create(&mut session).await.unwrap();
        let unseen = "select count(*) from sessions where seen_at = created_at";
        clock.at(TimeDelta::seconds(599));
        sessions.load(&session.id).await.unwrap().unwrap();
        assert_eq!(number(&store, unseen).await.unwrap(), 1);
        clock.at(TimeDelta::seconds(600));
        sessions.load(&session.id).await.unwrap().unwrap();
        assert_eq!(number(&store, unseen).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_busy_writer_does_not_keep_a_session_from_being_read() {
    on_sqlite(async |store| {
        let anna = set_up(&store).await;
        let (sessions, clock) = sessions(&store);
        let mut session = record(anna);
        sessions.create(&mut session).await.unwrap();
        clock.at(TimeDelta::minutes(11));
        let busy = store.begin().await.unwrap();
        assert!(sessions.load(&session.id).await.unwrap().is_some());
        drop(busy);
    })
    .await;
}

#[tokio::test]
async fn all_sessions_of_a_user_can_be_ended_and_stay_ended() {
    for_each_db(async |store| {
        let (anna, ben) = (
            set_up(&store).await,
            add_user(&store, "Ben", Role::Member).await,
        );
        let (sessions, _) = sessions(&store);
        let mut all = [record(anna), record(anna), record(ben)];
        for session in &mut all {
            sessions.create(session).await.unwrap();
        }
        assert_eq!(store.end_sessions(anna).await.unwrap(), 2);
        // A request that was under way saves what it changed.
        sessions.save(&all[0]).await.unwrap();
        assert!(sessions.load(&all[0].id).await.unwrap().is_none());
        assert!(sessions.load(&all[2].id).await.unwrap().is_some());
        store.archive_user(ben, &stamp(Some(anna))).await.unwrap();
        assert!(sessions.load(&all[2].id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_belongs_to_whoever_signs_in_within_it() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (sessions, _) = sessions(&store);
        let mut session = record(anna);
        session.data.clear();
        sessions.create(&mut session).await.unwrap();
        assert_eq!(store.end_sessions(anna).await.unwrap(), 0);
        session.data = record(anna).data;
        sessions.save(&session).await.unwrap();
        assert_eq!(store.end_sessions(anna).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_id_is_not_in_the_database() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (sessions, _) = sessions(&store);
        let mut session = record(anna);
        session.id = Id(0x1234_5678);
        sessions.create(&mut session).await.unwrap();
        assert_eq!(
            number(
                &store,
                "select count(*) from sessions where length(id_hash) = 32"
            )
            .await
            .unwrap(),
            1
        );
        assert!(!format!("{sessions:?}").contains("Anna"));
    })
    .await;
}
