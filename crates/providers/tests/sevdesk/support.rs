//! A simulated account with our adapter connected to it.

use std::ops::Deref;
use std::sync::Arc;

use domain::Clock as _;
use domain::payload::{CustomerRef, Payload};
use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Lookup, Outcome, Provider, ProviderError, ReadBack, Settings, Sought};
use sandbox::{Options, SevdeskOptions};
use secrecy::SecretString;
use serde_json::Value;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::sample::october;

/// The simulated tool and the adapter, after its first check.
pub(crate) struct Account {
    pub(crate) sevdesk: Sevdesk,
    pub(crate) settings: Settings,
    desk: Desk,
}

impl Deref for Account {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Account {
    pub(crate) async fn open() -> Self {
        Self::open_with(SevdeskOptions::default()).await
    }

    pub(crate) async fn open_with(options: SevdeskOptions) -> Self {
        let options = Options {
            sevdesk: options,
            ..Options::default()
        };
        let desk = Desk::open("sevdesk", options).await;
        let token = SevdeskOptions::DEMO_TOKEN;
        let unchecked = adapter(&desk.base, token, Settings::default(), &desk.clock);
        let settings = unchecked.check().await.unwrap().settings;
        Self {
            sevdesk: adapter(&desk.base, token, settings.clone(), &desk.clock),
            settings,
            desk,
        }
    }

    /// The same account with another token or other settings.
    pub(crate) fn with(&self, token: &str, settings: Settings) -> Sevdesk {
        adapter(&self.base, token, settings, &self.clock)
    }

    /// The same account with other HTTP clients.
    pub(crate) fn with_clients(&self, clients: Clients) -> Sevdesk {
        let address = Address::parse(&format!("{}/sevdesk", self.base)).unwrap();
        let token = SecretString::from(SevdeskOptions::DEMO_TOKEN);
        Sevdesk::new(
            address,
            token,
            self.settings.clone(),
            clients,
            self.clock.clone(),
        )
    }

    /// How many documents carry a reference.
    pub(crate) async fn carrying(&self, reference: &str) -> usize {
        let documents = self.documents().await;
        let carries = |document: &&Value| document["reference"] == reference;
        documents.iter().filter(carries).count()
    }

    /// A raw call, as the tool answers it.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let url = format!("{}/sevdesk/api/v1/{path}", self.base);
        let request = self.http.get(url);
        let request = request.header("Authorization", SevdeskOptions::DEMO_TOKEN);
        serde_json::from_str(&answered(request).await).unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/sevdesk/api/v1/{path}", self.base);
        let request = self.http.post(url).json(body);
        let request = request.header("Authorization", SevdeskOptions::DEMO_TOKEN);
        serde_json::from_str(&answered(request).await).unwrap()
    }

    /// The customer with this name.
    pub(crate) async fn customer(&self, name: &str) -> CustomerRef {
        let page = self.sevdesk.customers(name).await.unwrap();
        let customer = page
            .customers
            .into_iter()
            .find(|customer| customer.name == name)
            .unwrap();
        CustomerRef {
            id: customer.id,
            name: customer.name,
        }
    }

    /// Makes a draft that must come about, and reads it.
    pub(crate) async fn made(&self, payload: &Payload, reference: &str) -> ReadBack {
        match self.sevdesk.create(payload, reference).await {
            Outcome::Executed { remote_id } => {
                self.sevdesk.read(&remote_id).await.unwrap().unwrap()
            }
            outcome => panic!("{outcome:?}"),
        }
    }
}

fn adapter(base: &str, token: &str, settings: Settings, clock: &Arc<TestClock>) -> Sevdesk {
    let address = Address::parse(&format!("{base}/sevdesk")).unwrap();
    let clients = Clients::new(TimeOuts::default()).unwrap();
    Sevdesk::new(
        address,
        SecretString::from(token),
        settings,
        clients,
        clock.clone(),
    )
}

/// Looking for a draft by its reference, as the engine does.
pub(crate) trait FindBy {
    async fn find_by(
        &self,
        reference: &str,
        customer: &CustomerRef,
        canary: Option<&str>,
    ) -> Result<Lookup, ProviderError>;
}

impl FindBy for Sevdesk {
    async fn find_by(
        &self,
        reference: &str,
        customer: &CustomerRef,
        canary: Option<&str>,
    ) -> Result<Lookup, ProviderError> {
        let payload = october(customer.clone());
        let sought = Sought {
            reference,
            payload: &payload,
            before: None,
            since: TestClock::new().now(),
            others: &[],
            canary,
        };
        self.find(&sought).await
    }
}
