//! Which installations may write to billing tools. A copy of the database that is started elsewhere is not among them.

use chrono::{DateTime, Utc};
use domain::UserId;
use uuid::Uuid;

use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{read, run, run_alone};
use crate::error::StoreError;

/// A data folder, and the process that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Its random name, which lies in the data folder.
    pub id: String,
    /// The address that the operator configured for it; empty for none, and then it is for this machine alone.
    pub origin: String,
}

/// An installation that may write to billing tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// Which one, and under which address.
    pub installation: Installation,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who admitted it; the first one nobody has to.
    pub by: Option<UserId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    origin: String,
    admitted_at: DateTime<Utc>,
    admitted_by: Option<Uuid>,
}

impl From<Row> for Admitted {
    fn from(row: Row) -> Self {
        Self {
            installation: Installation {
                id: row.id,
                origin: row.origin,
            },
            at: row.admitted_at,
            by: row.admitted_by.map(UserId),
        }
    }
}

impl Store {
    /// The installations that may write to billing tools, in the order in which they were admitted.
    pub async fn admitted_installations(&self) -> Result<Vec<Admitted>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, origin, admitted_at, admitted_by from installations order by admitted_at, id",
            )
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(Admitted::from).collect())
    }

    /// Whether this installation may write to billing tools, under this address.
    pub async fn is_admitted(&self, installation: &Installation) -> Result<bool, StoreError> {
        let found: Option<String> = read!(self.db, |pool| {
            sqlx::query_scalar("select id from installations where id = $1 and origin = $2")
                .bind(installation.id.as_str())
                .bind(installation.origin.as_str())
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.is_some())
    }

    /// Admits the first installation that this database sees: there is no other one that it could be a copy of.
    pub async fn admit_first_installation(
        &self,
        installation: &Installation,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "insert into installations (id, origin, admitted_at)
             select $1, $2, $3 where not exists (select id from installations) on conflict (id) do nothing",
            installation.id.as_str(),
            installation.origin.as_str(),
            now,
        )
        .map(drop)
    }

    /// An admin lets an installation write to billing tools: in the place of all others, or beside them.
    pub async fn admit_installation(
        &self,
        installation: &Installation,
        beside_others: bool,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let (id, origin) = (installation.id.as_str(), installation.origin.as_str());
        let mut tx = self.begin().await?;
        if !beside_others {
            run!(&mut tx, "delete from installations where id <> $1", id)?;
        }
        run!(
            &mut tx,
            "insert into installations (id, origin, admitted_at, admitted_by) values ($1, $2, $3, $4)
             on conflict (id) do update set origin = excluded.origin, admitted_at = excluded.admitted_at,
               admitted_by = excluded.admitted_by",
            id,
            origin,
            stamp.at,
            stamp.by.map(|user| user.0),
        )?;
        let detail = format!("{id} {origin}");
        record(
            &mut tx,
            AuditKind::InstallationAdmitted,
            detail.trim_end(),
            stamp,
        )
        .await?;
        tx.commit().await
    }
}
