//! A simulated account with our adapter connected to it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use domain::payload::{CustomerRef, Payload};
use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Lookup, Outcome, Provider, ProviderError, ReadBack, Settings, Sought};
use reqwest::Client;
use sandbox::{Options, Running, Sandbox, SevdeskOptions};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::sample::october;

/// A clock that is moved by hand.
pub(crate) struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub(crate) fn new() -> Arc<Self> {
        let start = DateTime::parse_from_rfc3339("2026-11-02T09:00:00Z").unwrap();
        Arc::new(Self(Mutex::new(start.to_utc())))
    }

    pub(crate) fn advance(&self, seconds: i64) {
        *self.0.lock().unwrap() += TimeDelta::seconds(seconds);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The simulated tool and the adapter, after its first check.
pub(crate) struct Account {
    pub(crate) sevdesk: Sevdesk,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<TestClock>,
    base: String,
    http: Client,
    _running: Running,
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
        let sandbox = Sandbox::open(None, options).unwrap();
        let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
        let clock = TestClock::new();
        let unchecked = adapter(
            &base,
            SevdeskOptions::DEMO_TOKEN,
            Settings::default(),
            &clock,
        );
        let settings = unchecked.check().await.unwrap().settings;
        let sevdesk = adapter(&base, SevdeskOptions::DEMO_TOKEN, settings.clone(), &clock);
        Self {
            sevdesk,
            settings,
            clock,
            base,
            http: Client::builder().build().unwrap(),
            _running: running,
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

    /// Makes the tool misbehave once.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        self.fault_with(operation, fault, json!({})).await;
    }

    pub(crate) async fn fault_with(&self, operation: &str, fault: &str, more: Value) {
        let mut order = json!({"tool": "sevdesk", "operation": operation, "fault": fault});
        order
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let response = self
            .http
            .post(format!("{}/sandbox/faults", self.base))
            .json(&order)
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{}",
            response.text().await.unwrap()
        );
    }

    /// Adds data; answers the ids of what was added.
    pub(crate) async fn seed(&self, what: Value) -> Value {
        let response = self
            .http
            .post(format!("{}/sandbox/seed", self.base))
            .json(&what)
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{}",
            response.text().await.unwrap()
        );
        response.json().await.unwrap()
    }

    /// All documents and the counters of requests.
    pub(crate) async fn state(&self) -> Value {
        let response = self
            .http
            .get(format!("{}/sandbox/state", self.base))
            .send()
            .await
            .unwrap();
        response.json().await.unwrap()
    }

    /// How often an operation was asked for.
    pub(crate) async fn count(&self, operation: &str) -> u64 {
        self.state().await["requests"]["sevdesk"][operation]
            .as_u64()
            .unwrap_or_default()
    }

    /// How many documents carry a reference.
    pub(crate) async fn carrying(&self, reference: &str) -> usize {
        let state = self.state().await;
        let documents = state["sevdesk"]["documents"].as_array().unwrap();
        documents
            .iter()
            .filter(|document| document["reference"] == reference)
            .count()
    }

    /// What a person does on the tool's own pages.
    pub(crate) async fn press(&self, action: &str, form: &[(&str, &str)]) {
        let url = format!("{}/sevdesk/do/{action}", self.base);
        let response = self.http.post(url).form(form).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// A raw call, as the tool answers it.
    pub(crate) async fn get(&self, path: &str) -> Value {
        let request = self
            .http
            .get(format!("{}/sevdesk/api/v1/{path}", self.base));
        let response = request
            .header("Authorization", SevdeskOptions::DEMO_TOKEN)
            .send()
            .await
            .unwrap();
        response.json().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self
            .http
            .post(format!("{}/sevdesk/api/v1/{path}", self.base));
        let request = request.header("Authorization", SevdeskOptions::DEMO_TOKEN);
        request
            .json(body)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
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
