//! An office with the simulated sevDesk, through the real adapter.

use std::sync::Arc;

use domain::payload::CustomerRef;
use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Provider, Settings};
use reqwest::Client;
use sandbox::{Running, SevdeskOptions};
use secrecy::SecretString;
use serde_json::{Value, json};
use store::Store;

use crate::clock::TestClock;
use crate::office::Office;

pub struct Simulated {
    pub adapter: Arc<Sevdesk>,
    base: String,
    http: Client,
    _running: Running,
}

/// An office whose customer has a draft already.
pub async fn office(store: Store) -> (Office, Simulated) {
    let (base, running) = sandbox::spawn_local().await.unwrap();
    let clock = Arc::new(TestClock::new());
    let unchecked = adapter(&base, Settings::default(), &clock);
    let account = unchecked.check().await.unwrap();
    let adapter = Arc::new(adapter(&base, account.settings, &clock));
    let page = adapter.customers("ACME GmbH").await.unwrap();
    let customer = CustomerRef {
        id: page.customers[0].id.clone(),
        name: page.customers[0].name.clone(),
    };
    let organisation = &account.organisation_id;
    let office = Office::open(store, clock, adapter.clone(), organisation, customer).await;
    let http = Client::builder().build().unwrap();
    (
        office,
        Simulated {
            adapter,
            base,
            http,
            _running: running,
        },
    )
}

fn adapter(base: &str, settings: Settings, clock: &Arc<TestClock>) -> Sevdesk {
    let address = Address::parse(&format!("{base}/sevdesk")).unwrap();
    let clients = Clients::new(TimeOuts::default()).unwrap();
    let token = SecretString::from(SevdeskOptions::DEMO_TOKEN);
    Sevdesk::new(address, token, settings, clients, clock.clone())
}

impl Simulated {
    /// Makes the next saving call go wrong. `more` has the fault's details.
    pub async fn fault(&self, fault: &str, more: &Value) {
        let mut order = json!({"tool": "sevdesk", "operation": "save_invoice", "fault": fault});
        let details = more.as_object().unwrap().clone();
        order.as_object_mut().unwrap().extend(details);
        let url = format!("{}/sandbox/faults", self.base);
        let response = self.http.post(url).json(&order).send().await.unwrap();
        assert!(
            response.status().is_success(),
            "{}",
            response.text().await.unwrap()
        );
    }

    /// The documents in the tool, as the sandbox knows them.
    pub async fn documents(&self) -> Vec<Value> {
        self.state().await["sevdesk"]["documents"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Those that carry a marker of ours.
    pub async fn ours(&self) -> Vec<Value> {
        let carries = |document: &Value| {
            document["reference"]
                .as_str()
                .is_some_and(|text| text.contains("BH-"))
        };
        self.documents().await.into_iter().filter(carries).collect()
    }

    /// How often something was saved.
    pub async fn saves(&self) -> u64 {
        self.state().await["requests"]["sevdesk"]["save_invoice"]
            .as_u64()
            .unwrap_or_default()
    }

    async fn state(&self) -> Value {
        let url = format!("{}/sandbox/state", self.base);
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }
}
