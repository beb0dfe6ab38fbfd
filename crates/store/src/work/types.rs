//! Types of work.

use chrono::{DateTime, Utc};
use domain::WorkTypeId;
use uuid::Uuid;

use super::{WorkError, added, deleted, rename, set_archived};
use crate::Store;
use crate::db::{read, run_alone};
use crate::error::StoreError;
use crate::name::{Name, sort_key};

/// A type of work, for example consulting; it is the same across projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkType {
    /// Which type.
    pub id: WorkTypeId,
    /// Its name.
    pub name: String,
    /// Since when it is not offered any more.
    pub archived_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    archived_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Adds a type of work.
    pub async fn add_work_type(&self, id: WorkTypeId, name: &Name) -> Result<(), WorkError> {
        added(run_alone!(
            self,
            "insert into work_types (id, name, name_key) values ($1, $2, $3)",
            id.0,
            name.as_str(),
            name.key(),
        ))
    }

    /// Renames a type of work.
    pub async fn rename_work_type(&self, id: WorkTypeId, name: &Name) -> Result<(), WorkError> {
        rename(
            self,
            "update work_types set name = $1, name_key = $2 where id = $3",
            id.0,
            name,
        )
        .await
    }

    /// Archives a type of work, or restores it (`None`).
    pub async fn archive_work_type(
        &self,
        id: WorkTypeId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), WorkError> {
        set_archived(
            self,
            "update work_types set archived_at = $1 where id = $2",
            id.0,
            at,
        )
        .await
    }

    /// Deletes a type of work that no entry has.
    pub async fn delete_work_type(&self, id: WorkTypeId) -> Result<(), WorkError> {
        deleted(run_alone!(
            self,
            "delete from work_types where id = $1",
            id.0
        ))
    }

    /// All types of work by name, archived ones last.
    pub async fn work_types(&self) -> Result<Vec<WorkType>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as("select id, name, archived_at from work_types")
                .fetch_all(pool)
                .await
        })?;
        let mut types: Vec<WorkType> = rows
            .into_iter()
            .map(|row| WorkType {
                id: WorkTypeId(row.id),
                name: row.name,
                archived_at: row.archived_at,
            })
            .collect();
        types.sort_by_cached_key(|kind| (kind.archived_at.is_some(), sort_key(&kind.name)));
        Ok(types)
    }
}
