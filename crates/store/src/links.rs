//! Links that work once: the first set-up, and a password that somebody chooses anew.

use chrono::{DateTime, Utc};
use domain::UserId;
use domain::zone::Zone;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use uuid::Uuid;

use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, exec, read, run};
use crate::error::StoreError;
use crate::name::Name;
use crate::password::PasswordHash;
use crate::users::{self, NewUser, UserError};
use crate::workspace;

/// The secret part of a link: 128 random bits. It has no `Debug`, so that it cannot reach a log by accident.
#[derive(Clone)]
pub struct LinkToken([u8; 16]);

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// To set Billhour up: the workspace and its first admin.
    SetUp,
    /// To choose a password for this user.
    Password(UserId),
}

/// Why a link did nothing.
#[derive(Debug, Error)]
pub enum LinkError {
    /// It is unknown, was used, ran out, or is for something else. Which of these is not said.
    #[error("this link no longer works: ask an admin for a new one")]
    Void,
    /// Billhour was set up in the meantime.
    #[error("Billhour is set up already: sign in")]
    AlreadySetUp,
    /// The user could not be added or changed.
    #[error(transparent)]
    User(#[from] UserError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LinkToken {
    /// A new token from random bytes.
    pub const fn new(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// Reads what [`Self::expose`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut token = [0; 16];
        hex::decode_to_slice(text, &mut token).ok()?;
        Some(Self(token))
    }

    /// The token as it stands in the link.
    pub fn expose(&self) -> String {
        hex::encode(self.0)
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl Store {
    /// Makes the link for the first set-up, and voids those made before: only the newest one in the log works.
    pub async fn make_set_up_link(
        &self,
        token: &LinkToken,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "delete from one_time_links where purpose = 'setup'"
        )?;
        insert(&mut tx, token, "setup", None, expires_at).await?;
        tx.commit().await
    }

    /// Makes a link by which a user chooses a password, and voids those made before.
    pub async fn make_password_link(
        &self,
        user: UserId,
        token: &LinkToken,
        expires_at: DateTime<Utc>,
        stamp: &Stamp,
    ) -> Result<(), UserError> {
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "delete from one_time_links where user_id = $1",
            user.0
        )?;
        insert(&mut tx, token, "password", Some(user), expires_at)
            .await
            .map_err(|error| {
                if error.breaks_reference() {
                    UserError::Gone
                } else {
                    error.into()
                }
            })?;
        record(&mut tx, AuditKind::LinkMade, &user.to_string(), stamp).await?;
        Ok(tx.commit().await?)
    }

    /// What a link is for while it works; looking does not use it up.
    pub async fn link(
        &self,
        token: &LinkToken,
        now: DateTime<Utc>,
    ) -> Result<Option<Link>, StoreError> {
        let row: Option<(String, Option<Uuid>)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select purpose, user_id from one_time_links where hash = $1 and used_at is null and expires_at > $2",
            )
            .bind(token.hash())
            .bind(now)
            .fetch_optional(pool)
            .await
        })?;
        row.map(|(purpose, user)| read_link(purpose, user))
            .transpose()
    }

    /// Makes the workspace and its first admin, and uses the link up.
    pub async fn set_up(
        &self,
        token: &LinkToken,
        workspace: &Name,
        zone: Zone,
        admin: &NewUser,
        stamp: &Stamp,
    ) -> Result<(), LinkError> {
        let mut tx = self.begin().await?;
        if spend(&mut tx, token, stamp.at).await? != Some(Link::SetUp) {
            return Err(LinkError::Void);
        }
        set_up(&mut tx, workspace, zone, admin, stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Makes the workspace and its first admin for whoever runs the server: for the demo.
    pub async fn set_up_by_operator(
        &self,
        workspace: &Name,
        zone: Zone,
        admin: &NewUser,
        stamp: &Stamp,
    ) -> Result<(), LinkError> {
        let mut tx = self.begin().await?;
        set_up(&mut tx, workspace, zone, admin, stamp).await?;
        Ok(tx.commit().await?)
    }

    /// Sets the password of the link's user, ends their sessions, and uses the link up.
    pub async fn choose_password(
        &self,
        token: &LinkToken,
        hash: &PasswordHash,
        stamp: &Stamp,
    ) -> Result<UserId, LinkError> {
        let mut tx = self.begin().await?;
        let Some(Link::Password(user)) = spend(&mut tx, token, stamp.at).await? else {
            return Err(LinkError::Void);
        };
        users::set_password(&mut tx, user, hash, stamp).await?;
        tx.commit().await?;
        Ok(user)
    }
}

async fn set_up(
    tx: &mut Tx,
    name: &Name,
    zone: Zone,
    admin: &NewUser,
    stamp: &Stamp,
) -> Result<(), LinkError> {
    if !workspace::create(tx, name, zone, stamp.at).await? {
        return Err(LinkError::AlreadySetUp);
    }
    users::insert(tx, admin, stamp).await?;
    Ok(record(tx, AuditKind::SetUp, &admin.id.to_string(), stamp).await?)
}

async fn insert(
    tx: &mut Tx,
    token: &LinkToken,
    purpose: &'static str,
    user: Option<UserId>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into one_time_links (hash, purpose, user_id, expires_at) values ($1, $2, $3, $4)",
        token.hash(),
        purpose,
        user.map(|user| user.0),
        expires_at,
    )?;
    Ok(())
}

/// Uses a link up. Of two at the same moment one gets `None`.
async fn spend(
    tx: &mut Tx,
    token: &LinkToken,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StoreError> {
    let row: Option<(String, Option<Uuid>)> = exec!(tx, |conn| {
        sqlx::query_as(
            "update one_time_links set used_at = $1 where hash = $2 and used_at is null and expires_at > $1
             returning purpose, user_id",
        )
        .bind(now)
        .bind(token.hash())
        .fetch_optional(conn)
        .await
    })?;
    row.map(|(purpose, user)| read_link(purpose, user))
        .transpose()
}

fn read_link(purpose: String, user: Option<Uuid>) -> Result<Link, StoreError> {
    match (purpose.as_str(), user) {
        ("setup", None) => Ok(Link::SetUp),
        ("password", Some(user)) => Ok(Link::Password(UserId(user))),
        _ => Err(StoreError::unknown("a link", purpose)),
    }
}
