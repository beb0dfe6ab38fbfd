//! An invoice as it is kept.

use chrono::{DateTime, NaiveDate, Utc};
use domain::capabilities::BillingTool;
use domain::invoice::{Attention, InvoiceState};
use domain::level::{Level, MixedRates};
use domain::money::Cents;
use domain::payload::{CustomerRef, Target};
use domain::report::Dimension;
use domain::tax::Treatment;
use domain::text::TextSource;
use domain::unit::TimeUnit;
use domain::{ClientId, ConnectionId, InvoiceId, UserId};
use uuid::Uuid;

use crate::db::read;
use crate::{Store, StoreError};

/// One run of the wizard: the answers of its steps, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Where it stands.
    pub state: InvoiceState,
    /// Something that a person should look at.
    pub attention: Option<Attention>,
    /// Counts edits of the document.
    pub version: i64,
    /// Who began it.
    pub created_by: UserId,
    /// Their name.
    pub created_by_name: String,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When somebody last worked on it.
    pub worked_at: DateTime<Utc>,
    /// The report that it was made from.
    pub report_url: String,
    /// The first and the last day of that report; `None` for every day there is.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The report's grouping.
    pub group: Option<Dimension>,
    /// The report's summing.
    pub sum: Option<Dimension>,
    /// Step 1: the client.
    pub client: Option<ClientId>,
    /// The client's name.
    pub client_name: Option<String>,
    /// Step 2: the connection.
    pub connection: Option<ConnectionId>,
    /// The tool of that connection.
    pub tool: Option<BillingTool>,
    /// Step 2: the customer in the tool.
    pub customer: Option<CustomerRef>,
    /// Step 2: a new invoice, or a draft that exists.
    pub target: Target,
    /// The draft to add to as it was in step 2, in the adapter's own shape.
    pub before_image: Option<String>,
    /// Step 3: what becomes a position.
    pub level: Option<Level>,
    /// Step 3: what to do where rates differ.
    pub mixed: MixedRates,
    /// Step 4: where texts come from.
    pub text_source: TextSource,
    /// Step 4: the template as typed.
    pub template: String,
    /// Step 4: hours or days.
    pub unit: TimeUnit,
    /// Step 5: the tax treatment.
    pub treatment: Treatment,
    /// The answers that the positions were made from; `None` while there are none.
    pub made_from: Option<String>,
    /// Step 5: title, texts, reference and service period.
    pub details: Details,
    /// Step 6: whether the entries become billed.
    pub mark_billed: bool,
    /// Our reference on the draft.
    pub marker: Option<String>,
    /// The draft's id in the tool.
    pub remote_id: Option<String>,
    /// The document's number in the tool, once it has one.
    pub remote_number: Option<String>,
    /// The tool's own totals: net, tax, gross.
    pub remote_totals: Option<(Cents, Cents, Cents)>,
    /// When the last attempt was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the tool is asked next.
    pub next_check_at: Option<DateTime<Utc>>,
    /// When the tool was last asked.
    pub checked_at: Option<DateTime<Utc>>,
    /// How often it was asked.
    pub checks: i32,
    /// Why it stands where it stands, as the engine wrote it.
    pub reason: Option<String>,
    /// When it came to its end.
    pub ended_at: Option<DateTime<Utc>>,
}

/// What step 5 asks about the document as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The title; empty for the tool's own.
    pub header: String,
    /// Text before the positions.
    pub intro: String,
    /// Text after the positions.
    pub closing: String,
    /// The customer's reference.
    pub reference: String,
    /// The service period where a person set it; otherwise it follows from the entries.
    pub service: Option<(NaiveDate, NaiveDate)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    state: String,
    attention: Option<String>,
    version: i64,
    created_by: Uuid,
    created_by_name: String,
    created_at: DateTime<Utc>,
    worked_at: DateTime<Utc>,
    report_url: String,
    period_from: Option<NaiveDate>,
    period_to: Option<NaiveDate>,
    group_by: Option<String>,
    sum_by: Option<String>,
    client_id: Option<Uuid>,
    client_name: Option<String>,
    connection_id: Option<Uuid>,
    tool: Option<String>,
    customer_id: Option<String>,
    customer_name: Option<String>,
    target_remote_id: Option<String>,
    before_image: Option<String>,
    level: Option<String>,
    mixed_rates: String,
    text_source: String,
    template: String,
    unit: String,
    treatment: String,
    made_from: Option<String>,
    header: String,
    intro: String,
    closing: String,
    reference: String,
    service_from: Option<NaiveDate>,
    service_to: Option<NaiveDate>,
    mark_billed: bool,
    marker: Option<String>,
    remote_id: Option<String>,
    remote_number: Option<String>,
    remote_net_cents: Option<i64>,
    remote_tax_cents: Option<i64>,
    remote_gross_cents: Option<i64>,
    sent_at: Option<DateTime<Utc>>,
    next_check_at: Option<DateTime<Utc>>,
    checked_at: Option<DateTime<Utc>>,
    checks: i32,
    reason: Option<String>,
    ended_at: Option<DateTime<Utc>>,
}

/// Reads a stored name back, or says which value this version does not know.
pub(super) fn known<T>(
    what: &'static str,
    value: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    parse(value).ok_or_else(|| StoreError::Unknown {
        what,
        value: value.to_owned(),
    })
}

/// The same for a value that may be missing.
pub(super) fn known_or_none<T>(
    what: &'static str,
    value: Option<String>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    value.map(|value| known(what, &value, parse)).transpose()
}

impl TryFrom<Row> for Invoice {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: InvoiceId(row.id),
            state: known("the state of an invoice", &row.state, InvoiceState::parse)?,
            attention: known_or_none(
                "the attention of an invoice",
                row.attention,
                Attention::parse,
            )?,
            version: row.version,
            created_by: UserId(row.created_by),
            created_by_name: row.created_by_name,
            created_at: row.created_at,
            worked_at: row.worked_at,
            report_url: row.report_url,
            period: row.period_from.zip(row.period_to),
            group: known_or_none("a grouping", row.group_by, Dimension::parse)?,
            sum: known_or_none("a summing", row.sum_by, Dimension::parse)?,
            client: row.client_id.map(ClientId),
            client_name: row.client_name,
            connection: row.connection_id.map(ConnectionId),
            tool: known_or_none("a billing tool", row.tool, BillingTool::parse)?,
            customer: row
                .customer_id
                .zip(row.customer_name)
                .map(|(id, name)| CustomerRef { id, name }),
            target: row
                .target_remote_id
                .map_or(Target::NewInvoice, |remote_id| Target::ExistingDraft {
                    remote_id,
                }),
            before_image: row.before_image,
            level: known_or_none("a level", row.level, Level::parse)?,
            mixed: known("a way with rates", &row.mixed_rates, MixedRates::parse)?,
            text_source: known("a source of texts", &row.text_source, TextSource::parse)?,
            template: row.template,
            unit: known("a unit", &row.unit, TimeUnit::parse)?,
            treatment: known("a tax treatment", &row.treatment, Treatment::parse)?,
            made_from: row.made_from,
            details: Details {
                header: row.header,
                intro: row.intro,
                closing: row.closing,
                reference: row.reference,
                service: row.service_from.zip(row.service_to),
            },
            mark_billed: row.mark_billed,
            marker: row.marker,
            remote_id: row.remote_id,
            remote_number: row.remote_number,
            remote_totals: row
                .remote_net_cents
                .zip(row.remote_tax_cents)
                .zip(row.remote_gross_cents)
                .map(|((net, tax), gross)| (Cents(net), Cents(tax), Cents(gross))),
            sent_at: row.sent_at,
            next_check_at: row.next_check_at,
            checked_at: row.checked_at,
            checks: row.checks,
            reason: row.reason,
            ended_at: row.ended_at,
        })
    }
}

impl Store {
    /// The invoice with this id.
    pub async fn invoice(&self, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
        let row = read!(self.db, |pool| {
            sqlx::query_as::<_, Row>(
                "select i.*, u.name as created_by_name, c.name as client_name, n.tool
                 from invoices i join users u on u.id = i.created_by
                 left join clients c on c.id = i.client_id left join connections n on n.id = i.connection_id
                 where i.id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Invoice::try_from).transpose()
    }
}
