//! What can go wrong with the database.

use sqlx::error::DatabaseError;
use thiserror::Error;

use crate::db::DbUrlProblem;
use crate::dialect;

/// A failure that is nobody's input: the database is gone, full, or not what the code expects.
#[derive(Debug, Error)]
pub enum StoreError {
    /// `DATABASE_URL` names no database that Billhour knows.
    #[error(transparent)]
    Url(#[from] DbUrlProblem),
    /// The schema could not be brought up to date.
    #[error("the database's schema could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A statement failed.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
    /// A value in the database is none that this version knows: a newer Billhour wrote it, or somebody's hand.
    #[error("the database holds `{value}` as {what}, which this version does not know")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// An entry is on an invoice that is being sent or was billed: nothing was changed.
    #[error("a time entry is on an invoice and cannot be changed")]
    EntryLocked,
    /// A password could not be hashed: the machine is out of memory, or Billhour is stopping.
    #[error("a password could not be checked; try again")]
    Password,
    /// A secret could not be sealed or opened.
    #[error("a secret could not be opened: {0}")]
    Sealed(&'static str),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if dialect::is_locked_entry(&error) {
            Self::EntryLocked
        } else {
            Self::Database(error)
        }
    }
}

impl StoreError {
    /// Whether a unique rule of this column or index was broken (SQLite names columns, Postgres the constraint).
    pub fn breaks_unique(&self, column: &str) -> bool {
        self.database_error().is_some_and(|error| {
            let names = |text: &str| text.contains(column);
            error.is_unique_violation()
                && (names(error.message()) || error.constraint().is_some_and(names))
        })
    }

    /// Whether a row is still referred to, or refers to one that is not there.
    pub fn breaks_reference(&self) -> bool {
        self.database_error()
            .is_some_and(DatabaseError::is_foreign_key_violation)
    }

    /// Whether the database itself is at fault (connection, disk), so that trying again later may help.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Database(error) if !matches!(error, sqlx::Error::Database(_) | sqlx::Error::RowNotFound | sqlx::Error::ColumnDecode { .. }))
    }

    /// Whether there is no room for what was to be written (SQLite: `SQLITE_FULL`; Postgres: `disk_full`).
    pub fn is_full(&self) -> bool {
        let code = self.database_error().and_then(DatabaseError::code);
        code.is_some_and(|code| code == "13" || code == "53100")
    }

    fn database_error(&self) -> Option<&dyn DatabaseError> {
        match self {
            Self::Database(error) => error.as_database_error(),
            _ => None,
        }
    }

    /// A value that this version does not know.
    pub(crate) fn unknown(what: &'static str, value: impl Into<String>) -> Self {
        Self::Unknown {
            what,
            value: value.into(),
        }
    }
}
