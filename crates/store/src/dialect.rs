//! All that differs between the two databases although the statements are the same, each with its reason.

use domain::{ClientId, InvoiceId};
use sqlx::{Database, Sqlite};

use crate::db::Tx;
use crate::error::StoreError;

/// Locks the entries that an invoice holds or is about to, in the order of their ids, before any of them is changed.
/// Postgres locks rows one by one as it changes them, and two that meet in different orders wait for each other for
/// ever; SQLite has one writer.
pub(crate) async fn lock_entries(tx: &mut Tx, invoice: InvoiceId) -> Result<(), StoreError> {
    if let Tx::Postgres(tx) = tx {
        sqlx::query(
            "select id from time_entries
             where id in (
               select id from time_entries where reserved_by = $1
               union select id from time_entries where claimed_by = $1
               union select entry_id from invoice_entries where invoice_id = $1 and position_no is not null)
             order by id for update",
        )
        .bind(invoice.0)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The same for the entries of one client, which step 1 reserves: colleagues who take them over from each other at once
/// would wait for each other as well.
pub(crate) async fn lock_entries_of_client(
    tx: &mut Tx,
    invoice: InvoiceId,
    client: ClientId,
) -> Result<(), StoreError> {
    if let Tx::Postgres(tx) = tx {
        sqlx::query(
            "select id from time_entries
             where id in (
               select id from time_entries where reserved_by = $1
               union select entry_id from invoice_entries where invoice_id = $1 and client_id = $2)
             order by id for update",
        )
        .bind(invoice.0)
        .bind(client.0)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Keeps everybody else from adding or changing lost sends until this transaction ends, and then locks the entries of
/// those that are decided as billed, as above. A decision that changed after its entries were billed, or left free, would
/// be settled as something that was not done. The table has a few rows that admins write, and can still be read.
pub(crate) async fn lock_lost_sends(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Postgres(tx) = tx {
        sqlx::query("lock table lost_sends in share row exclusive mode")
            .execute(&mut **tx)
            .await?;
        sqlx::query(
            "select id from time_entries
             where id in (
               select x.entry_id from lost_send_entries x join lost_sends s on s.id = x.send_id
               where s.settled_at is null and s.decision = 'billed')
             order by id for update",
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The trigger that refuses changes of entries on an invoice. It raises a code of its own on Postgres; SQLite's
/// `raise` carries nothing but a message.
pub(crate) fn is_locked_entry(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else {
        return false;
    };
    error.code().as_deref() == Some("BH001") || error.message() == "entry is on an invoice"
}

/// The project of an entry in a condition of a report. Without statistics SQLite takes the index of a single column for
/// the best there is, and would read all that a project ever had from the table; the plus (SQLite, "The SQLite Query
/// Optimizer Overview", 2.1) leaves it the index that a report is made for. Postgres has statistics.
pub(crate) fn project_of_report<DB: Database>() -> &'static str {
    if DB::NAME == Sqlite::NAME {
        "+e.project_id"
    } else {
        "e.project_id"
    }
}
