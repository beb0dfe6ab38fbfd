//! The chosen entries of an invoice with their names, in the order of its report.

use chrono::NaiveDate;
use domain::entry::{BillableEntry, Fold, Names};
use domain::format;
use domain::position::PositionNo;
use domain::report::Dimension;
use domain::{EntryId, InvoiceId, Locale};
use uuid::Uuid;

use crate::db::read;
use crate::invoices::Invoice;
use crate::{Store, StoreError};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    local_date: NaiveDate,
    seconds: i64,
    rate_cents: Option<i64>,
    note: String,
    user_id: Uuid,
    user_name: String,
    client_id: Uuid,
    client_name: String,
    project_id: Uuid,
    project_name: String,
    task_id: Option<Uuid>,
    task_name: Option<String>,
    work_type_name: Option<String>,
}

impl Store {
    /// What becomes positions: the entries of the client that step 1 chose, as they are now, group by group. An entry
    /// that somebody has given to another client since is not among them.
    pub async fn chosen_entries(
        &self,
        invoice: &Invoice,
        locale: Locale,
    ) -> Result<Vec<BillableEntry>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select e.id, e.version, e.local_date, e.seconds, e.rate_cents, e.note, u.id as user_id, u.name as user_name, c.id as client_id, c.name as client_name,
                   p.id as project_id, p.name as project_name, t.id as task_id, t.name as task_name, w.name as work_type_name
                 from invoice_entries x join invoices i on i.id = x.invoice_id
                 join time_entries e on e.id = x.entry_id join users u on u.id = e.user_id
                 join projects p on p.id = e.project_id join clients c on c.id = p.client_id and c.id = i.client_id
                 left join tasks t on t.id = e.task_id left join work_types w on w.id = e.work_type_id
                 where x.invoice_id = $1 and x.chosen order by e.local_date, e.started_at, e.id",
            )
            .bind(invoice.id.0)
            .fetch_all(pool)
            .await
        })?;
        let mut entries: Vec<_> = rows
            .into_iter()
            .map(|row| entry(row, invoice.group, invoice.sum, locale))
            .collect();
        // A stable sort: within a group and row the entries stay in the order of their days.
        entries.sort_by_cached_key(|entry| {
            (
                order(entry.group.as_ref(), invoice.group),
                order(entry.sum.as_ref(), invoice.sum),
            )
        });
        Ok(entries)
    }

    /// The positions of an invoice that stand for entries which nobody has released.
    pub async fn positions_with_entries(
        &self,
        invoice: InvoiceId,
    ) -> Result<Vec<PositionNo>, StoreError> {
        let numbers: Vec<i32> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select distinct position_no from invoice_entries
                 where invoice_id = $1 and position_no is not null and released_at is null order by position_no",
            )
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?;
        Ok(numbers.into_iter().map(PositionNo).collect())
    }

    /// The entries on the positions of an invoice, with their seconds.
    pub async fn positioned_entries(
        &self,
        invoice: InvoiceId,
    ) -> Result<Vec<(EntryId, i64)>, StoreError> {
        let rows: Vec<(Uuid, i64)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select entry_id, seconds from invoice_entries
                 where invoice_id = $1 and position_no is not null order by entry_id",
            )
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?;
        let entries = rows.into_iter();
        Ok(entries
            .map(|(id, seconds)| (EntryId(id), seconds))
            .collect())
    }

    /// How many entries step 1 chose for the invoice, their time, and their first and last day.
    pub async fn chosen_summary(
        &self,
        invoice: InvoiceId,
    ) -> Result<Option<(i64, i64, NaiveDate, NaiveDate)>, StoreError> {
        self.summary("select cast(count(*) as bigint), cast(sum(seconds) as bigint), min(local_date), max(local_date) from invoice_entries where invoice_id = $1 and chosen", invoice).await
    }

    /// The same for the entries that are still on positions.
    pub async fn positioned_summary(
        &self,
        invoice: InvoiceId,
    ) -> Result<Option<(i64, i64, NaiveDate, NaiveDate)>, StoreError> {
        self.summary(
            "select cast(count(*) as bigint), cast(sum(seconds) as bigint), min(local_date), max(local_date) from invoice_entries
             where invoice_id = $1 and position_no is not null",
            invoice,
        )
        .await
    }

    async fn summary(
        &self,
        query: &'static str,
        invoice: InvoiceId,
    ) -> Result<Option<(i64, i64, NaiveDate, NaiveDate)>, StoreError> {
        let row: (i64, Option<i64>, Option<NaiveDate>, Option<NaiveDate>) =
            read!(self.db, |pool| sqlx::query_as(query)
                .bind(invoice.0)
                .fetch_one(pool)
                .await)?;
        Ok(row
            .1
            .zip(row.2)
            .zip(row.3)
            .map(|((seconds, from), to)| (row.0, seconds, from, to)))
    }
}

fn entry(
    row: Row,
    group: Option<Dimension>,
    sum: Option<Dimension>,
    locale: Locale,
) -> BillableEntry {
    let fold = |dimension| fold(&row, dimension, locale);
    let (group, sum) = (group.map(fold), sum.map(fold));
    BillableEntry {
        id: EntryId(row.id),
        version: row.version,
        local_date: row.local_date,
        seconds: row.seconds,
        rate: row.rate_cents,
        group,
        sum,
        note: row.note,
        names: Names {
            client: row.client_name,
            project: row.project_name,
            task: row.task_name.unwrap_or_default(),
            user: row.user_name,
            work_type: row.work_type_name.unwrap_or_default(),
        },
    }
}

fn fold(row: &Row, dimension: Dimension, locale: Locale) -> Fold {
    let (key, title) = match dimension {
        Dimension::Client => (row.client_id.to_string(), row.client_name.clone()),
        Dimension::Project => (row.project_id.to_string(), row.project_name.clone()),
        // Entries without a task are titled by their project.
        Dimension::Task => (
            row.task_id.map(|id| id.to_string()).unwrap_or_default(),
            row.task_name
                .clone()
                .unwrap_or_else(|| row.project_name.clone()),
        ),
        Dimension::User => (row.user_id.to_string(), row.user_name.clone()),
        Dimension::Day => (
            row.local_date.to_string(),
            format::date(row.local_date, locale),
        ),
        Dimension::Month => (
            row.local_date.format("%Y-%m").to_string(),
            format::month(row.local_date, locale),
        ),
    };
    Fold { key, title }
}

/// Days and months sort by date, everything else by title.
fn order(fold: Option<&Fold>, dimension: Option<Dimension>) -> (String, String) {
    let Some(fold) = fold else {
        return Default::default();
    };
    match dimension {
        Some(Dimension::Day | Dimension::Month) => (fold.key.clone(), String::new()),
        _ => (fold.title.to_lowercase(), fold.key.clone()),
    }
}
