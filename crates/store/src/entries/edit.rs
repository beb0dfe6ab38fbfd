//! Changing and deleting time entries, by the version that a page showed.

use domain::{EntryId, UserId};

use super::usual_rate::{SourcedRate, resolve};
use super::{Entry, EntryError, EntryFields, read};
use crate::Store;
use crate::db::{Tx, run};
use crate::rate::{Rate, RateSource};

impl Store {
    /// Changes an entry, if it still is the `version` that the page showed. A `viewer` sees no other user's entries and
    /// gives none away.
    ///
    /// A rate that equals the entry's stays what it was (imported, say); another one counts as typed for this entry.
    pub async fn edit_entry(
        &self,
        id: EntryId,
        version: i64,
        fields: &EntryFields,
        viewer: Option<UserId>,
    ) -> Result<(), EntryError> {
        let begin = fields.check()?;
        if viewer.is_some_and(|viewer| viewer != fields.user) {
            return Err(EntryError::Gone);
        }
        let mut tx = self.begin().await?;
        let entry = current(&mut tx, id, version, viewer).await?;
        let rate = rate_for(&mut tx, &entry, fields).await?;
        let rows = run!(
            &mut tx,
            "update time_entries set user_id = $1, project_id = $2, task_id = $3, work_type_id = $4, started_at = $5,
               seconds = $6, zone = $7, local_date = $8, note = $9, billable = $10, rate_cents = $11, rate_source = $12,
               version = version + 1
             where id = $13 and version = $14",
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
            id.0,
            version,
        )?;
        self.finish(tx, rows, entry, viewer).await
    }

    /// Deletes an entry, if it still is the `version` that the page showed. A `viewer` sees no other user's entries.
    pub async fn delete_entry(
        &self,
        id: EntryId,
        version: i64,
        viewer: Option<UserId>,
    ) -> Result<(), EntryError> {
        let mut tx = self.begin().await?;
        let entry = current(&mut tx, id, version, viewer).await?;
        let rows = run!(
            &mut tx,
            "delete from time_entries where id = $1 and version = $2",
            id.0,
            version
        )?;
        self.finish(tx, rows, entry, viewer).await
    }

    /// Commits a change of one row. On Postgres another transaction may have been faster since the entry was read.
    async fn finish(
        &self,
        tx: Tx,
        rows: u64,
        entry: Entry,
        viewer: Option<UserId>,
    ) -> Result<(), EntryError> {
        if rows == 1 {
            return Ok(tx.commit().await?);
        }
        drop(tx);
        let now = self.entry(entry.id, viewer).await?;
        Err(now.map_or(EntryError::Gone, |entry| {
            EntryError::Changed(Box::new(entry))
        }))
    }
}

/// The entry, if it is the version that the caller knows.
async fn current(
    tx: &mut Tx,
    id: EntryId,
    version: i64,
    viewer: Option<UserId>,
) -> Result<Entry, EntryError> {
    let entry = read::in_tx(tx, id, viewer).await?.ok_or(EntryError::Gone)?;
    if entry.version == version {
        Ok(entry)
    } else {
        Err(EntryError::Changed(Box::new(entry)))
    }
}

async fn rate_for(
    tx: &mut Tx,
    entry: &Entry,
    fields: &EntryFields,
) -> Result<SourcedRate, EntryError> {
    if fields.rate.is_some() && fields.rate == entry.rate {
        return Ok(SourcedRate {
            rate: entry.rate,
            source: entry.rate_source,
        });
    }
    resolve(tx, fields.rate, fields.project, fields.user).await
}
