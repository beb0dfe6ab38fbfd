//! Turns that all processes share: how often something may be asked of a billing tool.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Store;
use crate::db::exec;
use crate::error::StoreError;

impl Store {
    /// Takes the next turn of a budget whose turns are `gap` apart; answers how long it is until then.
    pub async fn take_pace(
        &self,
        name: &str,
        gap: Duration,
        now: DateTime<Utc>,
    ) -> Result<Duration, StoreError> {
        let gap = i64::try_from(gap.as_millis()).unwrap_or(i64::MAX / 2);
        let now = now.timestamp_millis();
        let mut tx = self.begin().await?;
        let free_at: i64 = exec!(&mut tx, |conn| {
            sqlx::query_scalar(
                "insert into paces (name, free_at) values ($1, $2 + $3)
                 on conflict (name) do update
                 set free_at = case when paces.free_at > $2 then paces.free_at else $2 end + $3
                 returning free_at",
            )
            .bind(name)
            .bind(now)
            .bind(gap)
            .fetch_one(conn)
            .await
        })?;
        tx.commit().await?;
        let wait = u64::try_from(free_at - gap - now).unwrap_or_default();
        Ok(Duration::from_millis(wait))
    }
}
