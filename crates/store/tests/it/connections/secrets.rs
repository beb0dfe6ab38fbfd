//! Sealed credentials.

use domain::ConnectionId;
use domain::capabilities::BillingTool;
use domain::tax::Treatment;
use secrecy::SecretString;
use store::testing::sample::{now, set_up, stamp};
use store::testing::{execute, for_each_db, random};
use store::{ConnectionError, ConnectionState, NewConnection, StoreError};

use super::{TOKEN, connect, key, opened, secret};

#[tokio::test]
async fn a_secret_opens_with_its_key_and_in_its_row_alone() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let one = connect(&store, anna, &key, "1").await.unwrap();
        let two = connect(&store, anna, &key, "2").await.unwrap();
        let other = super::key();
        assert!(matches!(opened(&store, one, &other).await, Err(StoreError::Sealed(_))));
        execute(
            &store,
            "update connections set sealed = (select sealed from connections where organisation_id = '1') where organisation_id = '2'",
        )
        .await
        .unwrap();
        assert!(matches!(opened(&store, two, &key).await, Err(StoreError::Sealed(_))));
        assert_eq!(opened(&store, one, &key).await.unwrap().as_deref(), Some(TOKEN));
    })
    .await;
}

#[tokio::test]
async fn other_credentials_of_the_same_company_replace_the_old_ones() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        store
            .disconnect(id, now(), "401 Unauthorized", now())
            .await
            .unwrap();
        let off = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (off.state, off.last_error.as_deref()),
            (ConnectionState::Disconnected, Some("401 Unauthorized"))
        );
        assert!(store.connected().await.unwrap().is_empty());
        assert_eq!(store.connections().await.unwrap().len(), 1);

        let token = SecretString::from("another-token-of-4321");
        let foreign = store
            .replace_secret(id, &secret(&token, &key, "43"), anna, &stamp(Some(anna)))
            .await;
        assert!(
            matches!(foreign, Err(ConnectionError::OtherCompany)),
            "{foreign:?}"
        );
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(TOKEN),
            "what was there is kept"
        );

        store
            .replace_secret(id, &secret(&token, &key, "42"), anna, &stamp(Some(anna)))
            .await
            .unwrap();
        let on = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (on.state, on.last_error, on.secret_tail.as_str()),
            (ConnectionState::Connected, None, "4321")
        );
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some("another-token-of-4321")
        );
    })
    .await;
}

#[tokio::test]
async fn a_short_secret_shows_no_tail() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = ConnectionId::new(now(), &random());
        let token = SecretString::from("kurz");
        let secret = secret(&token, &key, "1");
        let new = NewConnection {
            id,
            tool: BillingTool::Hq,
            name: None,
            treatment: Treatment::Standard,
            by: anna,
            secret,
        };
        store
            .add_connection(&new, &stamp(Some(anna)))
            .await
            .unwrap();
        assert_eq!(store.connection(id).await.unwrap().unwrap().secret_tail, "");
    })
    .await;
}
