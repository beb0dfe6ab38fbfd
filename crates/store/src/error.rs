//! What can go wrong with the database.

use thiserror::Error;

use crate::db::DbUrlProblem;

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
    Database(#[from] sqlx::Error),
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
    /// A secret could not be sealed or opened.
    #[error("a secret could not be opened: {0}")]
    Sealed(&'static str),
}

impl StoreError {
    /// Whether a unique rule of this column or index was broken (SQLite names columns, Postgres the constraint).
    pub fn breaks_unique(&self, column: &str) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        error.is_unique_violation() && (error.message().contains(column) || error.constraint().is_some_and(|name| name.contains(column)))
    }

    /// Whether the database itself is at fault (connection, disk), so that trying again later may help.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Database(error) if !matches!(error, sqlx::Error::Database(_) | sqlx::Error::RowNotFound | sqlx::Error::ColumnDecode { .. }))
    }
}
