//! Projects.

use chrono::{DateTime, Utc};
use domain::{ClientId, ProjectId};
use uuid::Uuid;

use super::{WorkError, added, changed, deleted, rename, set_archived};
use crate::Store;
use crate::db::{read, run, run_alone};
use crate::error::StoreError;
use crate::name::{Name, sort_key};
use crate::rate::Rate;

/// Work for one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Which project.
    pub id: ProjectId,
    /// Whom it is for.
    pub client: ClientId,
    /// The client's name.
    pub client_name: String,
    /// Its own name.
    pub name: String,
    /// What an hour of it costs, whoever works.
    pub rate: Option<Rate>,
    /// Since when it is not offered any more.
    pub archived_at: Option<DateTime<Utc>>,
    /// Whether new entries can be for it: neither it nor its client is archived.
    pub is_open: bool,
}

/// A project to be added.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// The new id.
    pub id: ProjectId,
    /// Whom it is for.
    pub client: ClientId,
    /// Its name.
    pub name: Name,
    /// What an hour of it costs.
    pub rate: Option<Rate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    client_name: String,
    name: String,
    rate_cents: Option<i64>,
    archived_at: Option<DateTime<Utc>>,
    client_archived_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Adds a project to a client.
    pub async fn add_project(&self, project: &NewProject) -> Result<(), WorkError> {
        added(run_alone!(
            self,
            "insert into projects (id, client_id, name, name_key, rate_cents) values ($1, $2, $3, $4, $5)",
            project.id.0,
            project.client.0,
            project.name.as_str(),
            project.name.key(),
            project.rate.map(Rate::cents),
        ))
    }

    /// Renames a project.
    pub async fn rename_project(&self, id: ProjectId, name: &Name) -> Result<(), WorkError> {
        rename(
            self,
            "update projects set name = $1, name_key = $2 where id = $3",
            id.0,
            name,
        )
        .await
    }

    /// Sets the rate that entries of a project get from now on; entries that were written keep theirs.
    pub async fn set_project_rate(
        &self,
        id: ProjectId,
        rate: Option<Rate>,
    ) -> Result<(), WorkError> {
        changed(run_alone!(
            self,
            "update projects set rate_cents = $1 where id = $2",
            rate.map(Rate::cents),
            id.0,
        ))
    }

    /// Archives a project, or restores it (`None`).
    pub async fn archive_project(
        &self,
        id: ProjectId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), WorkError> {
        set_archived(
            self,
            "update projects set archived_at = $1 where id = $2",
            id.0,
            at,
        )
        .await
    }

    /// Deletes a project that has no entries, with its tasks.
    pub async fn delete_project(&self, id: ProjectId) -> Result<(), WorkError> {
        let mut tx = self.begin().await?;
        let tasks = run!(&mut tx, "delete from tasks where project_id = $1", id.0);
        // Any number of tasks will do, as long as none is in use.
        deleted(tasks.map(|_| 1))?;
        deleted(run!(&mut tx, "delete from projects where id = $1", id.0))?;
        Ok(tx.commit().await?)
    }

    /// The project with this id.
    pub async fn project(&self, id: ProjectId) -> Result<Option<Project>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select p.id, p.client_id, c.name as client_name, p.name, p.rate_cents, p.archived_at,
                        c.archived_at as client_archived_at
                 from projects p join clients c on c.id = p.client_id where p.id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Project::try_from).transpose()
    }

    /// All projects by client and name, those that are not open last.
    pub async fn projects(&self) -> Result<Vec<Project>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select p.id, p.client_id, c.name as client_name, p.name, p.rate_cents, p.archived_at,
                        c.archived_at as client_archived_at
                 from projects p join clients c on c.id = p.client_id",
            )
            .fetch_all(pool)
            .await
        })?;
        let mut projects: Vec<Project> = rows
            .into_iter()
            .map(Project::try_from)
            .collect::<Result<_, _>>()?;
        projects.sort_by_cached_key(|project| {
            (
                !project.is_open,
                sort_key(&project.client_name),
                sort_key(&project.name),
            )
        });
        Ok(projects)
    }
}

impl TryFrom<Row> for Project {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ProjectId(row.id),
            client: ClientId(row.client_id),
            client_name: row.client_name,
            name: row.name,
            rate: Rate::stored(row.rate_cents)?,
            archived_at: row.archived_at,
            is_open: row.archived_at.is_none() && row.client_archived_at.is_none(),
        })
    }
}
