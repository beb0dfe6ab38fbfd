//! Consents that were asked for and have not come back yet.

use chrono::{DateTime, Utc};
use domain::ConnectionId;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::db::{exec, run};
use crate::error::StoreError;

/// What was asked for, and where its reader wants to be afterwards.
#[derive(Clone, Debug)]
pub struct OAuthStart {
    /// The connection that is connected anew; `None` for a new one.
    pub connection: Option<ConnectionId>,
    /// The PKCE code verifier (RFC 7636).
    pub verifier: SecretString,
    /// A path of ours.
    pub return_to: String,
}

impl Store {
    /// Keeps a start until `expires_at`, for the session that made it alone. Starts that ran out are swept on the way.
    pub async fn begin_oauth(
        &self,
        state: &str,
        session: &str,
        start: &OAuthStart,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "delete from oauth_starts where expires_at <= $1",
            now
        )?;
        run!(
            &mut tx,
            "insert into oauth_starts (state_hash, session_hash, connection_id, verifier, return_to, expires_at)
             values ($1, $2, $3, $4, $5, $6)",
            hash(state),
            hash(session),
            start.connection.map(|connection| connection.0),
            start.verifier.expose_secret(),
            start.return_to.as_str(),
            expires_at,
        )?;
        tx.commit().await
    }

    /// The start that this state belongs to, once, if it is this session's and did not run out.
    pub async fn finish_oauth(
        &self,
        state: &str,
        session: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<OAuthStart>, StoreError> {
        let mut tx = self.begin().await?;
        let row: Option<(Option<Uuid>, String, String)> = exec!(&mut tx, |conn| {
            sqlx::query_as(
                "delete from oauth_starts where state_hash = $1 and session_hash = $2 and expires_at > $3
                 returning connection_id, verifier, return_to",
            )
            .bind(hash(state))
            .bind(hash(session))
            .bind(now)
            .fetch_optional(conn)
            .await
        })?;
        tx.commit().await?;
        Ok(row.map(|(connection, verifier, return_to)| OAuthStart {
            connection: connection.map(ConnectionId),
            verifier: verifier.into(),
            return_to,
        }))
    }
}

/// Both are secrets while they live.
fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}
