//! The company that this Billhour belongs to.

use chrono::{DateTime, Utc};
use domain::zone::{self, Zone};

use crate::Store;
use crate::db::{Tx, read, run, run_alone};
use crate::error::StoreError;
use crate::name::Name;

/// One database is one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its name.
    pub name: String,
    /// The zone in which "today" is the date of an invoice, and in which imports are read unless told otherwise.
    pub zone: Zone,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    zone: String,
}

impl Store {
    /// The company, or `None` before the first set-up.
    pub async fn workspace(&self) -> Result<Option<Workspace>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as("select name, zone from workspace where id = 1")
                .fetch_optional(pool)
                .await
        })?;
        row.map(Workspace::try_from).transpose()
    }

    /// Renames the company or moves it to another zone; answers whether it was set up at all.
    pub async fn set_workspace(&self, name: &Name, zone: Zone) -> Result<bool, StoreError> {
        let rows = run_alone!(
            self,
            "update workspace set name = $1, zone = $2 where id = 1",
            name.as_str(),
            zone.name(),
        )?;
        Ok(rows == 1)
    }
}

/// Makes the workspace; answers `false` where there is one already.
pub(crate) async fn create(
    tx: &mut Tx,
    name: &Name,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let rows = run!(
        tx,
        "insert into workspace (id, name, zone, created_at) values (1, $1, $2, $3) on conflict (id) do nothing",
        name.as_str(),
        zone.name(),
        now,
    )?;
    Ok(rows == 1)
}

/// Waits until no other transaction changes who is an admin, and keeps others from it until this one ends.
pub(crate) async fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, "update workspace set name = name where id = 1")?;
    Ok(())
}

impl TryFrom<Row> for Workspace {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.name,
            zone: zone::parse(&row.zone)
                .ok_or_else(|| StoreError::unknown("a time zone", row.zone))?,
        })
    }
}
