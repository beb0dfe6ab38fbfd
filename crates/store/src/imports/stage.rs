//! Putting the rows of a file aside.

use chrono::{DateTime, NaiveDate, Utc};
use domain::EntryId;
use sqlx::QueryBuilder;

use super::run::hit;
use super::{ImportRun, ImportStepError, Person, Place};
use crate::Store;
use crate::db::{exec, run};
use crate::error::StoreError;
use crate::note::Note;
use crate::rate::{Rate, RateSource};

/// How many rows [`Store::stage_rows`] takes at once: SQLite has at most 32,766 values in a statement (`sqlite3.c`,
/// `SQLITE_MAX_VARIABLE_NUMBER`), and its one writer is free again after some hundredths of a second.
pub const STAGED_AT_ONCE: usize = 2_000;

/// A row of a file, with what it refers to.
#[derive(Clone, Debug)]
pub struct StagedRow {
    /// Its place among the rows of the file that are imported, from 1 on.
    pub row_no: i64,
    /// The line of the file on which it starts.
    pub line: i64,
    /// The id of the entry that it becomes. Ascending ids are added much faster.
    pub entry: EntryId,
    /// Who did the work.
    pub person: Person,
    /// For which project, on which task.
    pub place: Place,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How long it took, from a second to 24 hours.
    pub seconds: i64,
    /// The day on which it begins.
    pub local_date: NaiveDate,
    /// What was done.
    pub note: Note,
    /// Whether it is meant for an invoice.
    pub billable: bool,
    /// Whether it is on an invoice of the time tracker.
    pub billed: bool,
    /// The rate that the file says; without one the entry gets its project's, else its user's.
    pub rate: Option<Rate>,
    /// By which the row is known again.
    pub identity: [u8; 16],
}

impl StagedRow {
    fn sourced_rate(&self) -> Option<(Rate, RateSource)> {
        let sourced = |source| move |rate| (rate, source);
        let of_file = self.rate.map(sourced(RateSource::Import));
        let of_project = || self.place.rate.map(sourced(RateSource::Project));
        let of_user = || self.person.rate.map(sourced(RateSource::User));
        of_file.or_else(of_project).or_else(of_user)
    }
}

impl Store {
    /// Puts rows aside, at most [`STAGED_AT_ONCE`], in a transaction of their own.
    pub async fn stage_rows(
        &self,
        run: ImportRun,
        rows: &[StagedRow],
        now: DateTime<Utc>,
    ) -> Result<(), ImportStepError> {
        let mut tx = self.begin().await?;
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        hit(run!(
            &mut tx,
            "update imports set step_done = step_done + $1, touched_at = $2
             where id = $3 and run = $4 and state = 'staging'",
            count,
            now,
            run.import().0,
            run.no(),
        )?)?;
        exec!(&mut tx, |conn| {
            let mut query = QueryBuilder::new(
                "insert into import_rows (import_id, row_no, line, entry_id, user_id, project_id, task_id, started_at, seconds,
                   local_date, note, billable, billed, rate_cents, rate_source, import_identity) ",
            );
            query.push_values(rows, |mut values, row| {
                let rate = row.sourced_rate();
                values
                    .push_bind(run.import().0)
                    .push_bind(row.row_no)
                    .push_bind(row.line)
                    .push_bind(row.entry.0)
                    .push_bind(row.person.user.0)
                    .push_bind(row.place.project.map(|project| project.0))
                    .push_bind(row.place.task.map(|task| task.0))
                    .push_bind(row.started_at)
                    .push_bind(row.seconds)
                    .push_bind(row.local_date)
                    .push_bind(row.note.as_str())
                    .push_bind(row.billable)
                    .push_bind(row.billed)
                    .push_bind(rate.map(|(rate, _)| rate.cents()))
                    .push_bind(rate.map(|(_, source)| source.as_str()))
                    .push_bind(row.identity.as_slice());
            });
            query.build().execute(conn).await.map(drop)
        })
        .map_err(StoreError::from)?;
        Ok(tx.commit().await?)
    }
}
