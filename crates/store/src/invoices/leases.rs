//! Turns that outlive a call: work that one process does at a time.

use chrono::{DateTime, Utc};

use crate::Store;
use crate::db::{exec, run_alone};
use crate::error::StoreError;

/// A turn that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What for.
    name: String,
    /// Tells this turn from the ones before.
    fence: i64,
}

impl Store {
    /// Takes the turn until `until`; `None` while somebody else has it.
    pub async fn take_turn(
        &self,
        name: &str,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<Turn>, StoreError> {
        let mut tx = self.begin().await?;
        let fence: Option<i64> = exec!(&mut tx, |conn| {
            sqlx::query_scalar(
                "insert into leases (name, owner, until, fence) values ($1, $2, $4, 1)
                 on conflict (name) do update set owner = excluded.owner, until = excluded.until, fence = leases.fence + 1
                 where leases.until <= $3
                 returning fence",
            )
            .bind(name)
            .bind(owner)
            .bind(now)
            .bind(until)
            .fetch_optional(conn)
            .await
        })?;
        tx.commit().await?;
        Ok(fence.map(|fence| Turn {
            name: name.to_owned(),
            fence,
        }))
    }

    /// Gives a turn back before its end. A turn that somebody else has taken since stays theirs.
    pub async fn end_turn(&self, turn: Turn, now: DateTime<Utc>) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update leases set until = $3 where name = $1 and fence = $2 and until > $3",
            turn.name.as_str(),
            turn.fence,
            now,
        )
        .map(drop)
    }

    /// Ends the turns of others whose name begins so: of earlier runs, which ended with them. Answers how many.
    pub async fn end_turns_of(
        &self,
        beginning: &str,
        but: &str,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        run_alone!(
            self,
            "update leases set until = $3 where substr(owner, 1, length($1)) = $1 and owner <> $2 and until > $3",
            beginning,
            but,
            now,
        )
    }
}
