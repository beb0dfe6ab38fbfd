//! Two kinds of database behind one query text.
//!
//! A macro expands its body once per kind, so `sqlx` infers the right types on each arm; see [`read!`] and [`exec!`].

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Postgres, Sqlite, Transaction};
use thiserror::Error;

use crate::error::StoreError;

/// Runs a reading query on whichever database it is: `read!(db, |pool| sqlx::query_as("…").fetch_all(pool).await)?`.
macro_rules! read {
    ($db:expr, |$pool:ident| $body:expr) => {
        match &*$db {
            $crate::db::Db::Sqlite { read: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}
pub(crate) use read;

/// Runs a statement in a transaction: `exec!(tx, |conn| sqlx::query("…").execute(conn).await.map(|r| r.rows_affected()))?`.
macro_rules! exec {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::db::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use exec;

/// Runs a statement with these values in a transaction; answers how many rows it hit.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::db::exec!($tx, |conn| {
            sqlx::query($sql)$(.bind($value))*.execute(conn).await
                .map(|done| done.rows_affected())
                .map_err($crate::error::StoreError::from)
        })
    };
}
pub(crate) use run;

/// The same in a transaction of its own.
macro_rules! run_alone {
    ($store:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        async {
            let mut tx = $store.begin().await?;
            let rows = $crate::db::run!(&mut tx, $sql $(, $value)*)?;
            tx.commit().await?;
            Ok::<u64, $crate::error::StoreError>(rows)
        }
        .await
    };
}
pub(crate) use run_alone;

/// The open database.
#[derive(Debug)]
pub enum Db {
    /// SQLite: many readers, and one connection that writes.
    Sqlite {
        /// For queries outside transactions.
        read: SqlitePool,
        /// One connection; its transactions begin `IMMEDIATE`, so that none fails half-way with "database is locked".
        write: SqlitePool,
    },
    /// Postgres, shared by any number of processes.
    Postgres(PgPool),
}

/// A transaction that may write. Dropped without [`Tx::commit`], nothing of it happened.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On Postgres.
    Postgres(Transaction<'static, Postgres>),
}

/// Why a database URL was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DbUrlProblem {
    /// The scheme is none that Billhour knows.
    #[error("DATABASE_URL must begin with `sqlite:` or `postgres:`, not `{0}`")]
    Scheme(String),
    /// The rest of the URL is wrong. Its text is left out, because it may hold a password.
    #[error(
        "DATABASE_URL cannot be read; it looks like `sqlite:billhour.db` or `postgres://user:password@host/database`"
    )]
    Unreadable,
}

impl Db {
    /// Opens `sqlite:PATH` (made if it does not exist) or `postgres://…`.
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        match url.split(':').next().unwrap_or_default() {
            "sqlite" => Self::open_sqlite(url).await,
            "postgres" | "postgresql" => Self::open_postgres(url).await,
            other => Err(DbUrlProblem::Scheme(other.to_owned()).into()),
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self, StoreError> {
        // FULL: the mark that an invoice is being sent must survive a power cut, or it would be sent again.
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| DbUrlProblem::Unreadable)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // A report has a row for each group and sum, and each full buffer makes two threads wait for each other.
            .row_buffer_size(2_000);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            // On a full disk SQLite ends a transaction by itself; sqlx goes on counting it, and would begin no other.
            .before_acquire(|conn, _| Box::pin(async { Ok(!conn.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(8)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url).map_err(|_| DbUrlProblem::Unreadable)?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, .. } => {
                sqlx::migrate!("../../migrations/sqlite").run(write).await?;
            }
            Self::Postgres(pool) => {
                sqlx::migrate!("../../migrations/postgres")
                    .run(pool)
                    .await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything in it durable. If this fails, nobody knows whether it was: read again before acting on it.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
