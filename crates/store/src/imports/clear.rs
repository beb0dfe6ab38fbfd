//! Clearing away what imports leave behind.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ImportId;
use uuid::Uuid;

use super::run::hit;
use super::{Import, ImportState, ImportStepError};
use crate::Store;
use crate::db::{read, run, run_alone};
use crate::error::StoreError;

/// How many staged rows go in one transaction.
const CLEARED_AT_ONCE: i32 = 5_000;

/// After so long without a decision an import that added nothing is forgotten.
const KEPT: TimeDelta = TimeDelta::days(1);

impl Store {
    /// Deletes the rows and names that are staged for an import, little by little.
    pub async fn clear_staged(&self, id: ImportId) -> Result<(), StoreError> {
        loop {
            let rows = run_alone!(
                self,
                "delete from import_rows where import_id = $1 and row_no in (
                   select row_no from import_rows where import_id = $1 order by row_no limit $2)",
                id.0,
                CLEARED_AT_ONCE,
            )?;
            if rows == 0 {
                break;
            }
        }
        run_alone!(self, "delete from import_names where import_id = $1", id.0)?;
        Ok(())
    }

    /// Forgets an import that has added nothing. One that is being moved has to end first.
    pub async fn discard_import(
        &self,
        import: &Import,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        let is_moving = import.state == ImportState::Moving;
        if (is_moving && import.is_running(now)) || import.state == ImportState::Done {
            return Err(ImportStepError::Over);
        }
        // From here on nobody writes for it any more, and what a crash leaves is swept later.
        hit(run_alone!(
            self,
            "update imports set state = 'failed', run = run + 1 where id = $1 and run = $2 and state = $3",
            import.id.0,
            import.run.no(),
            import.state.as_str(),
        )?)?;
        self.forget_import(import.id).await?;
        Ok(())
    }

    /// Clears away what crashed and undecided imports have left; answers the imports that are forgotten.
    pub async fn sweep_imports(&self, now: DateTime<Utc>) -> Result<Vec<ImportId>, StoreError> {
        for id in self.done_with_rows().await? {
            self.clear_staged(id).await?;
        }
        let old = self.undecided_since(now - KEPT).await?;
        for id in &old {
            self.forget_import(*id).await?;
        }
        Ok(old)
    }

    async fn forget_import(&self, id: ImportId) -> Result<(), StoreError> {
        self.clear_staged(id).await?;
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "delete from imports where id = $1 and state <> 'done'",
            id.0
        )?;
        tx.commit().await
    }

    async fn done_with_rows(&self) -> Result<Vec<ImportId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select id from imports where state = 'done'
                   and exists (select 1 from import_rows r where r.import_id = imports.id)",
            )
            .fetch_all(pool)
            .await
        })?;
        Ok(ids.into_iter().map(ImportId).collect())
    }

    async fn undecided_since(&self, before: DateTime<Utc>) -> Result<Vec<ImportId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar("select id from imports where state <> 'done' and touched_at < $1")
                .bind(before)
                .fetch_all(pool)
                .await
        })?;
        Ok(ids.into_iter().map(ImportId).collect())
    }
}
