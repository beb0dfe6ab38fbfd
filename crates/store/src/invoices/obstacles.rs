//! Which entries keep an invoice from being created, and why.

use chrono::NaiveDate;
use domain::status::BilledSource;
use domain::{EntryId, InvoiceId};
use uuid::Uuid;

use super::invoice::known;
use crate::db::{Tx, exec};
use crate::error::StoreError;

/// How many obstacles are named; a person reads no more.
const NAMED: i32 = 100;

/// The entries that are not as they were when the positions were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// The first hundred of them, by day.
    pub named: Vec<Obstacle>,
    /// How many there are.
    pub count: u64,
}

/// An entry that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Which entry.
    pub entry: EntryId,
    /// Its day when the positions were made.
    pub local_date: NaiveDate,
    /// Its time then, in seconds.
    pub seconds: i64,
    /// Whose entry it is; empty when it was deleted.
    pub user: String,
    /// What happened to it.
    pub change: Change,
}

/// What happened to an entry since the positions were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was deleted.
    Deleted,
    /// It is on another invoice that is being sent.
    OnInvoice {
        /// Which one.
        invoice: InvoiceId,
        /// Who pressed `Create draft` there.
        by: String,
    },
    /// It was billed: on an invoice of ours, by an import or by hand.
    Billed {
        /// Who says so.
        source: BilledSource,
        /// The invoice that it is on, where the source is one.
        invoice: Option<InvoiceId>,
    },
    /// It is no longer billable.
    NotBillable,
    /// Somebody took it over for another invoice.
    TakenOver {
        /// Which one.
        invoice: InvoiceId,
        /// Who works on it.
        by: String,
    },
    /// It was edited.
    Edited,
}

#[derive(sqlx::FromRow)]
struct Row {
    entry_id: Uuid,
    local_date: NaiveDate,
    seconds: i64,
    user_name: Option<String>,
    billable: Option<bool>,
    billed_source: Option<String>,
    billed_by: Option<Uuid>,
    claimed_by: Option<Uuid>,
    claimed_name: Option<String>,
    reserved_by: Option<Uuid>,
    reserved_name: Option<String>,
}

/// The entries on positions that could not be claimed, `count` in all. Those that could are already claimed by this
/// invoice.
pub(super) async fn of(
    tx: &mut Tx,
    invoice: InvoiceId,
    count: u64,
) -> Result<Obstacles, StoreError> {
    let rows: Vec<Row> = exec!(tx, |conn| {
        sqlx::query_as(
            "select o.entry_id, o.local_date, o.seconds, u.name as user_name, e.billable, e.billed_source,
               e.billed_by, e.claimed_by, cu.name as claimed_name, e.reserved_by, ru.name as reserved_name
             from invoice_entries o
             left join time_entries e on e.id = o.entry_id
             left join users u on u.id = e.user_id
             left join invoices c on c.id = e.claimed_by
             left join users cu on cu.id = coalesce(c.pressed_by, c.created_by)
             left join invoices r on r.id = e.reserved_by
             left join users ru on ru.id = r.created_by
             where o.invoice_id = $1 and o.position_no is not null
               and (e.claimed_by is null or e.claimed_by <> $1)
             order by o.local_date, o.entry_id limit $2",
        )
        .bind(invoice.0)
        .bind(NAMED)
        .fetch_all(conn)
        .await
    })?;
    let named = rows.into_iter().map(|row| obstacle(row, invoice));
    Ok(Obstacles {
        named: named.collect::<Result<_, _>>()?,
        count,
    })
}

fn obstacle(row: Row, invoice: InvoiceId) -> Result<Obstacle, StoreError> {
    Ok(Obstacle {
        entry: EntryId(row.entry_id),
        local_date: row.local_date,
        seconds: row.seconds,
        change: change(&row, invoice)?,
        user: row.user_name.unwrap_or_default(),
    })
}

/// What matters most of what happened: an edit of an entry that is billed elsewhere is no news.
fn change(row: &Row, invoice: InvoiceId) -> Result<Change, StoreError> {
    let Some(billable) = row.billable else {
        return Ok(Change::Deleted);
    };
    if let Some(other) = row.claimed_by {
        return Ok(Change::OnInvoice {
            invoice: InvoiceId(other),
            by: row.claimed_name.clone().unwrap_or_default(),
        });
    }
    if let Some(source) = &row.billed_source {
        let source = known(
            "who says that an entry is billed",
            source,
            BilledSource::parse,
        )?;
        let on_invoice = row.billed_by.filter(|_| source == BilledSource::Invoice);
        return Ok(Change::Billed {
            source,
            invoice: on_invoice.map(InvoiceId),
        });
    }
    if !billable {
        return Ok(Change::NotBillable);
    }
    Ok(match row.reserved_by {
        Some(other) if other != invoice.0 => Change::TakenOver {
            invoice: InvoiceId(other),
            by: row.reserved_name.clone().unwrap_or_default(),
        },
        _ => Change::Edited,
    })
}
