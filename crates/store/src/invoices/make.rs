//! Making positions, and making them anew after a step back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::document::Document;
use domain::entry::BillableEntry;
use domain::level::Made;
use domain::position::{Position, PositionNo};
use domain::{EntryId, InvoiceId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::db::{exec, read};
use crate::dialect::lock_entries;
use crate::invoices::document::write_positions;
use crate::invoices::merge::{Basis, merge};
use crate::{Store, StoreError, Tx};

/// Positions that were made from entries, to be written in place of those that nobody touched.
#[derive(Clone, Debug)]
pub struct MadeDocument {
    /// The new positions, with keys from the document's `next_no` on.
    pub made: Vec<Made>,
    /// What they were made from, as it was read.
    pub entries: Vec<BillableEntry>,
    /// The answers that they were made from.
    pub made_from: String,
}

impl Store {
    /// The touched positions that making anew would lose, because their entries would be bundled otherwise.
    pub async fn changes_at_risk(
        &self,
        invoice: InvoiceId,
        current: &Document,
        made: &MadeDocument,
    ) -> Result<Vec<Position>, StoreError> {
        let bases = self.bases(invoice).await?;
        Ok(merge(current, made, &bases).lost)
    }

    /// Writes the made positions. What a person touched stays where its entries are the same, and so does what was added by
    /// hand; the rest is replaced. Answers `false`, and writes nothing, if somebody saved since `version`.
    ///
    /// Kept beside them is each entry as it was read, not as it is now: what changed in between is found by the claim.
    pub async fn write_made(
        &self,
        invoice: InvoiceId,
        version: i64,
        current: &Document,
        made: &MadeDocument,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let bases = self.bases(invoice).await?;
        let merged = merge(current, made, &bases);
        let mut tx = self.begin().await?;
        let moved = exec!(&mut tx, |conn| {
            sqlx::query(
                "update invoices set version = version + 1, worked_at = $3, next_no = $4, made_from = $5
                 where id = $1 and version = $2 and state = 'preparing'",
            )
            .bind(invoice.0)
            .bind(version)
            .bind(now)
            .bind(merged.next_no)
            .bind(&made.made_from)
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
        })?;
        if moved == 0 {
            return Ok(false);
        }
        exec!(&mut tx, |conn| sqlx::query(
            "delete from positions where invoice_id = $1"
        )
        .bind(invoice.0)
        .execute(conn)
        .await
        .map(drop))?;
        exec!(&mut tx, |conn| {
            sqlx::query("update invoice_entries set position_no = null where invoice_id = $1")
                .bind(invoice.0)
                .execute(conn)
                .await
                .map(drop)
        })?;
        write_positions(&mut tx, invoice, &merged.positions).await?;
        keep_entries(&mut tx, invoice, &made.entries, &merged.links).await?;
        reserve_again(&mut tx, invoice).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn bases(&self, invoice: InvoiceId) -> Result<BTreeMap<PositionNo, Basis>, StoreError> {
        let rows: Vec<(i32, Uuid, i64, Option<i64>)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select position_no, entry_id, seconds, rate_cents from invoice_entries
                 where invoice_id = $1 and position_no is not null",
            )
            .bind(invoice.0)
            .fetch_all(pool)
            .await
        })?;
        let mut bases: BTreeMap<PositionNo, Basis> = BTreeMap::new();
        for (no, entry, seconds, rate) in rows {
            let facts = bases.entry(PositionNo(no)).or_default();
            facts.insert(EntryId(entry), (seconds, rate));
        }
        Ok(bases)
    }
}

/// Writes each entry as it was read, and its position if it is on one.
async fn keep_entries(
    tx: &mut Tx,
    invoice: InvoiceId,
    entries: &[BillableEntry],
    links: &BTreeMap<EntryId, PositionNo>,
) -> Result<(), StoreError> {
    for chunk in entries.chunks(5_000) {
        exec!(&mut *tx, |conn| {
            // `column1` and so on are what both databases call the columns of `values`.
            let mut query = QueryBuilder::new(
                "update invoice_entries set position_no = v.column2, entry_version = v.column3, seconds = v.column4,
                   rate_cents = v.column5, local_date = v.column6 from (",
            );
            query.push_values(chunk, |mut row, entry| {
                row.push_bind(entry.id.0)
                    .push_bind(links.get(&entry.id).map(|no| no.0))
                    .push_bind(entry.version)
                    .push_bind(entry.seconds)
                    .push_bind(entry.rate)
                    .push_bind(entry.local_date);
            });
            query.push(") as v where invoice_entries.entry_id = v.column1 and invoice_entries.invoice_id = ").push_bind(invoice.0);
            query.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// A reservation that lapsed, or that a deleted position gave up, comes back with the positions, where nobody else holds the entry.
async fn reserve_again(tx: &mut Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    lock_entries(tx, invoice).await?;
    exec!(&mut *tx, |conn| {
        sqlx::query(
            "update time_entries set reserved_by = $1 where reserved_by is null and claimed_by is null and billed_source is null
               and id in (select entry_id from invoice_entries where invoice_id = $1 and position_no is not null)",
        )
        .bind(invoice.0)
        .execute(conn)
        .await.map(drop)
    })?;
    Ok(())
}
