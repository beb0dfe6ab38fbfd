//! The list of invoices.

use chrono::{DateTime, Utc};
use domain::capabilities::BillingTool;
use domain::invoice::{Attention, InvoiceState};
use domain::money::Cents;
use domain::{ConnectionId, InvoiceId};
use serde::Deserialize;
use uuid::Uuid;

use super::invoice::{known, known_or_none};
use super::old_drafts::OldDraftSeen;
use crate::db::read;
use crate::{Store, StoreError};

/// An invoice as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedInvoice {
    /// Its id.
    pub id: InvoiceId,
    /// Where it stands.
    pub state: InvoiceState,
    /// Something that a person should look at.
    pub attention: Option<Attention>,
    /// Who began it.
    pub by: String,
    /// The client, once one is chosen.
    pub client: Option<String>,
    /// The billing tool, once one is chosen.
    pub tool: Option<BillingTool>,
    /// The customer in the tool, once one is chosen.
    pub customer: Option<String>,
    /// How many entries are on positions, or chosen while there are no positions.
    pub entries: i64,
    /// Our net total, as it was frozen to be sent.
    pub net: Option<Cents>,
    /// Our reference on the draft.
    pub marker: Option<String>,
    /// Whether it copied a draft that nobody has deleted yet.
    pub old_draft: bool,
    /// When something last happened to it.
    pub changed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    state: String,
    attention: Option<String>,
    created_by_name: String,
    client_name: Option<String>,
    tool: Option<String>,
    customer_name: Option<String>,
    positioned: i64,
    chosen: i64,
    payload: Option<String>,
    marker: Option<String>,
    old_since: Option<DateTime<Utc>>,
    old_seen: Option<String>,
    worked_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    checked_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Invoices, those that wait for a tool or a person first, then the latest: at most `limit`, after the first
    /// `offset` ones.
    pub async fn invoices(
        &self,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<ListedInvoice>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select i.id, i.state, i.attention, u.name as created_by_name, c.name as client_name, n.tool, i.customer_name,
                   (select cast(count(x.position_no) as bigint) from invoice_entries x where x.invoice_id = i.id) as positioned,
                   (select cast(count(*) as bigint) from invoice_entries x where x.invoice_id = i.id and x.chosen) as chosen,
                   i.payload, case when i.state = 'preparing' then null else i.marker end as marker, o.since as old_since, o.seen as old_seen,
                   i.worked_at, i.sent_at, i.checked_at, i.ended_at
                 from invoices i join users u on u.id = i.created_by
                 left join clients c on c.id = i.client_id left join connections n on n.id = i.connection_id
                 left join old_drafts o on o.invoice_id = i.id and i.state = 'done'
                 order by case when i.attention is not null or i.state in ('claimed', 'sending', 'unknown', 'created', 'undoing') then 0
                   when i.state = 'preparing' then 1 else 2 end, i.worked_at desc, i.id
                 limit $1 offset $2",
            )
            .bind(limit)
            .bind(offset)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(ListedInvoice::try_from).collect()
    }

    /// How many invoices wait for an answer of this connection's tool.
    pub async fn invoices_waiting_for(&self, connection: ConnectionId) -> Result<i64, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar(
                "select cast(count(*) as bigint) from invoices
                 where connection_id = $1 and state in ('claimed', 'sending', 'unknown', 'created', 'undoing')",
            )
            .bind(connection.0)
            .fetch_one(pool)
            .await
        })?)
    }
}

impl TryFrom<Row> for ListedInvoice {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let later = [row.sent_at, row.checked_at, row.ended_at];
        let changed_at = later.into_iter().flatten().fold(row.worked_at, Ord::max);
        let state = known("the state of an invoice", &row.state, InvoiceState::parse)?;
        let seen = known_or_none(
            "what was seen of an old draft",
            row.old_seen,
            OldDraftSeen::parse,
        )?;
        // Back in the wizard, what was frozen for an earlier attempt says nothing any more.
        let frozen = row.payload.filter(|_| state != InvoiceState::Preparing);
        Ok(Self {
            id: InvoiceId(row.id),
            state,
            attention: known_or_none(
                "the attention of an invoice",
                row.attention,
                Attention::parse,
            )?,
            by: row.created_by_name,
            client: row.client_name,
            tool: known_or_none("a billing tool", row.tool, BillingTool::parse)?,
            customer: row.customer_name,
            entries: if row.positioned > 0 {
                row.positioned
            } else {
                row.chosen
            },
            net: frozen.as_deref().and_then(net_of),
            marker: row.marker,
            old_draft: row.old_since.is_some() && seen != Some(OldDraftSeen::Gone),
            changed_at,
        })
    }
}

/// The net total of a frozen payload. The list has no use for the rest of it.
fn net_of(payload: &str) -> Option<Cents> {
    #[derive(Deserialize)]
    struct Net {
        net: Cents,
    }
    let payload: Net = serde_json::from_str(payload).ok()?;
    Some(payload.net)
}
