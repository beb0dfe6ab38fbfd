//! The database: SQLite in one file, or Postgres for more than one process. Every query is written once for both.
//!
//! Rules: look-ups answer `Option`; row structs stay in their module; an update proves how many rows it hit; no
//! transaction spans an await on anything but the database; time and ids come in as parameters.

mod db;
mod dialect;
mod error;
mod report;
#[cfg(feature = "testing")]
pub mod testing;

pub use db::{Db, DbUrlProblem, Tx};
pub use error::StoreError;
pub use report::ReportScope;

/// All that Billhour keeps. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    db: std::sync::Arc<Db>,
}

impl Store {
    /// Opens the database at this URL and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = Db::open(url).await?;
        db.migrate().await?;
        Ok(Self { db: std::sync::Arc::new(db) })
    }

    /// Begins a transaction that may write. On SQLite there is one writer at a time: keep it short.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        self.db.begin().await
    }

    /// Closes all connections after what runs has ended.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
