//! Turns that all processes share: how often something may be asked of a billing tool.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Store;
use crate::db::{Tx, exec, run_alone};
use crate::error::StoreError;

/// The next turn of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextTurn {
    /// It is the caller's, in so long.
    Taken(Duration),
    /// It is so far away that the caller would not wait for it, and nobody's yet.
    TooFar(Duration),
}

impl Store {
    /// Takes the next turn of a budget whose turns are `gap` apart, if it comes within `patience`.
    pub async fn take_pace(
        &self,
        name: &str,
        gap: Duration,
        patience: Duration,
        now: DateTime<Utc>,
    ) -> Result<NextTurn, StoreError> {
        let (gap, now) = (millis(gap), now.timestamp_millis());
        let mut tx = self.begin().await?;
        let taken: Option<i64> = exec!(&mut tx, |conn| {
            sqlx::query_scalar(
                "insert into paces (name, free_at) values ($1, $2 + $3)
                 on conflict (name) do update
                 set free_at = case when paces.free_at > $2 then paces.free_at else $2 end + $3
                 where paces.free_at <= $2 + $4
                 returning free_at",
            )
            .bind(name)
            .bind(now)
            .bind(gap)
            .bind(millis(patience))
            .fetch_optional(conn)
            .await
        })?;
        let next = match taken {
            Some(free_at) => NextTurn::Taken(until(free_at - gap, now)),
            None => NextTurn::TooFar(until(free_at(&mut tx, name).await?, now)),
        };
        tx.commit().await?;
        Ok(next)
    }

    /// Lets nobody take a turn of a budget before `until`, nor before a later time that it was held until already.
    pub async fn hold_pace(&self, name: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
        run_alone!(
            self,
            "insert into paces (name, free_at) values ($1, $2)
             on conflict (name) do update
             set free_at = case when paces.free_at > excluded.free_at then paces.free_at else excluded.free_at end",
            name,
            until.timestamp_millis(),
        )
        .map(drop)
    }
}

/// When a budget that was used before is free again.
async fn free_at(tx: &mut Tx, name: &str) -> Result<i64, StoreError> {
    Ok(exec!(tx, |conn| {
        sqlx::query_scalar("select free_at from paces where name = $1")
            .bind(name)
            .fetch_one(conn)
            .await
    })?)
}

fn until(at: i64, now: i64) -> Duration {
    Duration::from_millis(u64::try_from(at - now).unwrap_or_default())
}

/// Far longer than anybody waits at most, so that sums stay in range.
fn millis(duration: Duration) -> i64 {
    const MOST: i64 = i64::MAX / 4;
    i64::try_from(duration.as_millis()).map_or(MOST, |millis| millis.min(MOST))
}
