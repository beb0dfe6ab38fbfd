//! Making positions, and making them anew after a step back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::document::Document;
use domain::level::Made;
use domain::position::{Origin, Position, PositionNo};
use domain::{EntryId, InvoiceId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::db::{exec, read};
use crate::dialect::lock_entries;
use crate::invoices::document::write_positions;
use crate::invoices::overview::refresh_snapshot;
use crate::{Store, StoreError, Tx};

/// Positions that were made from entries, to be written in place of those that nobody touched.
#[derive(Clone, Debug)]
pub struct MadeDocument {
    /// The new positions, with keys from the document's `next_no` on.
    pub made: Vec<Made>,
    /// The answers that they were made from.
    pub made_from: String,
}

/// The positions that making anew leads to, and the touched ones that would be lost.
struct Merged {
    positions: Vec<(i32, Position)>,
    entries: Vec<(EntryId, PositionNo)>,
    next_no: i32,
    lost: Vec<Position>,
}

impl Store {
    /// The touched positions that making anew would lose, because their entries would be bundled otherwise.
    pub async fn changes_at_risk(
        &self,
        invoice: InvoiceId,
        current: &Document,
        made: &MadeDocument,
    ) -> Result<Vec<Position>, StoreError> {
        let entries_of = self.entries_of_positions(invoice).await?;
        Ok(merge(current, &made.made, &entries_of).lost)
    }

    /// Writes the made positions. What a person touched stays where its entries are the same, and so does what was added by
    /// hand; the rest is replaced. Answers `false`, and writes nothing, if somebody saved since `version`.
    pub async fn write_made(
        &self,
        invoice: InvoiceId,
        version: i64,
        current: &Document,
        made: &MadeDocument,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let entries_of = self.entries_of_positions(invoice).await?;
        let merged = merge(current, &made.made, &entries_of);
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
        link_entries(&mut tx, invoice, &merged.entries).await?;
        refresh_snapshot(&mut tx, invoice).await?;
        reserve_again(&mut tx, invoice).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn entries_of_positions(
        &self,
        invoice: InvoiceId,
    ) -> Result<BTreeMap<PositionNo, BTreeSet<EntryId>>, StoreError> {
        let rows: Vec<(i32, Uuid)> = read!(self.db, |pool| {
            sqlx::query_as("select position_no, entry_id from invoice_entries where invoice_id = $1 and position_no is not null")
                .bind(invoice.0)
                .fetch_all(pool)
                .await
        })?;
        let mut entries: BTreeMap<PositionNo, BTreeSet<EntryId>> = BTreeMap::new();
        for (no, entry) in rows {
            entries
                .entry(PositionNo(no))
                .or_default()
                .insert(EntryId(entry));
        }
        Ok(entries)
    }
}

fn merge(
    current: &Document,
    made: &[Made],
    entries_of: &BTreeMap<PositionNo, BTreeSet<EntryId>>,
) -> Merged {
    let mut touched: BTreeMap<BTreeSet<EntryId>, &Position> = current
        .positions
        .iter()
        .filter(|position| position.touched && position.origin == Origin::Entries)
        .filter_map(|position| Some((entries_of.get(&position.no)?.clone(), position)))
        .collect();
    let mut positions = Vec::with_capacity(made.len());
    let mut links = Vec::new();
    for new in made {
        let kept = touched.remove(&new.entries.iter().copied().collect::<BTreeSet<_>>());
        let position = kept
            .filter(|kept| kept.unit == new.position.unit)
            .cloned()
            .unwrap_or_else(|| new.position.clone());
        links.extend(new.entries.iter().map(|entry| (*entry, position.no)));
        positions.push(position);
    }
    positions.extend(
        current
            .positions
            .iter()
            .filter(|position| position.origin == Origin::Hand)
            .cloned(),
    );
    let next_no = positions
        .iter()
        .map(|position| position.no.0 + 1)
        .max()
        .unwrap_or(1)
        .max(current.next_no);
    let kept: BTreeSet<PositionNo> = positions.iter().map(|position| position.no).collect();
    let lost = current
        .positions
        .iter()
        .filter(|p| p.touched && !kept.contains(&p.no))
        .cloned()
        .collect();
    Merged {
        positions: (0..).zip(positions).collect(),
        entries: links,
        next_no,
        lost,
    }
}

async fn link_entries(
    tx: &mut Tx,
    invoice: InvoiceId,
    links: &[(EntryId, PositionNo)],
) -> Result<(), StoreError> {
    for chunk in links.chunks(5_000) {
        exec!(&mut *tx, |conn| {
            // `column1` and `column2` are what both databases call the columns of `values`.
            let mut query =
                QueryBuilder::new("update invoice_entries set position_no = v.column2 from (");
            query.push_values(chunk, |mut row, (entry, no)| {
                row.push_bind(entry.0).push_bind(no.0);
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
