//! What is found out about credentials that are no longer those of their connection.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ConnectionId;
use secrecy::{ExposeSecret, SecretString};
use store::testing::sample::{now, set_up, stamp};
use store::testing::{for_each_db, random};
use store::{ConnectionState, SealKey, Stamp, Store};

use super::{TOKEN, connect, key, opened, secret};

const OTHER: &str = "another-token-of-4321";

fn later() -> DateTime<Utc> {
    now() + TimeDelta::microseconds(1)
}

/// A connection that was made now, and whose token was replaced a little later.
async fn replaced(store: &Store, key: &SealKey) -> ConnectionId {
    let anna = set_up(store).await;
    let id = connect(store, anna, key, "42").await.unwrap();
    let token = SecretString::from(OTHER);
    let stamp = Stamp {
        at: later(),
        ..stamp(Some(anna))
    };
    let before = store
        .replace_secret(id, &secret(&token, key, "42"), anna, &stamp)
        .await
        .unwrap();
    let before = before.as_ref().map(ExposeSecret::expose_secret);
    assert_eq!(before, Some(TOKEN), "whoever replaced it can withdraw it");
    id
}

async fn renewed(store: &Store, id: ConnectionId, of: DateTime<Utc>, key: &SealKey) -> bool {
    let next = SecretString::from("renewed-0123456789");
    let kept = store.renew_secret(id, of, &next, key, &random()).await;
    kept.unwrap()
}

#[tokio::test]
async fn tokens_of_an_earlier_authorisation_are_not_kept() {
    for_each_db(async |store| {
        let key = key();
        let id = replaced(&store, &key).await;
        assert!(!renewed(&store, id, now(), &key).await);
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(OTHER)
        );
        assert!(renewed(&store, id, later(), &key).await);
        assert!(
            renewed(&store, id, later(), &key).await,
            "the same authorisation, once more"
        );

        store.remove_connection(id, &stamp(None)).await.unwrap();
        assert!(!renewed(&store, id, later(), &key).await);
        assert_eq!(opened(&store, id, &key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_of_earlier_credentials_disconnects_nothing() {
    for_each_db(async |store| {
        let key = key();
        let id = replaced(&store, &key).await;
        let at = later() + TimeDelta::minutes(1);
        store
            .disconnect(id, now(), "unauthorized", at)
            .await
            .unwrap();
        store
            .end_authorisation(id, now(), "withdrawn", at)
            .await
            .unwrap();
        let on = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (on.state, on.last_error),
            (ConnectionState::Connected, None)
        );
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(OTHER)
        );

        store
            .end_authorisation(id, later(), "withdrawn", at)
            .await
            .unwrap();
        let off = store.connection(id).await.unwrap().unwrap();
        assert_eq!(off.state, ConnectionState::Disconnected);
        assert_eq!(opened(&store, id, &key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_secret_that_does_not_open_is_replaced_all_the_same() {
    for_each_db(async |store| {
        let (anna, lost) = (set_up(&store).await, key());
        let id = connect(&store, anna, &lost, "42").await.unwrap();
        let (key, token) = (key(), SecretString::from(OTHER));
        let before = store
            .replace_secret(id, &secret(&token, &key, "42"), anna, &stamp(Some(anna)))
            .await;
        assert!(before.unwrap().is_none());
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(OTHER)
        );
    })
    .await;
}
