//! What the two APIs can both do, each in its own words.

use async_trait::async_trait;
use domain::capabilities::Capabilities;
use domain::payload::{Payload, PayloadPosition};

use super::calls::Api;
use super::classify::NotAdded;
use super::document::{Head, Line};
use super::settings::Dialect;
use super::v1::V1;
use super::v2::V2;
use crate::error::ProviderError;
use crate::outcome::{Obstacle, Outcome};
use crate::provider::{ContactPerson, Customer, Lookup, Sought};

/// One of the APIs.
#[async_trait]
pub(super) trait Protocol: Send + Sync {
    /// What can be done by it.
    fn capabilities(&self, api: &Api) -> Capabilities;

    /// A reading call that succeeds if the token opens this API.
    async fn probe(&self, api: &Api) -> Result<(), ProviderError>;

    /// What the tenant has beside documents.
    async fn masters(&self, api: &Api) -> Result<Masters, ProviderError>;

    /// All companies.
    async fn companies(&self, api: &Api) -> Result<Vec<Customer>, ProviderError>;

    /// The documents of a company that may be invoices; each is to be looked at again.
    async fn documents_of(&self, api: &Api, company: &str) -> Result<Vec<Head>, ProviderError>;

    /// A document without its lines; `None` if there is none.
    async fn head(&self, api: &Api, id: &str) -> Result<Option<Head>, ProviderError>;

    /// The lines of a document.
    async fn lines(&self, api: &Api, id: &str) -> Result<Vec<Line>, ProviderError>;

    /// The request for a new document.
    fn new_head(&self, api: &Api, payload: &Payload, reference: &str) -> Result<String, Obstacle>;

    /// Makes a document.
    async fn create(&self, api: &Api, body: String) -> Outcome;

    /// Where in a document new lines go; makes such a place where there is none.
    async fn place(&self, api: &Api, id: &str, lines: &[Line]) -> Result<Place, ProviderError>;

    /// Adds a line.
    async fn add(
        &self,
        api: &Api,
        place: &Place,
        position: &PayloadPosition,
        order: u64,
    ) -> Result<Line, NotAdded>;

    /// Takes a line of ours back.
    async fn remove(&self, api: &Api, document: &str, line: &str) -> Result<(), ProviderError>;

    /// Deletes a document.
    async fn delete(&self, api: &Api, id: &str) -> Result<(), ProviderError>;

    /// Whether the document that was to be made exists.
    async fn find(&self, api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError>;
}

/// The words for a dialect.
pub(super) fn of(dialect: Dialect) -> &'static dyn Protocol {
    match dialect {
        Dialect::V1Odata => &V1,
        Dialect::V2Rest => &V2,
    }
}

/// Where lines go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The document.
    pub(super) document: u64,
    /// Its table, which v2 wants to know.
    pub(super) table: Option<String>,
}

/// What a tenant has beside documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Masters {
    /// The companies of one's own.
    pub(super) own_companies: Vec<OwnCompany>,
    /// The users.
    pub(super) users: Vec<ContactPerson>,
    /// The templates for invoices, the standard one first.
    pub(super) templates: Vec<Template>,
}

/// A company of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnCompany {
    pub(super) id: String,
    pub(super) name: String,
    /// When it was made in HQ, as HQ writes it.
    pub(super) created_on: Option<String>,
}

impl OwnCompany {
    /// What stands for the tenant, which neither API names. Ids are counted, and two tenants may count alike; when
    /// the company was made never changes, as its name may.
    pub(super) fn tenant(&self) -> String {
        match &self.created_on {
            Some(at) => format!("{}{SINCE}{at}", self.id),
            None => self.id.clone(),
        }
    }
}

/// Stands between a company's id and when it was made.
const SINCE: char = '@';

/// The id of the company in what stands for its tenant as [`Account::organisation_id`].
///
/// [`Account::organisation_id`]: crate::provider::Account::organisation_id
pub fn company_of(tenant: &str) -> &str {
    tenant.split(SINCE).next().unwrap_or(tenant)
}

/// A template for invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) id: u64,
    /// The company of one's own that it is for, if it is for one.
    pub(super) own_company: Option<String>,
}

/// An id as the APIs write it.
pub(super) fn number(id: &str) -> Option<u64> {
    id.parse().ok()
}
