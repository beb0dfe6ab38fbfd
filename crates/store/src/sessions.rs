//! Sessions in the database, for `tower-sessions`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Clock, UserId};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use uuid::Uuid;

use crate::Store;
use crate::db::{read, run, run_alone};
use crate::error::StoreError;

/// The key under which a session keeps the id of the user who signed in.
pub const SESSION_USER: &str = "user";

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: TimeDelta,
    /// At most, however busy.
    pub absolute: TimeDelta,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle: TimeDelta::hours(12),
            absolute: TimeDelta::days(14),
        }
    }
}

/// When a session was last used is written no more often than this, so that reading a page rarely writes.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// On SQLite a large import can hold the writer for a while; a page does not wait for it, since the
/// next request can note it as well.
const SEEN_PATIENCE: Duration = Duration::from_secs(1);

/// The sessions of a store. How long they last is decided here, whatever expiry their cookie has.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    clock: Arc<dyn Clock>,
    limits: SessionLimits,
}

#[derive(sqlx::FromRow)]
struct Row {
    data: String,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Sessions {
    /// The sessions of this store.
    pub fn new(store: Store, clock: Arc<dyn Clock>, limits: SessionLimits) -> Self {
        Self {
            store,
            clock,
            limits,
        }
    }

    fn expiry(&self, created_at: DateTime<Utc>, seen_at: DateTime<Utc>) -> DateTime<Utc> {
        (seen_at + self.limits.idle).min(created_at + self.limits.absolute)
    }

    async fn insert(&self, record: &Record) -> session_store::Result<bool> {
        let now = self.clock.now();
        let data = encode(record)?;
        let rows = run_alone!(
            self.store,
            "insert into sessions (id_hash, user_id, data, created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $4, $5) on conflict (id_hash) do nothing",
            hash(record.id),
            user_of(record),
            data,
            now,
            self.expiry(now, now),
        );
        Ok(rows.map_err(backend)? == 1)
    }

    /// Notes that a session was used. If another request notes it first, that is as good.
    async fn note_use(&self, id: Id, row: &Row, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        run!(
            &mut tx,
            "update sessions set seen_at = $1, expires_at = $2 where id_hash = $3 and seen_at = $4",
            now,
            self.expiry(row.created_at, now),
            hash(id),
            row.seen_at,
        )?;
        tx.commit().await
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        while !self.insert(record).await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        // A session that was ended while its request ran stays ended: nothing is inserted here.
        let data = encode(record)?;
        run_alone!(
            self.store,
            "update sessions set data = $1, user_id = $2 where id_hash = $3",
            data,
            user_of(record),
            hash(record.id),
        )
        .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = self.clock.now();
        let Some(row) = self.store.session(*id, now).await.map_err(backend)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&row.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        if now - row.seen_at >= SEEN_EVERY {
            let noted = self.note_use(*id, &row, now);
            if let Ok(Err(error)) = tokio::time::timeout(SEEN_PATIENCE, noted).await {
                // Nobody is signed out because a disk is full.
                tracing::warn!(%error, "that a session is in use could not be noted");
            }
        }
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date: to_time(row.expires_at)?,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        run_alone!(
            self.store,
            "delete from sessions where id_hash = $1",
            hash(*id)
        )
        .map_err(backend)?;
        Ok(())
    }
}

impl Store {
    /// Ends every session of a user; answers how many there were.
    pub async fn end_sessions(&self, user: UserId) -> Result<u64, StoreError> {
        run_alone!(self, "delete from sessions where user_id = $1", user.0)
    }

    /// Deletes the sessions that ran out; answers how many.
    pub async fn sweep_sessions(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        run_alone!(self, "delete from sessions where expires_at <= $1", now)
    }

    async fn session(&self, id: Id, now: DateTime<Utc>) -> Result<Option<Row>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select data, created_at, seen_at, expires_at from sessions where id_hash = $1 and expires_at > $2",
            )
            .bind(hash(id))
            .bind(now)
            .fetch_optional(pool)
            .await
        })?)
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Who reads the database finds no id with which to take a session over.
fn hash(id: Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn encode(record: &Record) -> session_store::Result<String> {
    serde_json::to_string(&record.data)
        .map_err(|error| session_store::Error::Encode(error.to_string()))
}

fn user_of(record: &Record) -> Option<Uuid> {
    record.data.get(SESSION_USER)?.as_str()?.parse().ok()
}

fn to_time(at: DateTime<Utc>) -> session_store::Result<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(at.timestamp())
        .map_err(|error| session_store::Error::Decode(error.to_string()))
}

fn backend(error: StoreError) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
