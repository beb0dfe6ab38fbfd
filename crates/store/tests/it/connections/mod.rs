//! Connections to billing tools.

mod customers;
mod fenced;
mod kept;
mod secrets;
mod troubles;

use domain::capabilities::BillingTool;
use domain::tax::Treatment;
use domain::{ConnectionId, UserId};
use secrecy::{ExposeSecret as _, SecretString};
use store::testing::random;
use store::testing::sample::{now, stamp};
use store::{ConnectionError, NewConnection, NewSecret, SealKey, Store, StoreError};

pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";

pub fn key() -> SealKey {
    let folder = tempfile::tempdir().unwrap();
    SealKey::create(&folder.path().join("key"), &random()).unwrap()
}

pub fn secret<'a>(secret: &'a SecretString, key: &'a SealKey, company: &'a str) -> NewSecret<'a> {
    NewSecret {
        secret,
        shows_tail: true,
        key,
        nonce: random(),
        organisation_id: company,
        account_name: "Nordlicht GmbH",
        settings: r#"{"contact_person":"7"}"#,
    }
}

pub async fn connect(
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
        name: None,
        treatment: Treatment::SmallBusiness,
        by,
        secret,
    };
    store
        .add_connection(&new, &stamp(Some(by)))
        .await
        .map(|()| id)
}

pub async fn opened(
    store: &Store,
    id: ConnectionId,
    key: &SealKey,
) -> Result<Option<String>, StoreError> {
    let secret = store.open_secret(id, key).await?;
    Ok(secret.map(|opened| opened.secret.expose_secret().to_owned()))
}
