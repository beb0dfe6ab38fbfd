//! What work is done for: clients, their projects, the projects' tasks, and types of work.
//!
//! A name is unique among its siblings, so that an import finds what it names.

mod clients;
mod projects;
mod tasks;
mod types;

use chrono::{DateTime, Utc};
use thiserror::Error;
use uuid::Uuid;

use crate::Store;
use crate::db::run_alone;
use crate::error::StoreError;
use crate::name::Name;

pub use clients::Client;
pub use projects::{NewProject, Project};
pub use tasks::Task;
pub use types::WorkType;

/// Why a client, project, task or type of work was not added, changed or deleted.
#[derive(Debug, Error)]
pub enum WorkError {
    /// There is one of this name already, perhaps an archived one.
    #[error("this name is taken, perhaps by something archived: restore that, or use another name")]
    NameTaken,
    /// Time entries, projects or invoices refer to it.
    #[error("it is in use and cannot be deleted: archive it instead")]
    InUse,
    /// It, or what it should belong to, does not exist.
    #[error("it does not exist any more")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something was added: with a name that was free, below a parent that exists.
fn added(rows: Result<u64, StoreError>) -> Result<(), WorkError> {
    match rows {
        Ok(_) => Ok(()),
        Err(error) if error.breaks_unique("name_key") => Err(WorkError::NameTaken),
        Err(error) if error.breaks_reference() => Err(WorkError::Gone),
        Err(error) => Err(error.into()),
    }
}

/// One row was changed: it was there, and its new name was free.
fn changed(rows: Result<u64, StoreError>) -> Result<(), WorkError> {
    match rows {
        Ok(1) => Ok(()),
        Ok(_) => Err(WorkError::Gone),
        Err(error) if error.breaks_unique("name_key") => Err(WorkError::NameTaken),
        Err(error) => Err(error.into()),
    }
}

/// One row was deleted: it was there, and nothing referred to it.
fn deleted(rows: Result<u64, StoreError>) -> Result<(), WorkError> {
    match rows {
        Ok(1) => Ok(()),
        Ok(_) => Err(WorkError::Gone),
        Err(error) if error.breaks_reference() => Err(WorkError::InUse),
        Err(error) => Err(error.into()),
    }
}

/// Runs an `update … set name = $1, name_key = $2 where id = $3`.
async fn rename(
    store: &Store,
    update: &'static str,
    id: Uuid,
    name: &Name,
) -> Result<(), WorkError> {
    changed(run_alone!(store, update, name.as_str(), name.key(), id))
}

/// Runs an `update … set archived_at = $1 where id = $2`.
async fn set_archived(
    store: &Store,
    update: &'static str,
    id: Uuid,
    at: Option<DateTime<Utc>>,
) -> Result<(), WorkError> {
    changed(run_alone!(store, update, at, id))
}
