//! What went wrong with a connection, and how it came back.

use chrono::TimeDelta;
use store::testing::for_each_db;
use store::testing::sample::{now, set_up, stamp};
use store::{Confirmed, ConnectionError, ConnectionState};

use super::{TOKEN, connect, key, opened};

#[tokio::test]
async fn an_error_is_noted_with_its_time_and_the_same_again_once_a_minute() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        let noted = async |error: &str, seconds| {
            let at = now() + TimeDelta::seconds(seconds);
            store.note_connection_error(id, error, at).await.unwrap();
            let found = store.connection(id).await.unwrap().unwrap();
            assert_eq!(found.state, ConnectionState::Connected);
            let after = found.last_error_at.unwrap() - now();
            (found.last_error.unwrap(), after.num_seconds())
        };
        assert_eq!(noted("busy", 0).await, ("busy".to_owned(), 0));
        assert_eq!(noted("busy", 59).await, ("busy".to_owned(), 0));
        assert_eq!(noted("busy", 60).await, ("busy".to_owned(), 60));
        assert_eq!(
            noted("unreachable", 61).await,
            ("unreachable".to_owned(), 61)
        );
    })
    .await;
}

#[tokio::test]
async fn the_first_reason_of_a_refusal_stands() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        store
            .end_authorisation(id, now(), "withdrawn", now())
            .await
            .unwrap();
        let later = now() + TimeDelta::minutes(5);
        store
            .disconnect(id, now(), "unauthorized", later)
            .await
            .unwrap();
        store
            .note_connection_error(id, "busy", later)
            .await
            .unwrap();
        let off = store.connection(id).await.unwrap().unwrap();
        assert_eq!(off.state, ConnectionState::Disconnected);
        assert_eq!(off.last_error.as_deref(), Some("withdrawn"));
        assert_eq!(off.last_error_at, Some(now()));
        assert_eq!(opened(&store, id, &key).await.unwrap(), None, "erased");
    })
    .await;
}

#[tokio::test]
async fn a_good_answer_connects_it_again_and_only_for_the_same_company() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        store
            .disconnect(id, now(), "unauthorized", now())
            .await
            .unwrap();
        let confirmed = |organisation_id| Confirmed {
            organisation_id,
            account_name: "Ada Beispiel",
            settings: "{}",
        };
        let other = store
            .confirm_connection(id, &confirmed("43"), &stamp(Some(anna)))
            .await;
        assert!(
            matches!(other, Err(ConnectionError::OtherCompany)),
            "{other:?}"
        );
        store
            .confirm_connection(id, &confirmed("42"), &stamp(Some(anna)))
            .await
            .unwrap();
        let on = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (on.state, on.last_error, on.last_error_at),
            (ConnectionState::Connected, None, None)
        );
        assert_eq!(
            (on.account_name.as_str(), on.settings.as_str()),
            ("Ada Beispiel", "{}")
        );
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(TOKEN),
            "its credentials are those that were there"
        );
    })
    .await;
}
