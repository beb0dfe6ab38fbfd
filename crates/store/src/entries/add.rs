//! Adding time entries.

use chrono::{DateTime, Utc};
use domain::EntryId;

use super::usual_rate::resolve;
use super::{EntryError, EntryFields};
use crate::Store;
use crate::db::run;
use crate::rate::{Rate, RateSource};

impl Store {
    /// Adds a time entry. Whose entries the caller may write is the caller's to know.
    pub async fn add_entry(
        &self,
        id: EntryId,
        fields: &EntryFields,
        now: DateTime<Utc>,
    ) -> Result<(), EntryError> {
        let begin = fields.check()?;
        let mut tx = self.begin().await?;
        let rate = resolve(&mut tx, fields.rate, fields.project, fields.user).await?;
        run!(
            &mut tx,
            "insert into time_entries (id, user_id, project_id, task_id, work_type_id, started_at, seconds, zone,
               local_date, note, billable, rate_cents, rate_source, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            id.0,
            fields.user.0,
            fields.project.map(|id| id.0),
            fields.task.map(|id| id.0),
            fields.work_type.map(|id| id.0),
            begin.started_at,
            fields.seconds,
            fields.zone.name(),
            begin.local_date,
            fields.note.as_str(),
            fields.billable,
            rate.rate.map(Rate::cents),
            rate.source.map(RateSource::as_str),
            now,
        )?;
        Ok(tx.commit().await?)
    }
}
