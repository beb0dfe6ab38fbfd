//! The database: SQLite in one file, or Postgres for more than one process. Every query is written once for both.
//!
//! Rules: look-ups answer `Option`; row structs stay in their module; an update proves how many rows it hit; no
//! transaction spans an await on anything but the database; time and ids come in as parameters.

mod audit;
mod connections;
mod db;
mod dialect;
mod email;
mod entries;
mod error;
pub mod imports;
mod installations;
pub mod invoices;
mod links;
pub mod lost_sends;
mod name;
mod note;
mod oauth;
mod pace;
mod password;
mod rate;
mod report;
mod seal;
mod sessions;
#[cfg(feature = "testing")]
pub mod testing;
mod users;
mod work;
mod workspace;

pub use audit::{AuditEvent, AuditKind, Stamp};
pub use connections::{
    Confirmed, Connection, ConnectionError, ConnectionState, NewConnection, NewSecret,
    OpenedSecret, Stopped,
};
pub use db::{Db, DbUrlProblem, Tx};
pub use email::{Email, EmailProblem};
pub use entries::{Entry, EntryError, EntryFields, MAX_SECONDS, PastEntry};
pub use error::StoreError;
pub use installations::{Admitted, Installation};
pub use links::{Link, LinkError, LinkToken};
pub use name::{MAX_NAME, Name, NameProblem};
pub use note::{MAX_NOTE, Note, NoteTooLong};
pub use oauth::{OAuthStart, RefusedClient};
pub use pace::NextTurn;
pub use password::{MAX_PASSWORD, MIN_PASSWORD, NewPassword, PasswordHash, PasswordProblem};
pub use rate::{Rate, RateSource};
pub use report::{Group, Key, REPORT_PAGE, Report, ReportScope, SumRow, Sums, Title, Totals};
pub use seal::{SealKey, SealKeyProblem, SealNonce};
pub use sessions::{SESSION_USER, SessionLimits, Sessions};
pub use users::{NewUser, User, UserError};
pub use work::{Client, NewProject, Project, Task, WorkError, WorkType};
pub use workspace::Workspace;

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
        Ok(Self {
            db: std::sync::Arc::new(db),
        })
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
