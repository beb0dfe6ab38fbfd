//! What is due: turns that nobody ends any more, drafts to ask about, and reservations that lapse.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use uuid::Uuid;

use super::events;
use super::outcome::unreserve;
use crate::Store;
use crate::db::{read, run};
use crate::dialect::lock_entries;
use crate::error::StoreError;

/// An invoice that is somebody's turn to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldInvoice {
    /// Which invoice.
    pub id: InvoiceId,
    /// Whose turn it is.
    pub owner: String,
    /// Until when.
    pub until: DateTime<Utc>,
}

impl Store {
    /// The invoices that are claimed or being sent, whoever does it.
    pub async fn held_invoices(&self) -> Result<Vec<HeldInvoice>, StoreError> {
        let rows: Vec<(Uuid, String, DateTime<Utc>)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, lease_owner, lease_until from invoices
                 where state in ('claimed', 'sending') order by lease_until",
            )
            .fetch_all(pool)
            .await
        })?;
        let held = rows.into_iter().map(|(id, owner, until)| HeldInvoice {
            id: InvoiceId(id),
            owner,
            until,
        });
        Ok(held.collect())
    }

    /// The invoices about which the tool is to be asked now, the longest due first; those whose entries are billed after
    /// all others, since nobody waits for them.
    pub async fn due_invoices(
        &self,
        now: DateTime<Utc>,
        limit: i32,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select id from invoices
                 where state in ('unknown', 'created', 'undoing', 'done') and next_check_at <= $1
                 order by case state when 'done' then 1 else 0 end, next_check_at limit $2",
            )
            .bind(now)
            .bind(limit)
            .fetch_all(pool)
            .await
        })?;
        Ok(ids.into_iter().map(InvoiceId).collect())
    }

    /// Lets the soft reservations lapse of invoices on which nobody has worked since `idle_since`. The invoices stay
    /// in preparation. Answers which they are.
    pub async fn lapse_reservations(
        &self,
        idle_since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let mut lapsed = Vec::new();
        for invoice in self.idle_reservations(idle_since).await? {
            if self.lapse(invoice, idle_since, now).await? {
                lapsed.push(invoice);
            }
        }
        Ok(lapsed)
    }

    async fn idle_reservations(
        &self,
        idle_since: DateTime<Utc>,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select id from invoices where state = 'preparing' and worked_at < $1
                   and exists (select 1 from time_entries where reserved_by = invoices.id)",
            )
            .bind(idle_since)
            .fetch_all(pool)
            .await
        })?;
        Ok(ids.into_iter().map(InvoiceId).collect())
    }

    async fn lapse(
        &self,
        invoice: InvoiceId,
        idle_since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        // Changes nothing, but locks the row: whoever works on the invoice at this moment keeps its entries.
        let idle = run!(
            &mut tx,
            "update invoices set worked_at = worked_at where id = $1 and state = 'preparing' and worked_at < $2",
            invoice.0,
            idle_since,
        )?;
        if idle == 0 {
            return Ok(false);
        }
        lock_entries(&mut tx, invoice).await?;
        if unreserve(&mut tx, invoice).await? == 0 {
            return Ok(false);
        }
        let kind = "reservation_lapsed";
        events::note(&mut tx, invoice, kind, "{}".to_owned(), now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
