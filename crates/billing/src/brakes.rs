//! What keeps a connection from sending: a guard of the whole installation, an admin, or too many sends of which nobody
//! knows the outcome.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ConnectionId;
use store::{Stopped, StoreError};
use thiserror::Error;

use crate::engine::Engine;
use crate::guards::Guard;

/// When a tool is left alone because it does not answer. Looking goes on; only sending waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaker {
    /// So many sends without a known outcome...
    pub unknowns: i32,
    /// ...within this time.
    pub within: TimeDelta,
}

impl Default for Breaker {
    fn default() -> Self {
        Self {
            unknowns: 5,
            within: TimeDelta::minutes(10),
        }
    }
}

/// Why nothing is sent over a connection.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Brake {
    /// Nothing at all is sent from here.
    #[error(transparent)]
    Guard(#[from] Guard),
    /// An admin has stopped it.
    #[error("{} has stopped sending to this billing tool", .0.by)]
    Stopped(Stopped),
    /// The tool does not answer.
    #[error(
        "the last {unknowns} drafts were sent without an answer: sending waits until {until}, so that no more of them are unclear"
    )]
    Unanswered {
        /// How many sends.
        unknowns: i32,
        /// Until when.
        until: DateTime<Utc>,
    },
}

impl Engine {
    /// What keeps a connection from sending now.
    pub async fn brake(&self, connection: ConnectionId) -> Result<Option<Brake>, StoreError> {
        if let Some(guard) = self.guard().await? {
            return Ok(Some(guard.into()));
        }
        if let Some(stopped) = self.store.stopped(connection).await? {
            return Ok(Some(Brake::Stopped(stopped)));
        }
        let Breaker { unknowns, within } = self.config.breaker;
        let since = self.now() - within;
        let latest = self
            .store
            .unknowns_since(connection, since, unknowns)
            .await?;
        let full = usize::try_from(unknowns).is_ok_and(|unknowns| latest.len() >= unknowns);
        let earliest = latest.last().filter(|_| full);
        Ok(earliest.map(|at| Brake::Unanswered {
            unknowns,
            until: *at + within,
        }))
    }
}
