//! An invoice as the engine sees it: where it stands, and what was sent.

use chrono::{DateTime, Utc};
use domain::invoice::{Attention, InvoiceState};
use domain::money::Cents;
use domain::payload::CustomerRef;
use domain::{ConnectionId, InvoiceId, UserId};
use uuid::Uuid;

use super::invoice::{known, known_or_none};
use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// The columns that say where an invoice stands. The `billing` crate knows which of them go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: InvoiceState,
    /// What a person should look at.
    pub attention: Option<Attention>,
    /// Why it stands there, as JSON.
    pub reason: Option<String>,
    /// Who has the turn to send.
    pub lease_owner: Option<String>,
    /// Until when.
    pub lease_until: Option<DateTime<Utc>>,
    /// Since when the draft is looked for, or compared.
    pub watched_since: Option<DateTime<Utc>>,
    /// When the tool is asked next.
    pub next_check_at: Option<DateTime<Utc>>,
    /// When the tool was last asked.
    pub checked_at: Option<DateTime<Utc>>,
    /// How often the tool was asked.
    pub checks: i32,
    /// When a look-up first found nothing and counted.
    pub first_absence_at: Option<DateTime<Utc>>,
    /// The draft's id in the tool.
    pub remote_id: Option<String>,
    /// The document's number in the tool.
    pub remote_number: Option<String>,
    /// The tool's own net total.
    pub remote_net: Option<Cents>,
    /// The tool's own tax.
    pub remote_tax: Option<Cents>,
    /// The tool's own gross total.
    pub remote_gross: Option<Cents>,
    /// When it came to its end.
    pub ended_at: Option<DateTime<Utc>>,
}

/// An invoice as the engine sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which invoice.
    pub id: InvoiceId,
    /// Counts edits of the document.
    pub version: i64,
    /// Counts moves of the state.
    pub fence: i64,
    /// Where it stands.
    pub standing: Standing,
    /// Who pressed `Create draft`, the last time somebody did.
    pub pressed_by: Option<UserId>,
    /// The connection that it goes to.
    pub connection: Option<ConnectionId>,
    /// The customer there.
    pub customer: Option<CustomerRef>,
    /// The draft that it is added to; `None` for a new one.
    pub target_remote_id: Option<String>,
    /// That draft as it was when it was chosen, as JSON.
    pub before_image: Option<String>,
    /// Whether its entries are to be marked as billed.
    pub mark_billed: bool,
    /// The frozen payload, as JSON.
    pub payload: Option<String>,
    /// Its SHA-256, in hex.
    pub payload_sha256: Option<String>,
    /// The organisation in the tool that it was sent to.
    pub organisation_id: Option<String>,
    /// How often it was sent, or was about to be.
    pub attempt: i32,
    /// The reference of the last attempt.
    pub sent_reference: Option<String>,
    /// When the last attempt began.
    pub sent_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    state: String,
    attention: Option<String>,
    version: i64,
    fence: i64,
    pressed_by: Option<Uuid>,
    connection_id: Option<Uuid>,
    customer_id: Option<String>,
    customer_name: Option<String>,
    target_remote_id: Option<String>,
    before_image: Option<String>,
    mark_billed: bool,
    payload: Option<String>,
    payload_sha256: Option<String>,
    organisation_id: Option<String>,
    attempt: i32,
    sent_reference: Option<String>,
    sent_at: Option<DateTime<Utc>>,
    lease_owner: Option<String>,
    lease_until: Option<DateTime<Utc>>,
    watched_since: Option<DateTime<Utc>>,
    next_check_at: Option<DateTime<Utc>>,
    checked_at: Option<DateTime<Utc>>,
    checks: i32,
    first_absence_at: Option<DateTime<Utc>>,
    remote_id: Option<String>,
    remote_number: Option<String>,
    remote_net_cents: Option<i64>,
    remote_tax_cents: Option<i64>,
    remote_gross_cents: Option<i64>,
    reason: Option<String>,
    ended_at: Option<DateTime<Utc>>,
}

impl Store {
    /// An invoice as the engine sees it.
    pub async fn run(&self, invoice: InvoiceId) -> Result<Option<Run>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, state, attention, version, fence, pressed_by, connection_id, customer_id, customer_name,
                   target_remote_id, before_image, mark_billed, payload, payload_sha256, organisation_id, attempt, sent_reference, sent_at,
                   lease_owner, lease_until, watched_since, next_check_at, checked_at, checks, first_absence_at,
                   remote_id, remote_number, remote_net_cents, remote_tax_cents, remote_gross_cents, reason, ended_at
                 from invoices where id = $1",
            )
            .bind(invoice.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Run::try_from).transpose()
    }
}

impl TryFrom<Row> for Run {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: InvoiceId(row.id),
            version: row.version,
            fence: row.fence,
            pressed_by: row.pressed_by.map(UserId),
            connection: row.connection_id.map(ConnectionId),
            customer: row.customer_id.map(|id| CustomerRef {
                id,
                name: row.customer_name.unwrap_or_default(),
            }),
            target_remote_id: row.target_remote_id,
            before_image: row.before_image,
            mark_billed: row.mark_billed,
            payload: row.payload,
            payload_sha256: row.payload_sha256,
            organisation_id: row.organisation_id,
            attempt: row.attempt,
            sent_reference: row.sent_reference,
            sent_at: row.sent_at,
            standing: Standing {
                state: known("the state of an invoice", &row.state, InvoiceState::parse)?,
                attention: known_or_none(
                    "the attention of an invoice",
                    row.attention,
                    Attention::parse,
                )?,
                reason: row.reason,
                lease_owner: row.lease_owner,
                lease_until: row.lease_until,
                watched_since: row.watched_since,
                next_check_at: row.next_check_at,
                checked_at: row.checked_at,
                checks: row.checks,
                first_absence_at: row.first_absence_at,
                remote_id: row.remote_id,
                remote_number: row.remote_number,
                remote_net: row.remote_net_cents.map(Cents),
                remote_tax: row.remote_tax_cents.map(Cents),
                remote_gross: row.remote_gross_cents.map(Cents),
                ended_at: row.ended_at,
            },
        })
    }
}
