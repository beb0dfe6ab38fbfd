//! OAuth clients of ours that their tool does not accept (any more): the operator's business, and that of all processes.

use chrono::{DateTime, Utc};

use crate::Store;
use crate::db::{read, run_alone};
use crate::error::StoreError;

/// A client that its tool refused.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RefusedClient {
    /// Since when.
    pub refused_at: DateTime<Utc>,
    /// When it was last tried again.
    pub tried_at: DateTime<Utc>,
    /// What the tool said.
    pub why: String,
}

impl Store {
    /// Whether this client is refused.
    pub async fn refused_client(&self, client: &str) -> Result<Option<RefusedClient>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select refused_at, tried_at, why from refused_oauth_clients where client_id = $1",
            )
            .bind(client)
            .fetch_optional(pool)
            .await
        })?)
    }

    /// Notes that this client was refused, for the first time or once more.
    pub async fn note_client_refused(
        &self,
        client: &str,
        why: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "insert into refused_oauth_clients (client_id, refused_at, tried_at, why) values ($1, $2, $2, $3)
             on conflict (client_id) do update set tried_at = excluded.tried_at, why = excluded.why",
            client,
            now,
            why,
        )
        .map(drop)
    }

    /// Notes that this client is accepted.
    pub async fn note_client_accepted(&self, client: &str) -> Result<(), StoreError> {
        run_alone!(
            self,
            "delete from refused_oauth_clients where client_id = $1",
            client,
        )
        .map(drop)
    }
}
