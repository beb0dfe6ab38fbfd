//! sevDesk. `NOTES.md` beside this file says where each fact about their API comes from.

mod account;
mod append;
mod calls;
mod classify;
mod create;
mod customers;
mod dates;
mod document;
mod drafts;
mod echo;
mod envelope;
mod fields;
mod find;
mod lines;
mod read;
mod tax;
mod texts;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use domain::Clock;
use domain::capabilities::{Addition, Capabilities};
use domain::payload::{CustomerRef, Payload};
use domain::unit::Unit;
use secrecy::{ExposeSecret, SecretString};

use self::calls::Api;
use crate::address::Address;
use crate::customer_list::CustomerList;
use crate::error::ProviderError;
use crate::http::Clients;
use crate::outcome::Outcome;
use crate::provider::{
    Account, BeforeImage, CustomerPage, DraftPage, Lookup, Provider, ReadBack, RemoteStatus,
    Settings, Sought,
};

/// Where sevDesk is, unless the operator says otherwise.
pub const DEFAULT_ADDRESS: &str = "https://my.sevdesk.de";

/// What sevDesk can do. Two decimals are what was measured; more may be kept, but nobody has shown it.
pub(crate) const CAPABILITIES: Capabilities = Capabilities {
    addition: Some(Addition::Resend),
    quantity_decimals: 2,
    price_decimals: 2,
    header: true,
    texts: true,
    service_period: true,
    marker: true,
    in_pieces: false,
    deletes: true,
    units: &Unit::ALL,
    max_positions: None,
};

/// A sevDesk account. It keeps the list of customers for a moment, so one of these should live as long as its
/// connection, not as long as a request.
#[derive(Debug)]
pub struct Sevdesk {
    api: Api,
    settings: Settings,
    customers: CustomerList,
}

impl Sevdesk {
    /// An account by its token. `settings` are those that [`Provider::check`] answered; before the first check they
    /// are empty, and nothing can be created.
    pub fn new(
        address: Address,
        token: SecretString,
        settings: Settings,
        clients: Clients,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let token = SecretString::from(token.expose_secret().trim());
        Self {
            api: Api::new(address, token, clients, clock),
            settings,
            customers: CustomerList::default(),
        }
    }
}

#[async_trait]
impl Provider for Sevdesk {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        account::check(&self.api, &self.settings).await
    }

    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError> {
        let read = customers::all(&self.api);
        self.customers.search(search, self.api.now(), read).await
    }

    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
        drafts::drafts(&self.api, customer).await
    }

    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError> {
        match read::read(&self.api, remote_id).await? {
            Some(received) => drafts::before_image(&received, &self.settings),
            None => Ok(None),
        }
    }

    async fn create(&self, payload: &Payload, reference: &str) -> Outcome {
        create::create(self, payload, reference).await
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        append::append(self, payload, before).await
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        find::find(&self.api, sought).await
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        let Some(received) = read::read(&self.api, remote_id).await? else {
            return Ok(None);
        };
        let mut document = received.read(&self.settings)?;
        if read::is_cancelled(&self.api, &received).await? {
            document.status = RemoteStatus::Cancelled;
        }
        Ok(Some(document))
    }

    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError> {
        self.api.delete_invoice(remote_id).await
    }

    fn link(&self, remote_id: &str) -> String {
        self.api.page_of(remote_id)
    }
}
