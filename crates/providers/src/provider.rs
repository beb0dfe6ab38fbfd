//! What every adapter offers.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::capabilities::Capabilities;
use domain::money::Cents;
use domain::payload::{CustomerRef, Payload};
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::carried::CarriedOver;
use crate::error::ProviderError;
use crate::hq::HqSettings;
use crate::lexware::LexwareSettings;
use crate::outcome::Outcome;

/// An adapter for one connection: a billing tool with the credentials of one company.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What the tool can do.
    fn capabilities(&self) -> Capabilities;

    /// Proves the credentials against the tool and learns what later calls need.
    async fn check(&self) -> Result<Account, ProviderError>;

    /// Customers whose name or number contains `search` (all of them when it is empty), without regard to case.
    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError>;

    /// The drafts of a customer, newest first, each with the reason why it cannot be added to, if there is one.
    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError>;

    /// The draft as it is now, to be compared right before sending and after it; `None` when it is gone, no longer a
    /// draft, or one that cannot be added to ([`Provider::drafts`] says why).
    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError>;

    /// Makes a new draft that carries `reference`, the whole of it: the customer's own order number, if there is one,
    /// and our marker. One HTTP attempt, never repeated.
    async fn create(&self, payload: &Payload, reference: &str) -> Outcome;

    /// Adds the payload's positions to the draft that `before` shows. Reads the draft again and sends nothing if it
    /// changed; otherwise one HTTP attempt, never repeated. The draft that has them may be another one
    /// ([`Addition::Copy`](domain::capabilities::Addition::Copy)).
    ///
    /// A tool that takes drafts in pieces only proves here, and in [`Self::create`] only writes the head: the lines
    /// follow by [`Self::complete`].
    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome;

    /// What a copy of this draft keeps and loses; `None` where additions leave the draft what it is. Asks the tool nothing.
    fn carried_over(&self, _before: &BeforeImage) -> Option<CarriedOver> {
        None
    }

    /// Brings what is missing onto a draft whose id is known for good, and may be called again wherever it ended: it
    /// goes by what the draft has now. There is nothing to do for tools that take a draft as a whole.
    async fn complete(&self, _pieces: &Pieces<'_>) -> Result<(), ProviderError> {
        Ok(())
    }

    /// Whether the draft that was to be written exists.
    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError>;

    /// The document with this id, whatever its status; `None` if the tool says that there is none.
    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError>;

    /// Deletes a draft of ours, whose id is known for good; may be called again wherever it ended, since a document that
    /// is gone is [`ProviderError::NotFound`]. Never deletes what is no longer a draft. Where drafts cannot be deleted
    /// ([`Capabilities::deletes`]) it is [`ProviderError::Refused`].
    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError>;

    /// The page of the document in the tool.
    fn link(&self, remote_id: &str) -> String;
}

/// A draft that a look-up looks for.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The reference that it carries, where the tool keeps one.
    pub reference: &'a str,
    /// What was sent.
    pub payload: &'a Payload,
    /// The draft that the positions were to be added to; `None` for a new one.
    pub before: Option<&'a BeforeImage>,
    /// When it may have been written at the earliest.
    pub since: DateTime<Utc>,
    /// Documents in the tool that are known to belong to other invoices of ours.
    pub others: &'a [String],
    /// The reference of an earlier invoice of ours, which must be found by the same kind of query for an absence to count.
    pub canary: Option<&'a str>,
}

/// A draft that is written in pieces.
#[derive(Clone, Copy, Debug)]
pub struct Pieces<'a> {
    /// Its id in the tool.
    pub remote_id: &'a str,
    /// What it is to hold.
    pub payload: &'a Payload,
    /// What it held before, when positions are added to it.
    pub before: Option<&'a BeforeImage>,
    /// No piece is begun after this: then somebody else may be at it.
    pub until: DateTime<Utc>,
}

/// Whom the credentials belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The organisation's id in the tool: what an invoice of ours belongs to. Another one is another connection.
    pub organisation_id: String,
    /// A name that a person recognises.
    pub name: String,
    /// Who may be named on an invoice; the first is the default.
    pub contact_persons: Vec<ContactPerson>,
    /// What later calls need and what does not change: kept with the connection.
    pub settings: Settings,
}

/// Somebody on the tool's side who is named on invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPerson {
    /// Their id in the tool.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// What an adapter learnt when it was connected; stored with the connection as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The contact person on invoices.
    pub contact_person: Option<String>,
    /// sevDesk's bookkeeping version, `1.0` or `2.0`.
    pub bookkeeping_version: Option<String>,
    /// The tool's ids of our units, by [`domain::unit::Unit::as_str`].
    #[serde(default)]
    pub unit_ids: BTreeMap<String, String>,
    /// What is assumed and learnt about HQ; defaults for what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hq: Option<HqSettings>,
    /// What was learnt about the company at Lexware Office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexware: Option<LexwareSettings>,
}

/// A customer of the tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id in the tool.
    pub id: String,
    /// Company, or first and last name.
    pub name: String,
    /// The customer number; may be empty.
    pub number: String,
}

/// Customers that match, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPage {
    /// The first of them.
    pub customers: Vec<Customer>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// The drafts of a customer, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPage {
    /// The newest of them.
    pub drafts: Vec<DraftSummary>,
    /// Whether there are older ones that are not shown.
    pub more: bool,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSummary {
    /// Its id in the tool.
    pub remote_id: String,
    /// Its title; may be empty.
    pub header: String,
    /// Its reference; may be empty.
    pub reference: String,
    /// The date of the invoice.
    pub date: Option<NaiveDate>,
    /// Its net total.
    pub net: Cents,
    /// Why nothing can be added to it; `None` if it can be used.
    pub unusable: Option<WhyUnusable>,
}

/// Why a draft cannot be added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnusable {
    /// Its prices are gross.
    GrossPrices,
    /// Its currency is not the euro.
    Currency,
    /// Its tax rule is none that we know.
    TaxRule,
    /// It is fixed and cannot be changed.
    Locked,
    /// It is an electronic invoice, whose further fields we do not carry.
    ElectronicInvoice,
    /// It was made from another document or by a template, and a copy would lose that.
    Linked,
}

/// A draft as the tool showed it at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeImage {
    /// Its id in the tool.
    pub remote_id: String,
    /// What the positions that we add inherit.
    pub treatment: Treatment,
    /// What a person reads about it.
    pub summary: DraftSummary,
    /// The draft in our words.
    pub document: ReadBack,
    /// The draft as received, as JSON text in the adapter's own shape: a text keeps every digit and every field. Equal
    /// texts mean an unchanged draft.
    pub raw: String,
}

/// What a look-up by reference says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Exactly one document carries the reference.
    Found {
        /// Its id in the tool.
        remote_id: String,
    },
    /// Several documents carry it, oldest first.
    FoundMany {
        /// Their ids in the tool.
        remote_ids: Vec<String>,
    },
    /// All pages were read, each row was compared here, and the canary was found: it is not there now.
    Absent,
    /// The answer proves nothing, for this reason.
    Inconclusive {
        /// Why.
        detail: String,
        /// Whether that is for a person to tell: something may be it. Otherwise another look may prove more.
        alike: bool,
    },
}

/// Where a document stands in the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoteStatus {
    /// Still a draft.
    Draft,
    /// Finalised: sent, open, or paid.
    Finalised,
    /// Cancelled.
    Cancelled,
}

/// A document read back, in our words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// Its id in the tool.
    pub remote_id: String,
    /// Where it stands.
    pub status: RemoteStatus,
    /// The organisation that it belongs to.
    pub organisation_id: String,
    /// The customer's id in the tool.
    pub customer_id: String,
    /// Its reference.
    pub reference: String,
    /// Its number, once it has one.
    pub number: Option<String>,
    /// Its lines, in order.
    pub lines: Vec<RemoteLine>,
    /// The tool's own totals.
    pub net: Cents,
    /// Tax.
    pub tax: Cents,
    /// Net and tax.
    pub gross: Cents,
    /// What discounts on the whole document took from the net total.
    pub discount: Cents,
    /// Everything else that an addition must leave as it is, by the tool's own names; compared, never interpreted.
    pub details: BTreeMap<String, String>,
}

/// A line of a document read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteLine {
    /// Its id in the tool.
    pub id: String,
    /// The text, put together as we would send it.
    pub text: String,
    /// How much.
    pub quantity: Decimal,
    /// Of what; `None` if it is a unit that we never send.
    pub unit: Option<Unit>,
    /// Euro per unit; net, unless somebody switched the document to gross prices.
    pub price: Decimal,
    /// The tax rate.
    pub tax: TaxRate,
    /// Everything else that an addition must leave as it is, by the tool's own names; compared, never interpreted.
    pub details: BTreeMap<String, String>,
}
