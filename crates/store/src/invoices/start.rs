//! `Create invoice`: from a report to an invoice in preparation.

use chrono::{DateTime, Utc};
use domain::report::ReportQuery;
use domain::{InvoiceId, UserId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::db::{exec, read};
use crate::report::ReportScope;
use crate::{Store, StoreError};

/// What the button sends.
#[derive(Clone, Debug)]
pub struct NewInvoice {
    /// The id that it gets.
    pub id: InvoiceId,
    /// Made when the report was rendered: the same button pressed twice is one invoice.
    pub token: String,
    /// Who pressed it.
    pub user: UserId,
    /// The report.
    pub report: ReportQuery,
    /// Its entries, with absolute days.
    pub scope: ReportScope,
}

/// What came of the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A new invoice in preparation.
    New(InvoiceId),
    /// This very button was pressed before.
    Before(InvoiceId),
    /// The report has no entry that could be billed.
    NothingToBill,
}

impl Store {
    /// Begins an invoice with all entries of a report that are open, as they are now. Nothing is locked.
    pub async fn begin_invoice(
        &self,
        new: &NewInvoice,
        now: DateTime<Utc>,
    ) -> Result<Begun, StoreError> {
        let mut tx = self.begin().await?;
        let inserted = exec!(&mut tx, |conn| {
            sqlx::query(
                "insert into invoices (id, create_token, state, created_by, created_at, worked_at, report_url, period_from, period_to, group_by, sum_by)
                 values ($1, $2, 'preparing', $3, $4, $4, $5, $6, $7, $8, $9) on conflict (create_token) do nothing",
            )
            .bind(new.id.0)
            .bind(&new.token)
            .bind(new.user.0)
            .bind(now)
            .bind(new.report.on_page(1).url())
            .bind(new.scope.days.map(|days| days.from))
            .bind(new.scope.days.map(|days| days.to))
            .bind(new.report.group.map(domain::report::Dimension::as_str))
            .bind(new.report.sum.map(domain::report::Dimension::as_str))
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
        })?;
        if inserted == 0 {
            drop(tx);
            return self
                .invoice_of_token(&new.token)
                .await?
                .map(Begun::Before)
                .ok_or(StoreError::Database(sqlx::Error::RowNotFound));
        }
        let taken = exec!(&mut tx, |conn| {
            let mut query = QueryBuilder::new(
                "insert into invoice_entries (invoice_id, entry_id, entry_version, client_id, seconds, rate_cents, local_date) select ",
            );
            query.push_bind(new.id.0);
            query.push(", e.id, e.version, p.client_id, e.seconds, e.rate_cents, e.local_date from time_entries e join projects p on p.id = e.project_id");
            new.scope.push_where(&mut query);
            query.push(" and e.status in (0, 1) and e.claimed_by is null");
            query
                .build()
                .execute(conn)
                .await
                .map(|done| done.rows_affected())
        })?;
        if taken == 0 {
            return Ok(Begun::NothingToBill);
        }
        tx.commit().await?;
        Ok(Begun::New(new.id))
    }

    /// The invoice that this very button began.
    pub async fn invoice_of_token(&self, token: &str) -> Result<Option<InvoiceId>, StoreError> {
        let id: Option<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar("select id from invoices where create_token = $1")
                .bind(token)
                .fetch_optional(pool)
                .await
        })?;
        Ok(id.map(InvoiceId))
    }

    /// The invoice in preparation that this person made from the same report, if there is one: they may want to go on with it.
    pub async fn invoice_in_preparation(
        &self,
        user: UserId,
        report: &ReportQuery,
    ) -> Result<Option<InvoiceId>, StoreError> {
        let id: Option<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar("select id from invoices where created_by = $1 and report_url = $2 and state = 'preparing' order by worked_at desc limit 1")
                .bind(user.0)
                .bind(report.on_page(1).url())
                .fetch_optional(pool)
                .await
        })?;
        Ok(id.map(InvoiceId))
    }
}
