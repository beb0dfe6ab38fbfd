//! Adding time entries.

use chrono::{DateTime, Utc};
use domain::EntryId;
use domain::status::BilledSource;

use super::usual_rate::resolve;
use super::{EntryError, EntryFields};
use crate::Store;
use crate::db::{Tx, run};
use crate::rate::{Rate, RateSource};

/// An entry from before Billhour, perhaps billed without it.
#[derive(Clone, Debug)]
pub struct PastEntry {
    /// The new id.
    pub id: EntryId,
    /// What it says.
    pub fields: EntryFields,
    /// Who says that it is billed; not an invoice of ours.
    pub billed: Option<BilledSource>,
}

impl Store {
    /// Adds a time entry. Whose entries the caller may write is the caller's to know.
    pub async fn add_entry(
        &self,
        id: EntryId,
        fields: &EntryFields,
        now: DateTime<Utc>,
    ) -> Result<(), EntryError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, id, fields, now).await?;
        Ok(tx.commit().await?)
    }

    /// Adds many entries at once: all of them, or none.
    pub async fn add_past_entries(
        &self,
        entries: &[PastEntry],
        now: DateTime<Utc>,
    ) -> Result<(), EntryError> {
        let mut tx = self.begin().await?;
        for entry in entries {
            insert(&mut tx, entry.id, &entry.fields, now).await?;
            if let Some(source) = entry.billed {
                run!(
                    &mut tx,
                    "update time_entries set billed_source = $1, billed_at = $2 where id = $3",
                    source.as_str(),
                    now,
                    entry.id.0,
                )?;
            }
        }
        Ok(tx.commit().await?)
    }
}

async fn insert(
    tx: &mut Tx,
    id: EntryId,
    fields: &EntryFields,
    now: DateTime<Utc>,
) -> Result<(), EntryError> {
    let begin = fields.check()?;
    let rate = resolve(tx, fields.rate, fields.project, fields.user).await?;
    run!(
        tx,
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
    Ok(())
}
