//! The document that the wizard edits, as rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use domain::document::Document;
use domain::position::{Entered, Origin, Position, PositionNo};
use domain::tax::TaxRate;
use domain::unit::Unit;
use rust_decimal::Decimal;
use sqlx::QueryBuilder;

use crate::db::{exec, read};
use crate::dialect::lock_entries;
use crate::invoices::Invoice;
use crate::invoices::invoice::known;
use crate::{Store, StoreError, Tx};

/// What came of saving edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveDocument {
    /// Saved under this version.
    Saved(i64),
    /// Somebody saved in between, or the invoice is no longer in preparation: nothing was written.
    Conflict,
}

#[derive(sqlx::FromRow)]
struct Row {
    no: i32,
    text: String,
    quantity: Option<String>,
    quantity_refused: Option<String>,
    unit: String,
    price: Option<String>,
    price_refused: Option<String>,
    tax: i32,
    origin: String,
    touched: bool,
    seconds: i64,
    entries: i64,
}

impl TryFrom<Row> for Position {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            no: PositionNo(row.no),
            text: row.text,
            quantity: entered(row.quantity, row.quantity_refused)?,
            unit: known("a unit", &row.unit, Unit::parse)?,
            price: entered(row.price, row.price_refused)?,
            tax: TaxRate(row.tax),
            origin: known("the origin of a position", &row.origin, Origin::parse)?,
            touched: row.touched,
            seconds: row.seconds,
            entries: row.entries,
        })
    }
}

fn entered(value: Option<String>, refused: Option<String>) -> Result<Entered, StoreError> {
    let value = value
        .map(|text| known("a number", &text, |text| text.parse::<Decimal>().ok()))
        .transpose()?;
    Ok(Entered { value, refused })
}

impl Store {
    /// The document of an invoice. `decimals` are those of its tool: of quantities, and of prices.
    pub async fn document(
        &self,
        invoice: &Invoice,
        decimals: (u32, u32),
    ) -> Result<Document, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select no, text, quantity, quantity_refused, unit, price, price_refused, tax, origin, touched, seconds, entries
                 from positions where invoice_id = $1 order by rank, no",
            )
            .bind(invoice.id.0)
            .fetch_all(pool)
            .await
        })?;
        let next_no: i32 = read!(self.db, |pool| {
            sqlx::query_scalar("select next_no from invoices where id = $1")
                .bind(invoice.id.0)
                .fetch_one(pool)
                .await
        })?;
        Ok(Document {
            treatment: invoice.treatment,
            unit: invoice.unit,
            quantity_decimals: decimals.0,
            price_decimals: decimals.1,
            positions: rows
                .into_iter()
                .map(Position::try_from)
                .collect::<Result<_, _>>()?,
            next_no,
        })
    }

    /// Saves what differs between two states of the document, if nobody saved since `version`.
    pub async fn save_document(
        &self,
        invoice: InvoiceId,
        version: i64,
        before: &Document,
        after: &Document,
        now: DateTime<Utc>,
    ) -> Result<SaveDocument, StoreError> {
        let mut tx = self.begin().await?;
        let moved = exec!(&mut tx, |conn| {
            sqlx::query(
                "update invoices set version = version + 1, worked_at = $3, next_no = $4, treatment = $5
                 where id = $1 and version = $2 and state = 'preparing'",
            )
            .bind(invoice.0)
            .bind(version)
            .bind(now)
            .bind(after.next_no)
            .bind(after.treatment.as_str())
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
        })?;
        if moved == 0 {
            return Ok(SaveDocument::Conflict);
        }
        let ranked = |document: &Document| -> BTreeMap<PositionNo, (i32, Position)> {
            (0..)
                .zip(&document.positions)
                .map(|(rank, position)| (position.no, (rank, position.clone())))
                .collect()
        };
        let (old, new) = (ranked(before), ranked(after));
        lock_entries(&mut tx, invoice).await?;
        for no in old.keys().filter(|no| !new.contains_key(no)) {
            delete_position(&mut tx, invoice, *no).await?;
        }
        let changed: Vec<(i32, Position)> = new
            .into_iter()
            .filter(|(no, ranked)| old.get(no) != Some(ranked))
            .map(|(_, ranked)| ranked)
            .collect();
        write_positions(&mut tx, invoice, &changed).await?;
        tx.commit().await?;
        Ok(SaveDocument::Saved(version + 1))
    }
}

/// Deletes a position; its entries are no longer on the invoice, and free.
async fn delete_position(
    tx: &mut Tx,
    invoice: InvoiceId,
    no: PositionNo,
) -> Result<(), StoreError> {
    exec!(&mut *tx, |conn| {
        sqlx::query(
            "update time_entries set reserved_by = null where reserved_by = $1
               and id in (select entry_id from invoice_entries where invoice_id = $1 and position_no = $2)",
        )
        .bind(invoice.0)
        .bind(no.0)
        .execute(conn)
        .await.map(drop)
    })?;
    exec!(&mut *tx, |conn| {
        sqlx::query("update invoice_entries set position_no = null where invoice_id = $1 and position_no = $2").bind(invoice.0).bind(no.0).execute(conn).await.map(drop)
    })?;
    exec!(&mut *tx, |conn| {
        sqlx::query("delete from positions where invoice_id = $1 and no = $2")
            .bind(invoice.0)
            .bind(no.0)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Writes positions with their ranks, many rows a statement.
pub(super) async fn write_positions(
    tx: &mut Tx,
    invoice: InvoiceId,
    positions: &[(i32, Position)],
) -> Result<(), StoreError> {
    // 14 values a row; SQLite takes at most 32,766 in a statement.
    for chunk in positions.chunks(1_000) {
        exec!(&mut *tx, |conn| {
            let mut query = QueryBuilder::new(
                "insert into positions (invoice_id, no, rank, text, quantity, quantity_refused, unit, price, price_refused, tax, origin, touched, seconds, entries) ",
            );
            query.push_values(chunk, |mut row, (rank, position)| {
                row.push_bind(invoice.0)
                    .push_bind(position.no.0)
                    .push_bind(*rank)
                    .push_bind(position.text.clone())
                    .push_bind(position.quantity.value.map(|value| value.to_string()))
                    .push_bind(position.quantity.refused.clone())
                    .push_bind(position.unit.as_str())
                    .push_bind(position.price.value.map(|value| value.to_string()))
                    .push_bind(position.price.refused.clone())
                    .push_bind(position.tax.0)
                    .push_bind(position.origin.as_str())
                    .push_bind(position.touched)
                    .push_bind(position.seconds)
                    .push_bind(position.entries);
            });
            query.push(
                " on conflict (invoice_id, no) do update set rank = excluded.rank, text = excluded.text, quantity = excluded.quantity,
                 quantity_refused = excluded.quantity_refused, unit = excluded.unit, price = excluded.price, price_refused = excluded.price_refused,
                 tax = excluded.tax, touched = excluded.touched",
            );
            query.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}
