//! Lexware Office, formerly Lexoffice. `NOTES.md` beside this file says where each fact about their API comes from.

mod account;
mod calls;
mod carried;
mod classify;
mod copy;
mod create;
mod customers;
mod dates;
mod drafts;
mod find;
mod limits;
mod number;
pub mod oauth;
mod pattern;
mod received;
mod settings;
mod tax;
mod texts;
mod units;
mod voucherlist;
mod wire;
mod words;

use async_trait::async_trait;
use domain::capabilities::{Addition, Capabilities};
use domain::payload::{CustomerRef, Payload};
use domain::unit::Unit;

pub use self::calls::Access;
pub use self::settings::{LexwareSettings, TaxType};

use self::calls::Api;
use crate::carried::CarriedOver;
use crate::error::ProviderError;
use crate::outcome::Outcome;
use crate::provider::{
    Account, BeforeImage, CustomerPage, DraftPage, Lookup, Provider, ReadBack, Settings, Sought,
};

/// Where the gateway is, unless the operator says otherwise.
pub const DEFAULT_GATEWAY: &str = "https://api.lexware.io";
/// Where the pages and the authorisation server are, unless the operator says otherwise.
pub const DEFAULT_APP: &str = "https://app.lexware.de";

/// What Lexware Office can do.
const CAPABILITIES: Capabilities = Capabilities {
    addition: Some(Addition::Copy),
    quantity_decimals: 4,
    price_decimals: 4,
    header: true,
    texts: true,
    service_period: true,
    marker: false,
    in_pieces: false,
    deletes: false,
    units: &Unit::ALL,
    max_positions: Some(limits::LINES),
};

/// A company at Lexware Office.
#[derive(Debug)]
pub struct Lexware {
    api: Api,
    settings: Settings,
    /// None before the first check: then nothing can be created.
    company: Option<LexwareSettings>,
}

impl Lexware {
    /// A company by its access. `settings` are those that [`Provider::check`] answered.
    pub fn new(access: Access, settings: Settings) -> Self {
        Self {
            api: Api::new(access),
            company: settings.lexware,
            settings,
        }
    }
}

#[async_trait]
impl Provider for Lexware {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        account::check(&self.api, &self.settings).await
    }

    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError> {
        customers::search(&self.api, search).await
    }

    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
        drafts::drafts(&self.api, self.company, customer).await
    }

    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError> {
        match received::read(&self.api, remote_id).await? {
            Some(received) => drafts::before_image(&received, self.company),
            None => Ok(None),
        }
    }

    async fn create(&self, payload: &Payload, _reference: &str) -> Outcome {
        create::create(self, payload).await
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        copy::append(self, payload, before).await
    }

    fn carried_over(&self, before: &BeforeImage) -> Option<CarriedOver> {
        carried::over(before)
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        find::find(&self.api, sought).await
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        match received::read(&self.api, remote_id).await? {
            Some(received) => received.read().map(Some),
            None => Ok(None),
        }
    }

    /// There is no such call (developers.lexware.io/docs, "Invoices Endpoint").
    async fn delete(&self, _remote_id: &str) -> Result<(), ProviderError> {
        Err(ProviderError::Refused {
            message: "drafts are deleted by hand in Lexware Office".to_owned(),
        })
    }

    fn link(&self, remote_id: &str) -> String {
        self.api.page_of(remote_id)
    }
}
