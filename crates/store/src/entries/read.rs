//! Reading time entries with the names around them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::status::{BilledSource, BillingStatus};
use domain::zone;
use domain::{ClientId, EntryId, InvoiceId, ProjectId, TaskId, UserId, WorkTypeId};
use sqlx::{Database, QueryBuilder};
use uuid::Uuid;

use super::Entry;
use crate::Store;
use crate::db::{Tx, exec, read};
use crate::error::StoreError;
use crate::rate::{Rate, RateSource};
use crate::report::Binds;

/// All that an [`EntryRow`] reads; conditions follow.
pub(crate) const ENTRY_COLUMNS: &str = "
    select e.id, e.version, e.user_id, u.name as user_name, p.client_id, c.name as client_name, e.project_id,
           p.name as project_name, e.task_id, t.name as task_name, e.work_type_id, w.name as work_type_name,
           e.started_at, e.seconds, e.zone, e.local_date, e.note, e.billable, e.rate_cents, e.rate_source, e.status,
           e.billed_source, coalesce(e.billed_by, e.claimed_by, e.reserved_by) as invoice_id,
           e.claimed_by is not null as claimed
    from time_entries e
    join users u on u.id = e.user_id
    left join projects p on p.id = e.project_id
    left join clients c on c.id = p.client_id
    left join tasks t on t.id = e.task_id
    left join work_types w on w.id = e.work_type_id";

#[derive(sqlx::FromRow)]
pub(crate) struct EntryRow {
    id: Uuid,
    version: i64,
    user_id: Uuid,
    user_name: String,
    client_id: Option<Uuid>,
    client_name: Option<String>,
    project_id: Option<Uuid>,
    project_name: Option<String>,
    task_id: Option<Uuid>,
    task_name: Option<String>,
    work_type_id: Option<Uuid>,
    work_type_name: Option<String>,
    started_at: DateTime<Utc>,
    seconds: i64,
    zone: String,
    local_date: NaiveDate,
    note: String,
    billable: bool,
    rate_cents: Option<i64>,
    rate_source: Option<String>,
    status: i32,
    billed_source: Option<String>,
    invoice_id: Option<Uuid>,
    claimed: bool,
}

impl Store {
    /// The entry with this id. A `viewer` sees no other user's entries.
    pub async fn entry(
        &self,
        id: EntryId,
        viewer: Option<UserId>,
    ) -> Result<Option<Entry>, StoreError> {
        let row: Option<EntryRow> = read!(self.db, |pool| {
            select(id, viewer)
                .build_query_as()
                .fetch_optional(pool)
                .await
        })?;
        row.map(Entry::try_from).transpose()
    }

    /// Whether anybody has ever entered time.
    pub async fn has_entries(&self) -> Result<bool, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar("select exists (select 1 from time_entries)")
                .fetch_one(pool)
                .await
        })?)
    }
}

/// The same within a transaction.
pub(super) async fn in_tx(
    tx: &mut Tx,
    id: EntryId,
    viewer: Option<UserId>,
) -> Result<Option<Entry>, StoreError> {
    let row: Option<EntryRow> = exec!(tx, |conn| {
        select(id, viewer)
            .build_query_as()
            .fetch_optional(conn)
            .await
    })?;
    row.map(Entry::try_from).transpose()
}

fn select<DB>(id: EntryId, viewer: Option<UserId>) -> QueryBuilder<DB>
where
    DB: Database,
    Uuid: Binds<DB>,
{
    let mut query = QueryBuilder::new(ENTRY_COLUMNS);
    query.push(" where e.id = ").push_bind(id.0);
    if let Some(viewer) = viewer {
        query.push(" and e.user_id = ").push_bind(viewer.0);
    }
    query
}

impl TryFrom<EntryRow> for Entry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        let rate_source = |text: String| {
            RateSource::parse(&text)
                .ok_or_else(|| StoreError::unknown("the source of a rate", text))
        };
        let billed_source = |text: String| {
            BilledSource::parse(&text)
                .ok_or_else(|| StoreError::unknown("who billed an entry", text))
        };
        Ok(Self {
            id: EntryId(row.id),
            version: row.version,
            user: UserId(row.user_id),
            user_name: row.user_name,
            client: row.client_id.map(ClientId),
            client_name: row.client_name.unwrap_or_default(),
            project: row.project_id.map(ProjectId),
            project_name: row.project_name.unwrap_or_default(),
            task: row.task_id.map(TaskId),
            task_name: row.task_name.unwrap_or_default(),
            work_type: row.work_type_id.map(WorkTypeId),
            work_type_name: row.work_type_name.unwrap_or_default(),
            started_at: row.started_at,
            seconds: row.seconds,
            zone: zone::parse(&row.zone)
                .ok_or_else(|| StoreError::unknown("a time zone", row.zone))?,
            local_date: row.local_date,
            note: row.note,
            billable: row.billable,
            rate: Rate::stored(row.rate_cents)?,
            rate_source: row.rate_source.map(rate_source).transpose()?,
            status: BillingStatus::from_code(row.status)
                .ok_or_else(|| StoreError::unknown("a billing status", row.status.to_string()))?,
            billed_source: row.billed_source.map(billed_source).transpose()?,
            invoice: row.invoice_id.map(InvoiceId),
            claimed: row.claimed,
        })
    }
}
