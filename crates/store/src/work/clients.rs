//! Clients.

use chrono::{DateTime, Utc};
use domain::ClientId;
use uuid::Uuid;

use super::{WorkError, added, deleted, rename, set_archived};
use crate::Store;
use crate::db::{read, run, run_alone};
use crate::error::StoreError;
use crate::name::{Name, sort_key};

/// A company or person that work is done for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Which client.
    pub id: ClientId,
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
    /// Adds a client.
    pub async fn add_client(&self, id: ClientId, name: &Name) -> Result<(), WorkError> {
        added(run_alone!(
            self,
            "insert into clients (id, name, name_key) values ($1, $2, $3)",
            id.0,
            name.as_str(),
            name.key(),
        ))
    }

    /// Renames a client.
    pub async fn rename_client(&self, id: ClientId, name: &Name) -> Result<(), WorkError> {
        rename(
            self,
            "update clients set name = $1, name_key = $2 where id = $3",
            id.0,
            name,
        )
        .await
    }

    /// Archives a client, or restores it (`None`). Its projects are not offered while it is archived.
    pub async fn archive_client(
        &self,
        id: ClientId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), WorkError> {
        set_archived(
            self,
            "update clients set archived_at = $1 where id = $2",
            id.0,
            at,
        )
        .await
    }

    /// Deletes a client that has no projects and no invoices.
    pub async fn delete_client(&self, id: ClientId) -> Result<(), WorkError> {
        let mut tx = self.begin().await?;
        run!(
            &mut tx,
            "delete from client_customers where client_id = $1",
            id.0
        )?;
        deleted(run!(&mut tx, "delete from clients where id = $1", id.0))?;
        Ok(tx.commit().await?)
    }

    /// The client with this id.
    pub async fn client(&self, id: ClientId) -> Result<Option<Client>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as("select id, name, archived_at from clients where id = $1")
                .bind(id.0)
                .fetch_optional(pool)
                .await
        })?;
        Ok(row.map(Client::from))
    }

    /// All clients by name, archived ones last.
    pub async fn clients(&self) -> Result<Vec<Client>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as("select id, name, archived_at from clients")
                .fetch_all(pool)
                .await
        })?;
        let mut clients: Vec<Client> = rows.into_iter().map(Client::from).collect();
        clients.sort_by_cached_key(|client| (client.archived_at.is_some(), sort_key(&client.name)));
        Ok(clients)
    }
}

impl From<Row> for Client {
    fn from(row: Row) -> Self {
        Self {
            id: ClientId(row.id),
            name: row.name,
            archived_at: row.archived_at,
        }
    }
}
