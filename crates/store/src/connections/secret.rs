//! The credentials of a connection: opened, and renewed.

use chrono::{DateTime, Utc};
use domain::ConnectionId;
use secrecy::SecretString;

use crate::Store;
use crate::db::{read, run_alone};
use crate::error::StoreError;
use crate::seal::{self, Place, SealKey, SealNonce};

/// The column that holds the secret.
const SECRET: &str = "sealed";

/// Credentials that were opened.
pub struct OpenedSecret {
    /// The secret.
    pub secret: SecretString,
    /// [`Connection::connected_at`](super::Connection::connected_at) of these credentials, and of those that they were
    /// renewed from.
    pub connected_at: DateTime<Utc>,
}

impl Store {
    /// The secret of a connection; `None` where there is no such connection, it was removed, or the secret was erased.
    pub async fn open_secret(
        &self,
        id: ConnectionId,
        key: &SealKey,
    ) -> Result<Option<OpenedSecret>, StoreError> {
        let row: Option<(Option<Vec<u8>>, String, DateTime<Utc>)> = read!(self.db, |pool| {
            sqlx::query_as("select sealed, key_id, connected_at from connections where id = $1")
                .bind(id.0)
                .fetch_optional(pool)
                .await
        })?;
        let Some((Some(sealed), key_id, connected_at)) = row else {
            return Ok(None);
        };
        let secret = seal::open(key, place(id), &key_id, &sealed)?;
        Ok(Some(OpenedSecret {
            secret,
            connected_at,
        }))
    }

    /// Keeps the tokens that took the place of others: the same authorisation, renewed. Nothing else changes. Answers
    /// whether they were kept: not where other credentials have been connected since, or the connection was removed.
    pub async fn renew_secret(
        &self,
        id: ConnectionId,
        connected_at: DateTime<Utc>,
        secret: &SecretString,
        key: &SealKey,
        nonce: &SealNonce,
    ) -> Result<bool, StoreError> {
        let sealed = seal::seal(key, place(id), secret, nonce)?;
        let rows = run_alone!(
            self,
            "update connections set sealed = $1, key_id = $2 where id = $3 and connected_at = $4 and state <> 'removed'",
            sealed,
            key.id(),
            id.0,
            connected_at,
        )?;
        Ok(rows == 1)
    }
}

/// Where the secret of a connection is kept, and nowhere else.
pub(super) fn place(connection: ConnectionId) -> Place {
    Place {
        connection,
        field: SECRET,
    }
}
