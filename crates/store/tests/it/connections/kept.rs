//! What is kept of a connection.

use chrono::TimeDelta;
use domain::ConnectionId;
use domain::capabilities::BillingTool;
use domain::tax::Treatment;
use secrecy::SecretString;
use store::testing::sample::{name, now, set_up, stamp};
use store::testing::{for_each_db, number, random};
use store::{AuditKind, ConnectionError, ConnectionState};

use super::{TOKEN, connect, key, opened, secret};

#[tokio::test]
async fn a_connection_is_read_as_made_and_its_secret_opens() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        let made = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (made.tool, made.treatment, made.state),
            (
                BillingTool::Sevdesk,
                Treatment::SmallBusiness,
                ConnectionState::Connected
            )
        );
        assert_eq!(
            (
                made.organisation_id.as_str(),
                made.company(),
                made.secret_tail.as_str()
            ),
            ("42", None, "cdef")
        );
        assert_eq!(
            (made.connected_by, made.connected_at, made.last_used_at),
            (anna, now(), Some(now()))
        );
        assert_eq!(made.settings, r#"{"contact_person":"7"}"#);
        assert_eq!(store.connected().await.unwrap(), [made]);
        assert_eq!(
            opened(&store, id, &key).await.unwrap().as_deref(),
            Some(TOKEN)
        );
    })
    .await;
}

#[tokio::test]
async fn a_company_is_connected_once_until_it_is_removed() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let first = connect(&store, anna, &key, "42").await.unwrap();
        let again = connect(&store, anna, &key, "42").await;
        assert!(
            matches!(again, Err(ConnectionError::AlreadyConnected)),
            "{again:?}"
        );

        store
            .remove_connection(first, &stamp(Some(anna)))
            .await
            .unwrap();
        assert_eq!(opened(&store, first, &key).await.unwrap(), None);
        let erased = "select count(*) from connections where sealed is null and secret_tail = ''";
        assert_eq!(number(&store, erased).await.unwrap(), 1);
        assert!(store.connections().await.unwrap().is_empty());
        let removed = store.connection(first).await.unwrap().unwrap();
        assert_eq!(removed.state, ConnectionState::Removed);

        let second = connect(&store, anna, &key, "42").await.unwrap();
        assert_ne!(first, second);
    })
    .await;
}

#[tokio::test]
async fn what_its_invoices_say_can_be_changed_and_is_recorded() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        let by_anna = || stamp(Some(anna));
        store
            .set_connection(
                id,
                Some(&name("Buchhaltung")),
                Treatment::Standard,
                "{}",
                &by_anna(),
            )
            .await
            .unwrap();
        let set = store.connection(id).await.unwrap().unwrap();
        assert_eq!(
            (set.company(), set.treatment, set.settings.as_str()),
            (Some("Buchhaltung"), Treatment::Standard, "{}")
        );
        store
            .set_connection(id, None, Treatment::Standard, "{}", &by_anna())
            .await
            .unwrap();
        assert_eq!(
            store.connection(id).await.unwrap().unwrap().company(),
            None,
            "sevDesk does not say whose account it is"
        );
        let log = store.audit_log(10).await.unwrap();
        assert_eq!(
            log.iter()
                .filter(|event| event.kind == AuditKind::ConnectionChanged)
                .count(),
            2
        );
        assert!(log.iter().all(|event| !event.detail.contains(TOKEN)));
    })
    .await;
}

#[tokio::test]
async fn its_last_use_is_noted_once_a_minute() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        let used = async |seconds| {
            store
                .note_connection_used(id, now() + TimeDelta::seconds(seconds))
                .await
                .unwrap();
            store
                .connection(id)
                .await
                .unwrap()
                .unwrap()
                .last_used_at
                .unwrap()
                - now()
        };
        assert_eq!(used(59).await, TimeDelta::zero());
        assert_eq!(used(60).await, TimeDelta::seconds(60));
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_is_not_changed() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        store
            .remove_connection(id, &stamp(Some(anna)))
            .await
            .unwrap();
        let ghost = ConnectionId::new(now(), &random());
        let token = SecretString::from(TOKEN);
        for gone in [id, ghost] {
            store.disconnect(gone, now(), "x", now()).await.unwrap();
            let replaced = store
                .replace_secret(gone, &secret(&token, &key, "42"), anna, &stamp(None))
                .await;
            for refused in [
                replaced.map(drop),
                store.remove_connection(gone, &stamp(None)).await,
                store
                    .set_connection(gone, None, Treatment::Standard, "{}", &stamp(None))
                    .await,
            ] {
                assert!(matches!(refused, Err(ConnectionError::Gone)), "{refused:?}");
            }
        }
        let removed = store.connection(id).await.unwrap().unwrap();
        assert_eq!(removed.state, ConnectionState::Removed);
        assert_eq!(opened(&store, id, &key).await.unwrap(), None);
        assert_eq!(opened(&store, ghost, &key).await.unwrap(), None);
    })
    .await;
}
