//! Tasks.

use chrono::{DateTime, Utc};
use domain::{ProjectId, TaskId};
use uuid::Uuid;

use super::{WorkError, added, deleted, rename, set_archived};
use crate::Store;
use crate::db::{read, run_alone};
use crate::error::StoreError;
use crate::name::{Name, sort_key};

/// A part of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Which task.
    pub id: TaskId,
    /// Of which project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Since when it is not offered any more.
    pub archived_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    name: String,
    archived_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Adds a task to a project.
    pub async fn add_task(
        &self,
        id: TaskId,
        project: ProjectId,
        name: &Name,
    ) -> Result<(), WorkError> {
        added(run_alone!(
            self,
            "insert into tasks (id, project_id, name, name_key) values ($1, $2, $3, $4)",
            id.0,
            project.0,
            name.as_str(),
            name.key(),
        ))
    }

    /// Renames a task.
    pub async fn rename_task(&self, id: TaskId, name: &Name) -> Result<(), WorkError> {
        rename(
            self,
            "update tasks set name = $1, name_key = $2 where id = $3",
            id.0,
            name,
        )
        .await
    }

    /// Archives a task, or restores it (`None`).
    pub async fn archive_task(
        &self,
        id: TaskId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), WorkError> {
        set_archived(
            self,
            "update tasks set archived_at = $1 where id = $2",
            id.0,
            at,
        )
        .await
    }

    /// Deletes a task that has no entries.
    pub async fn delete_task(&self, id: TaskId) -> Result<(), WorkError> {
        deleted(run_alone!(self, "delete from tasks where id = $1", id.0))
    }

    /// The task with this id.
    pub async fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as("select id, project_id, name, archived_at from tasks where id = $1")
                .bind(id.0)
                .fetch_optional(pool)
                .await
        })?;
        Ok(row.map(Task::from))
    }

    /// The tasks of a project by name, archived ones last.
    pub async fn tasks_of(&self, project: ProjectId) -> Result<Vec<Task>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, project_id, name, archived_at from tasks where project_id = $1",
            )
            .bind(project.0)
            .fetch_all(pool)
            .await
        })?;
        Ok(sorted(rows))
    }

    /// All tasks by name, archived ones last.
    pub async fn tasks(&self) -> Result<Vec<Task>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as("select id, project_id, name, archived_at from tasks")
                .fetch_all(pool)
                .await
        })?;
        Ok(sorted(rows))
    }
}

fn sorted(rows: Vec<Row>) -> Vec<Task> {
    let mut tasks: Vec<Task> = rows.into_iter().map(Task::from).collect();
    tasks.sort_by_cached_key(|task| (task.archived_at.is_some(), sort_key(&task.name), task.id));
    tasks
}

impl From<Row> for Task {
    fn from(row: Row) -> Self {
        Self {
            id: TaskId(row.id),
            project: ProjectId(row.project_id),
            name: row.name,
            archived_at: row.archived_at,
        }
    }
}
