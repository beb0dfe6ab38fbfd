//! Step 1: what will be on the invoice, and why the rest will not.

use chrono::{DateTime, NaiveDate, Utc};
use domain::status::BillingStatus;
use domain::{ClientId, EntryId, InvoiceId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::db::{exec, read};
use crate::dialect::lock_entries_of_client;
use crate::report::ReportScope;
use crate::{Store, StoreError};

/// One client of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientShare {
    /// The client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// How many entries of it can be billed.
    pub entries: i64,
    /// Their time.
    pub seconds: i64,
    /// How many more there are that an invoice of somebody else has reserved.
    pub reserved: i64,
}

/// An entry of the report that is not on the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The entry.
    pub id: EntryId,
    /// Its day.
    pub local_date: NaiveDate,
    /// Its time.
    pub seconds: i64,
    /// Its project, with the client; empty without one.
    pub project: String,
    /// Who did it.
    pub user: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why an entry is not on the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// It is not billable.
    NotBillable,
    /// It is billed: on this invoice of ours, or without one (an import, or by hand).
    Billed(Option<InvoiceId>),
    /// Somebody's invoice in preparation holds it.
    Reserved {
        /// That invoice.
        invoice: InvoiceId,
        /// Who makes it.
        by: String,
    },
    /// It has no project, and so no client.
    NoClient,
    /// It came into the report after the invoice was begun.
    New,
    /// It changed since the invoice was begun.
    Changed,
}

#[derive(sqlx::FromRow)]
struct LeftOutRow {
    id: Uuid,
    local_date: NaiveDate,
    seconds: i64,
    project: String,
    user_name: String,
    status: i32,
    billed_by: Option<Uuid>,
    holder: Option<Uuid>,
    holder_name: Option<String>,
    client_id: Option<Uuid>,
    entry_version: Option<i64>,
    version: i64,
}

impl Store {
    /// The clients of an invoice's report with what can be billed of each, the one with the most time first. Those of
    /// which others have reserved all come last.
    pub async fn clients_of_invoice(
        &self,
        invoice: InvoiceId,
    ) -> Result<Vec<ClientShare>, StoreError> {
        let rows: Vec<(Uuid, String, i64, i64, i64)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select c.id, c.name,
                   cast(sum(case when coalesce(e.reserved_by, $1) = $1 then 1 else 0 end) as bigint),
                   cast(sum(case when coalesce(e.reserved_by, $1) = $1 then x.seconds else 0 end) as bigint),
                   cast(sum(case when coalesce(e.reserved_by, $1) = $1 then 0 else 1 end) as bigint)
                 from invoice_entries x join clients c on c.id = x.client_id
                 join time_entries e on e.id = x.entry_id
                 where x.invoice_id = $1 and e.billable and e.billed_source is null and e.claimed_by is null
                 group by c.id, c.name order by 4 desc, c.name",
            )
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?;
        Ok(rows
            .into_iter()
            .map(|(id, name, entries, seconds, reserved)| ClientShare {
                id: ClientId(id),
                name,
                entries,
                seconds,
                reserved,
            })
            .collect())
    }

    /// Saves step 1: the client's open entries are chosen and reserved for this invoice, as they are now.
    /// With `take_over`, entries that colleagues reserved are taken from them. Answers how many were chosen; where that is
    /// none, the invoice is as it was.
    pub async fn choose_client(
        &self,
        invoice: InvoiceId,
        client: ClientId,
        take_over: bool,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        // First of all: an invoice that is being sent keeps its entries, whatever an old tab still shows.
        let preparing = exec!(&mut tx, |conn| {
            sqlx::query("update invoices set client_id = $2, made_from = null, worked_at = $3, version = version + 1 where id = $1 and state = 'preparing'")
                .bind(invoice.0)
                .bind(client.0)
                .bind(now)
                .execute(conn)
                .await.map(|done| done.rows_affected())
        })?;
        if preparing == 0 {
            return Ok(0);
        }
        lock_entries_of_client(&mut tx, invoice, client).await?;
        exec!(&mut tx, |conn| {
            sqlx::query("update time_entries set reserved_by = null where reserved_by = $1")
                .bind(invoice.0)
                .execute(conn)
                .await
                .map(drop)
        })?;
        exec!(&mut tx, |conn| {
            sqlx::query(
                "update time_entries set reserved_by = $1
                 where id in (select entry_id from invoice_entries where invoice_id = $1 and client_id = $2)
                   and project_id in (select id from projects where client_id = $2)
                   and billable and billed_source is null and claimed_by is null and (reserved_by is null or $3)",
            )
            .bind(invoice.0)
            .bind(client.0)
            .bind(take_over)
            .execute(conn)
            .await.map(drop)
        })?;
        exec!(&mut tx, |conn| {
            sqlx::query(
                // A position whose entries changed is none of theirs any more: it has to be made anew.
                "update invoice_entries set chosen = (entry_id in (select id from time_entries where reserved_by = $1)),
                   position_no = case when entry_id in (
                     select e.id from time_entries e where e.reserved_by = $1 and e.seconds = invoice_entries.seconds
                       and e.rate_cents is not distinct from invoice_entries.rate_cents
                       and e.local_date = invoice_entries.local_date)
                   then position_no else null end
                 where invoice_id = $1",
            )
            .bind(invoice.0)
            .execute(conn)
            .await.map(drop)
        })?;
        refresh_snapshot(&mut tx, invoice).await?;
        let chosen: i64 = exec!(&mut tx, |conn| {
            sqlx::query_scalar("select cast(count(*) as bigint) from invoice_entries where invoice_id = $1 and chosen").bind(invoice.0).fetch_one(conn).await
        })?;
        if chosen > 0 {
            tx.commit().await?;
        }
        Ok(chosen.unsigned_abs())
    }

    /// How many entries of an invoice are already on a draft that was made without marking them as billed.
    pub async fn entries_on_unmarked_drafts(&self, invoice: InvoiceId) -> Result<i64, StoreError> {
        let count = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select cast(count(distinct x.entry_id) as bigint) from invoice_entries x
                 join invoice_entries o on o.entry_id = x.entry_id and o.invoice_id <> x.invoice_id and o.position_no is not null
                 join invoices i on i.id = o.invoice_id and i.state = 'done' and not i.mark_billed
                 where x.invoice_id = $1",
            )
            .bind(invoice.0)
            .fetch_one(pool)
            .await
        })?;
        Ok(count)
    }

    /// The entries of the report that are not on the invoice, each with its reason, at most `limit`. Those that are left
    /// out for no more than being another client's are not among them: [`Store::other_clients`] counts them.
    pub async fn left_out(
        &self,
        invoice: InvoiceId,
        client: Option<ClientId>,
        scope: &ReportScope,
        limit: i64,
    ) -> Result<Vec<LeftOut>, StoreError> {
        let rows: Vec<LeftOutRow> = read!(self.db, |pool| {
            let mut query = QueryBuilder::new(
                "select e.id, e.local_date, e.seconds, coalesce(c.name || ' · ' || p.name, '') as project, u.name as user_name, e.status,
                   e.billed_by, coalesce(e.claimed_by, e.reserved_by) as holder, h.name as holder_name, p.client_id, x.entry_version, e.version
                 from time_entries e join users u on u.id = e.user_id
                 left join projects p on p.id = e.project_id left join clients c on c.id = p.client_id
                 left join invoices i on i.id = coalesce(e.claimed_by, e.reserved_by) left join users h on h.id = i.created_by
                 left join invoice_entries x on x.entry_id = e.id and x.invoice_id = ",
            );
            query.push_bind(invoice.0);
            scope.push_where(&mut query);
            query.push(" and not (e.status in (0, 1) and coalesce(x.entry_version, -1) = e.version and (e.reserved_by is null or e.reserved_by = ");
            query.push_bind(invoice.0);
            query.push(") and e.claimed_by is null");
            if let Some(client) = client {
                query.push(" and p.client_id = ").push_bind(client.0);
            }
            query.push(")");
            if let Some(client) = client {
                query
                    .push(" and not (e.status in (0, 1) and coalesce(p.client_id, ")
                    .push_bind(client.0)
                    .push(") <> ")
                    .push_bind(client.0)
                    .push(")");
            }
            query.push(" order by e.local_date, e.started_at, e.id limit ");
            query.push_bind(limit);
            query.build_query_as().fetch_all(pool).await
        })?;
        Ok(rows.into_iter().map(left_out).collect())
    }
}

/// The versions, times and rates of the chosen entries as they are now.
async fn refresh_snapshot(tx: &mut crate::Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    exec!(tx, |conn| {
        sqlx::query(
            "update invoice_entries set
               entry_version = (select e.version from time_entries e where e.id = entry_id),
               seconds = (select e.seconds from time_entries e where e.id = entry_id),
               rate_cents = (select e.rate_cents from time_entries e where e.id = entry_id),
               local_date = (select e.local_date from time_entries e where e.id = entry_id)
             where invoice_id = $1 and chosen",
        )
        .bind(invoice.0)
        .execute(conn)
        .await
        .map(drop)
    })?;
    Ok(())
}

fn left_out(row: LeftOutRow) -> LeftOut {
    let reason = match BillingStatus::from_code(row.status) {
        Some(BillingStatus::Billed) => LeftOutReason::Billed(row.billed_by.map(InvoiceId)),
        Some(BillingStatus::NotBillable) => LeftOutReason::NotBillable,
        _ => match (row.holder, row.client_id) {
            (_, None) => LeftOutReason::NoClient,
            (Some(holder), _) if row.entry_version.is_none_or(|v| v == row.version) => {
                LeftOutReason::Reserved {
                    invoice: InvoiceId(holder),
                    by: row.holder_name.unwrap_or_default(),
                }
            }
            _ if row.entry_version.is_none() => LeftOutReason::New,
            _ => LeftOutReason::Changed,
        },
    };
    LeftOut {
        id: EntryId(row.id),
        local_date: row.local_date,
        seconds: row.seconds,
        project: row.project,
        user: row.user_name,
        reason,
    }
}
