//! People who sign in, and people whose entries an import brought.

mod change;
mod password;

use chrono::{DateTime, Utc};
use domain::Locale;
use domain::UserId;
use domain::role::Role;
use thiserror::Error;
use uuid::Uuid;

use crate::Store;
use crate::db::read;
use crate::email::Email;
use crate::error::StoreError;
use crate::name::{Name, sort_key};
use crate::password::PasswordHash;
use crate::rate::Rate;

pub(crate) use change::{end_sessions, insert};
pub(crate) use password::set as set_password;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Which user.
    pub id: UserId,
    /// With what they sign in.
    pub email: Email,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their language, once they chose one.
    pub locale: Option<Locale>,
    /// What their hour costs where the project does not say.
    pub rate: Option<Rate>,
    /// Since when they cannot sign in any more; their entries stay.
    pub archived_at: Option<DateTime<Utc>>,
    /// Whether they have a password; a user who came with an import has none before an admin makes a link.
    pub has_password: bool,
}

/// A user to be added.
pub struct NewUser {
    /// The new id.
    pub id: UserId,
    /// With what they sign in.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// Their password; `None` where they will choose one by a link.
    pub password: Option<PasswordHash>,
    /// What their hour costs.
    pub rate: Option<Rate>,
}

/// Why a user was not added or changed.
#[derive(Debug, Error)]
pub enum UserError {
    /// Another user, perhaps an archived one, has this address.
    #[error("another user has this e-mail address: restore that user, or use another address")]
    EmailTaken,
    /// It would leave nobody who can add users and connect billing tools.
    #[error("this is the last admin: make somebody else an admin first")]
    LastAdmin,
    /// There is no such user.
    #[error("there is no such user")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    name: String,
    role: String,
    locale: Option<String>,
    rate_cents: Option<i64>,
    archived_at: Option<DateTime<Utc>>,
    has_password: bool,
}

impl Store {
    /// The user with this id, archived or not.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, email, name, role, locale, rate_cents, archived_at, password_hash is not null as has_password
                 from users where id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(User::try_from).transpose()
    }

    /// All users by name, archived ones last.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, email, name, role, locale, rate_cents, archived_at, password_hash is not null as has_password
                 from users",
            )
            .fetch_all(pool)
            .await
        })?;
        let mut users: Vec<User> = rows
            .into_iter()
            .map(User::try_from)
            .collect::<Result<_, _>>()?;
        users
            .sort_by_cached_key(|user| (user.archived_at.is_some(), sort_key(&user.name), user.id));
        Ok(users)
    }
}

impl TryFrom<Row> for User {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let locale = |tag: String| {
            Locale::from_tag(&tag).ok_or_else(|| StoreError::unknown("a language", tag))
        };
        Ok(Self {
            id: UserId(row.id),
            email: Email::parse(&row.email)
                .map_err(|_| StoreError::unknown("an address", row.email))?,
            name: row.name,
            role: Role::parse(&row.role).ok_or_else(|| StoreError::unknown("a role", row.role))?,
            locale: row.locale.map(locale).transpose()?,
            rate: Rate::stored(row.rate_cents)?,
            archived_at: row.archived_at,
            has_password: row.has_password,
        })
    }
}
