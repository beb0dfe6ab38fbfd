//! Signing in by password.

use domain::UserId;
use secrecy::SecretString;
use uuid::Uuid;

use super::{User, UserError, end_sessions};
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, read, run};
use crate::email::Email;
use crate::error::StoreError;
use crate::password::{PasswordHash, verify};

impl Store {
    /// The user whose address and password these are. Unknown, archived, without a password, wrong: all take as long.
    pub async fn check_password(
        &self,
        email: &str,
        password: SecretString,
    ) -> Result<Option<User>, StoreError> {
        let found = match Email::parse(email) {
            Ok(email) => self.password_of(&email).await?,
            Err(_) => None,
        };
        let (id, hash) = found.map_or((None, None), |(id, hash)| (Some(id), hash));
        match (verify(password, hash).await?, id) {
            (true, Some(id)) => self.user(UserId(id)).await,
            _ => Ok(None),
        }
    }

    /// Sets a password and ends all sessions of its user: whoever stole one is out.
    pub async fn set_password(
        &self,
        id: UserId,
        hash: &PasswordHash,
        stamp: &Stamp,
    ) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        set(&mut tx, id, hash, stamp).await?;
        Ok(tx.commit().await?)
    }

    async fn password_of(
        &self,
        email: &Email,
    ) -> Result<Option<(Uuid, Option<String>)>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select id, password_hash from users where email = $1 and archived_at is null",
            )
            .bind(email.as_str())
            .fetch_optional(pool)
            .await
        })?)
    }
}

/// Sets a password as part of something larger.
pub(crate) async fn set(
    tx: &mut Tx,
    id: UserId,
    hash: &PasswordHash,
    stamp: &Stamp,
) -> Result<(), UserError> {
    let rows = run!(
        tx,
        "update users set password_hash = $1 where id = $2",
        hash.as_str(),
        id.0
    )?;
    if rows != 1 {
        return Err(UserError::Gone);
    }
    end_sessions(tx, id).await?;
    Ok(record(tx, AuditKind::PasswordSet, &id.to_string(), stamp).await?)
}
