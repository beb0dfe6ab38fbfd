//! From one state of an import to the next. Every move compares the run, so that a reader that was given up, and comes
//! back, writes nothing.

use chrono::{DateTime, Utc};
use domain::ImportId;
use domain::zone::Zone;

use super::names::insert_names;
use super::{Import, ImportState, ImportStepError, NewName};
use crate::Store;
use crate::db::{run, run_alone};

/// One reading or moving of an import, from its begin to its end or to the begin of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportRun {
    import: ImportId,
    no: i64,
}

impl ImportRun {
    pub(super) const fn first(import: ImportId) -> Self {
        Self { import, no: 1 }
    }

    pub(super) const fn stored(import: ImportId, no: i64) -> Self {
        Self { import, no }
    }

    /// Of which import.
    pub const fn import(self) -> ImportId {
        self.import
    }

    pub(super) const fn no(self) -> i64 {
        self.no
    }

    const fn next(self) -> Self {
        Self {
            import: self.import,
            no: self.no + 1,
        }
    }
}

impl Store {
    /// Begins to read the file of an import anew, in this zone; not while somebody works on it, and not after it was added.
    /// What the run before has staged is still there: clear it first.
    pub async fn restart_import(
        &self,
        import: &Import,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> Result<ImportRun, ImportStepError> {
        if import.is_running(now) || import.state == ImportState::Done {
            return Err(ImportStepError::Over);
        }
        hit(run_alone!(
            self,
            "update imports set state = 'reading', run = run + 1, zone = $1, step_done = 0, step_total = 0, report = null,
               problem = null, touched_at = $2
             where id = $3 and run = $4 and state = $5",
            zone.name(),
            now,
            import.id.0,
            import.run.no,
            import.state.as_str(),
        )?)?;
        Ok(import.run.next())
    }

    /// Says how many bytes of the file are read.
    pub async fn note_import_read(
        &self,
        run: ImportRun,
        done: i64,
        total: i64,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        hit(run_alone!(
            self,
            "update imports set step_done = $1, step_total = $2, touched_at = $3
             where id = $4 and run = $5 and state = 'reading'",
            done,
            total,
            now,
            run.import.0,
            run.no,
        )?)
    }

    /// Goes on from reading to staging so many rows.
    pub async fn begin_staging(
        &self,
        run: ImportRun,
        rows: i64,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        hit(run_alone!(
            self,
            "update imports set state = 'staging', step_done = 0, step_total = $1, touched_at = $2
             where id = $3 and run = $4 and state = 'reading'",
            rows,
            now,
            run.import.0,
            run.no,
        )?)
    }

    /// Keeps what the check found and the names that moving will add.
    pub async fn finish_check(
        &self,
        run: ImportRun,
        names: &[NewName],
        report: &str,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        let mut tx = self.begin().await?;
        hit(run!(
            &mut tx,
            "update imports set state = 'checked', report = $1, touched_at = $2
             where id = $3 and run = $4 and state = 'staging'",
            report,
            now,
            run.import.0,
            run.no,
        )?)?;
        insert_names(&mut tx, run.import, names).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps why an import cannot go on.
    pub async fn fail_import(
        &self,
        run: ImportRun,
        problem: &str,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        hit(run_alone!(
            self,
            "update imports set state = 'failed', problem = $1, touched_at = $2
             where id = $3 and run = $4 and state <> 'done'",
            problem,
            now,
            run.import.0,
            run.no,
        )?)
    }

    /// Begins to move what was checked, or what a process left behind in the middle of moving.
    pub async fn begin_moving(
        &self,
        import: &Import,
        now: DateTime<Utc>,
    ) -> Result<ImportRun, ImportStepError> {
        let is_ready = match import.state {
            ImportState::Checked => true,
            ImportState::Moving => import.is_stalled(now),
            _ => false,
        };
        if !is_ready {
            return Err(ImportStepError::Over);
        }
        hit(run_alone!(
            self,
            "update imports set state = 'moving', run = run + 1, touched_at = $1 where id = $2 and run = $3 and state = $4",
            now,
            import.id.0,
            import.run.no,
            import.state.as_str(),
        )?)?;
        Ok(import.run.next())
    }

    /// Goes back to what was checked after moving has failed: nothing was added.
    pub async fn stop_moving(
        &self,
        run: ImportRun,
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        hit(run_alone!(
            self,
            "update imports set state = 'checked', touched_at = $1 where id = $2 and run = $3 and state = 'moving'",
            now,
            run.import.0,
            run.no,
        )?)
    }
}

/// The run is still the present one.
pub(super) fn hit(rows: u64) -> Result<(), ImportStepError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(ImportStepError::Over)
    }
}
