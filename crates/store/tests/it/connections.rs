//! Connections to billing tools, their sealed credentials, and the customers that clients are.

use chrono::TimeDelta;
use domain::capabilities::BillingTool;
use domain::payload::CustomerRef;
use domain::tax::Treatment;
use domain::{ClientId, ConnectionId, UserId};
use secrecy::{ExposeSecret as _, SecretString};
use store::testing::sample::{add_client, name, now, set_up, stamp};
use store::testing::{execute, for_each_db, number, random};
use store::{
    AuditKind, ConnectionError, ConnectionState, NewConnection, NewSecret, SealKey, Store,
    StoreError,
};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn key() -> SealKey {
    let folder = tempfile::tempdir().unwrap();
    SealKey::create(&folder.path().join("key"), &random()).unwrap()
}

fn secret<'a>(secret: &'a SecretString, key: &'a SealKey, company: &'a str) -> NewSecret<'a> {
    NewSecret {
        secret,
        key,
        nonce: random(),
        organisation_id: company,
        account_name: "Nordlicht GmbH",
        settings: r#"{"contact_person":"7"}"#,
    }
}

async fn connect(
    store: &Store,
    by: UserId,
    key: &SealKey,
    company: &str,
) -> Result<ConnectionId, ConnectionError> {
    let id = ConnectionId::new(now(), &random());
    let token = SecretString::from(TOKEN);
    let secret = secret(&token, key, company);
    let new = NewConnection {
        id,
        tool: BillingTool::Sevdesk,
        treatment: Treatment::SmallBusiness,
        by,
        secret,
    };
    store
        .add_connection(&new, &stamp(Some(by)))
        .await
        .map(|()| id)
}

async fn opened(
    store: &Store,
    id: ConnectionId,
    key: &SealKey,
) -> Result<Option<String>, StoreError> {
    let secret = store.open_secret(id, key).await?;
    Ok(secret.map(|secret| secret.expose_secret().to_owned()))
}

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
                made.label(),
                made.secret_tail.as_str()
            ),
            ("42", "Nordlicht GmbH", "cdef")
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
async fn a_secret_opens_with_its_key_and_in_its_row_alone() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let one = connect(&store, anna, &key, "1").await.unwrap();
        let two = connect(&store, anna, &key, "2").await.unwrap();
        let other = self::key();
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
async fn other_credentials_of_the_same_company_replace_the_old_ones() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let id = connect(&store, anna, &key, "42").await.unwrap();
        store.disconnect(id, "401 Unauthorized").await.unwrap();
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
            (set.label(), set.treatment, set.settings.as_str()),
            ("Buchhaltung", Treatment::Standard, "{}")
        );
        store
            .set_connection(id, None, Treatment::Standard, "{}", &by_anna())
            .await
            .unwrap();
        assert_eq!(
            store.connection(id).await.unwrap().unwrap().label(),
            "Nordlicht GmbH"
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
            for refused in [
                store.disconnect(gone, "x").await,
                store.remove_connection(gone, &stamp(None)).await,
                store
                    .set_connection(gone, None, Treatment::Standard, "{}", &stamp(None))
                    .await,
                store
                    .replace_secret(gone, &secret(&token, &key, "42"), anna, &stamp(None))
                    .await,
            ] {
                assert!(matches!(refused, Err(ConnectionError::Gone)), "{refused:?}");
            }
        }
        assert_eq!(opened(&store, id, &key).await.unwrap(), None);
        assert_eq!(opened(&store, ghost, &key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_client_is_one_customer_per_connection() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let one = connect(&store, anna, &key, "1").await.unwrap();
        let two = connect(&store, anna, &key, "2").await.unwrap();
        let client: ClientId = add_client(&store, "Hafenküche").await;
        let customer = |id: &str| CustomerRef {
            id: id.to_owned(),
            name: format!("Kunde {id}"),
        };
        assert_eq!(store.customer_of_client(client, one).await.unwrap(), None);
        store
            .map_client(client, one, &customer("10"))
            .await
            .unwrap();
        store
            .map_client(client, two, &customer("20"))
            .await
            .unwrap();
        store
            .map_client(client, one, &customer("11"))
            .await
            .unwrap();
        assert_eq!(
            store.customer_of_client(client, one).await.unwrap(),
            Some(customer("11"))
        );
        assert_eq!(
            store.customer_of_client(client, two).await.unwrap(),
            Some(customer("20"))
        );
        store.delete_client(client).await.unwrap();
        assert_eq!(store.customer_of_client(client, one).await.unwrap(), None);
    })
    .await;
}
