//! What keeps a whole installation from writing to billing tools: it may be a copy, or its database may be older than what
//! it has sent. Both are for a person to decide; looking goes on meanwhile.

mod journal;
mod lost;
mod tools;

use std::sync::Arc;

use domain::Clock;
use store::lost_sends::SendRecord;
use store::{Installation, Store, StoreError};
use thiserror::Error;

use crate::engine::Engine;

pub use journal::{Journal, JournalError};
pub(crate) use tools::GuardedTools;

/// Why an installation writes to no billing tool.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Guard {
    /// Nobody has admitted it in this database, or it was admitted under another address.
    #[error(
        "this Billhour may not send: another one may be sending from the same data. An admin can allow it on the page of installations"
    )]
    NotAdmitted,
    /// The journal has sends that the database does not know.
    #[error(
        "a backup was restored, and {sends} sends are newer than it: an admin has to go through them before anything is sent"
    )]
    Restored {
        /// How many.
        sends: i64,
    },
    /// The journal cannot be compared with the database.
    #[error(
        "the journal of what was sent cannot be read, so nobody knows whether a backup was restored: {detail}"
    )]
    Unreadable {
        /// What is wrong with it.
        detail: String,
    },
}

/// What the guards go by.
#[derive(Clone)]
pub(crate) struct Guards {
    pub(crate) store: Store,
    pub(crate) journal: Journal,
    pub(crate) installation: Installation,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Guards {
    /// To be called once at the start: the first installation of a database admits itself, and the whole journal is
    /// compared with the database.
    pub(crate) async fn begin(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.store
            .admit_first_installation(&self.installation, now)
            .await?;
        self.compare().await?;
        if let Some(guard) = self.check().await? {
            tracing::warn!(%guard, "nothing is sent from here");
        }
        Ok(())
    }

    /// What keeps this installation from sending now.
    pub(crate) async fn check(&self) -> Result<Option<Guard>, StoreError> {
        if !self.store.is_admitted(&self.installation).await? {
            return Ok(Some(Guard::NotAdmitted));
        }
        // A database can be put back while this process runs: then it does not know even the last send.
        let last: Vec<SendRecord> = self.journal.last().into_iter().collect();
        if !self.store.unknown_sends(last).await?.is_empty() {
            return self.compare().await;
        }
        self.unsettled().await
    }

    /// Notes every send of the journal that the database does not know.
    async fn compare(&self) -> Result<Option<Guard>, StoreError> {
        let sends = match self.journal.read().await {
            Ok(sends) => sends,
            Err(error) => {
                let detail = error.to_string();
                return Ok(Some(Guard::Unreadable { detail }));
            }
        };
        let unknown = self.store.unknown_sends(sends).await?;
        let now = self.clock.now();
        self.store.notice_lost_sends(&unknown, now).await?;
        self.unsettled().await
    }

    async fn unsettled(&self) -> Result<Option<Guard>, StoreError> {
        let sends = self.store.unsettled_sends().await?;
        Ok((sends > 0).then_some(Guard::Restored { sends }))
    }
}

impl Engine {
    /// What keeps this installation from writing to any billing tool now.
    pub async fn guard(&self) -> Result<Option<Guard>, StoreError> {
        self.guards.check().await
    }

    /// This installation, as it is admitted or not.
    pub fn installation(&self) -> &Installation {
        &self.guards.installation
    }
}
