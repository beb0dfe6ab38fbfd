//! Adding and changing users.

use domain::Locale;
use domain::UserId;
use domain::role::Role;
use uuid::Uuid;

use super::{NewUser, UserError};
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, exec, run, run_alone};
use crate::error::StoreError;
use crate::name::Name;
use crate::password::PasswordHash;
use crate::rate::Rate;
use crate::workspace;

impl Store {
    /// Adds a user.
    pub async fn add_user(&self, user: &NewUser, stamp: &Stamp) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, user, stamp).await?;
        let detail = format!("{} {}", user.id, user.role.as_str());
        record(&mut tx, AuditKind::UserAdded, &detail, stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Gives a user another role. It counts from their next request on.
    pub async fn set_role(&self, id: UserId, role: Role, stamp: &Stamp) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        if role != Role::Admin {
            keep_an_admin(&mut tx, id).await?;
        }
        let rows = run!(
            &mut tx,
            "update users set role = $1 where id = $2",
            role.as_str(),
            id.0
        )?;
        one(rows)?;
        record(
            &mut tx,
            AuditKind::RoleSet,
            &format!("{id} {}", role.as_str()),
            stamp,
        )
        .await?;
        Ok(tx.commit().await?)
    }

    /// Keeps a user from signing in and ends their sessions; their entries stay.
    pub async fn archive_user(&self, id: UserId, stamp: &Stamp) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        keep_an_admin(&mut tx, id).await?;
        let rows = run!(
            &mut tx,
            "update users set archived_at = coalesce(archived_at, $1) where id = $2",
            stamp.at,
            id.0,
        )?;
        one(rows)?;
        end_sessions(&mut tx, id).await?;
        record(&mut tx, AuditKind::UserArchived, &id.to_string(), stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Lets an archived user sign in again.
    pub async fn restore_user(&self, id: UserId, stamp: &Stamp) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        one(run!(
            &mut tx,
            "update users set archived_at = null where id = $1",
            id.0
        )?)?;
        record(&mut tx, AuditKind::UserRestored, &id.to_string(), stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Renames a user and sets the rate that new entries of theirs get where the project has none.
    pub async fn set_user(
        &self,
        id: UserId,
        name: &Name,
        rate: Option<Rate>,
    ) -> Result<(), UserError> {
        one(run_alone!(
            self,
            "update users set name = $1, rate_cents = $2 where id = $3",
            name.as_str(),
            rate.map(Rate::cents),
            id.0,
        )?)
    }

    /// Remembers a user's language.
    pub async fn set_locale(&self, id: UserId, locale: Locale) -> Result<(), UserError> {
        one(run_alone!(
            self,
            "update users set locale = $1 where id = $2",
            locale.tag(),
            id.0
        )?)
    }
}

/// Adds a user as part of something larger.
pub(crate) async fn insert(tx: &mut Tx, user: &NewUser, stamp: &Stamp) -> Result<(), UserError> {
    run!(
        tx,
        "insert into users (id, email, name, password_hash, role, rate_cents, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        user.id.0,
        user.email.as_str(),
        user.name.as_str(),
        user.password.as_ref().map(PasswordHash::as_str),
        user.role.as_str(),
        user.rate.map(Rate::cents),
        stamp.at,
    )
    .map_err(|error| {
        if error.breaks_unique("email") {
            UserError::EmailTaken
        } else {
            error.into()
        }
    })?;
    Ok(())
}

/// Ends every session of a user.
pub(crate) async fn end_sessions(tx: &mut Tx, id: UserId) -> Result<u64, StoreError> {
    run!(tx, "delete from sessions where user_id = $1", id.0)
}

/// Refuses what would leave no admin who can sign in.
async fn keep_an_admin(tx: &mut Tx, except: UserId) -> Result<(), UserError> {
    // Two admins who demote each other at the same moment would both see the other one.
    workspace::lock(tx).await?;
    let admins: Vec<Uuid> = exec!(tx, |conn| {
        sqlx::query_scalar(
            "select id from users where role = 'admin' and archived_at is null and password_hash is not null",
        )
        .fetch_all(conn)
        .await
    })
    .map_err(StoreError::from)?;
    match admins.as_slice() {
        [last] if *last == except.0 => Err(UserError::LastAdmin),
        _ => Ok(()),
    }
}

fn one(rows: u64) -> Result<(), UserError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(UserError::Gone)
    }
}
