//! HQ (`HQLabs`, later helloHQ), which has two APIs. `NOTES.md` beside this file says where each fact comes from.
//!
//! `v1` and `v2` have the words of the two APIs; everything else here is what both have in common. A draft is written in
//! pieces: its head first, then its lines one by one.

mod account;
mod calls;
mod classify;
mod complete;
mod document;
mod drafts;
mod errors;
mod fields;
mod lists;
mod progress;
mod protocol;
mod read;
mod settings;
mod taxed;
mod texts;
mod v1;
mod v2;
mod wire;
mod write;

use std::sync::Arc;

use async_trait::async_trait;
use domain::Clock;
use domain::capabilities::Capabilities;
use domain::payload::{CustomerRef, Payload};

use self::calls::Api;
use self::protocol::Protocol;
pub use self::protocol::company_of;
pub use self::settings::{
    Dialect, DialectChoice, HqSettings, MissingTable, PerUnit, TaxScale, TextFormat,
};
use crate::access::{AccessTokens, Pace};
use crate::address::Address;
use crate::customer_list::CustomerList;
use crate::error::ProviderError;
use crate::http::Clients;
use crate::outcome::{Obstacle, Outcome, Refusal};
use crate::provider::{
    Account, BeforeImage, CustomerPage, DraftPage, Lookup, Pieces, Provider, ReadBack,
    RemoteStatus, Settings, Sought,
};

/// Where HQ's APIs are, unless the operator says otherwise (developer.hellohq.io).
pub const DEFAULT_ADDRESS: &str = "https://api.hellohq.io";

/// An HQ tenant. It keeps the list of companies for a moment, so one of these should live as long as its connection, not
/// as long as a request.
#[derive(Debug)]
pub struct Hq {
    api: Api,
    settings: Settings,
    customers: CustomerList,
}

impl Hq {
    /// A tenant by its token. `settings` are those that [`Provider::check`] answered, with [`HqSettings`] among them;
    /// before the first check it is not known which API to speak, and nothing else can be done.
    pub fn new(
        address: Address,
        tokens: Arc<dyn AccessTokens>,
        pace: Arc<dyn Pace>,
        settings: Settings,
        clients: Clients,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            api: Api::new(address, tokens, pace, settings.clone(), clients, clock),
            settings,
            customers: CustomerList::default(),
        }
    }

    /// The words of the API that the last check found.
    fn protocol(&self) -> Result<&'static dyn Protocol, ProviderError> {
        let found = self.api.settings.found.map(protocol::of);
        found.ok_or_else(|| ProviderError::Refused {
            message: "it is not known yet which API of HQ to speak: test the connection".to_owned(),
        })
    }
}

/// The outcome of writing to a tenant that was never tested.
const UNTESTED: Outcome =
    Outcome::NotExecuted(Refusal::NotSendable(Obstacle::ConnectionIncomplete));

#[async_trait]
impl Provider for Hq {
    /// What can be done by the API that the tenant has; until that is known, what can be done by either.
    fn capabilities(&self) -> Capabilities {
        let dialect = self.api.settings.found.unwrap_or(Dialect::V2Rest);
        protocol::of(dialect).capabilities(&self.api)
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        account::check(&self.api, &self.settings).await
    }

    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError> {
        let read = self.protocol()?.companies(&self.api);
        self.customers.search(search, self.api.now(), read).await
    }

    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
        drafts::drafts(self.protocol()?, &self.api, customer).await
    }

    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError> {
        match read::read(self.protocol()?, &self.api, remote_id).await? {
            Some(received) => drafts::before_image(&received, &self.api.settings),
            None => Ok(None),
        }
    }

    async fn create(&self, payload: &Payload, reference: &str) -> Outcome {
        match self.protocol() {
            Ok(protocol) => write::create(protocol, &self.api, payload, reference).await,
            Err(_) => UNTESTED,
        }
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        match self.protocol() {
            Ok(protocol) => write::append(protocol, &self.api, payload, before).await,
            Err(_) => UNTESTED,
        }
    }

    async fn complete(&self, pieces: &Pieces<'_>) -> Result<(), ProviderError> {
        complete::complete(self.protocol()?, &self.api, pieces).await
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        self.protocol()?.find(&self.api, sought).await
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        let received = read::read(self.protocol()?, &self.api, remote_id).await?;
        Ok(received.map(|received| received.read(&self.api.settings)))
    }

    /// Looks at the status right before: that HQ refuses to delete anything but a draft is documented nowhere.
    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError> {
        let document = self.read(remote_id).await?.ok_or(ProviderError::NotFound)?;
        if document.status != RemoteStatus::Draft {
            return Err(ProviderError::Refused {
                message: "it is not a draft any more".to_owned(),
            });
        }
        self.protocol()?.delete(&self.api, remote_id).await
    }

    /// Empty where the settings do not know the pages of the tenant.
    fn link(&self, remote_id: &str) -> String {
        let page = self.api.settings.document_page.as_deref();
        page.map(|page| page.replace("{id}", remote_id))
            .unwrap_or_default()
    }
}
