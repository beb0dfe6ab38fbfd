//! A simulated tenant with our adapter connected to it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use domain::payload::{CustomerRef, Payload};
use providers::hq::{Dialect, Hq, HqSettings};
use providers::http::{Clients, TimeOuts};
use providers::{
    Address, BeforeImage, FixedToken, Lookup, Outcome, Pace, Pieces, Provider, ProviderError,
    ReadBack, Settings, Sought, Unpaced,
};
use reqwest::Client;
use sandbox::{HqOptions, Options, Running, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};

/// Both dialects, for tests that each must pass.
pub(crate) const BOTH: [Dialect; 2] = [Dialect::V1Odata, Dialect::V2Rest];

pub(crate) const REFERENCE: &str = "PO 4711 BH-2026-10-4F7K2Q";

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

/// The simulated tenant and the adapter, after its first check.
pub(crate) struct Tenant {
    pub(crate) hq: Hq,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) dialect: Dialect,
    base: String,
    clients: Clients,
    http: Client,
    _running: Running,
}

impl Tenant {
    pub(crate) async fn open(dialect: Dialect) -> Self {
        Self::open_with(dialect, |_| {}, |_| {}).await
    }

    /// A tenant that differs from the usual one, and a connection whose assumptions do.
    pub(crate) async fn open_with(
        dialect: Dialect,
        tenant: impl FnOnce(&mut HqOptions),
        assumed: impl FnOnce(&mut HqSettings),
    ) -> Self {
        let clock = TestClock::new();
        let ours = clock.clone();
        let mut options = Options {
            clock: sandbox::Clock::new(move || ours.now()),
            ..Options::default()
        };
        tenant(&mut options.hq);
        let sandbox = Sandbox::open(None, options).unwrap();
        let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
        let mut hq = HqSettings::default();
        assumed(&mut hq);
        let before = Settings {
            hq: Some(hq),
            ..Settings::default()
        };
        let clients = Clients::new(TimeOuts::default()).unwrap();
        let unchecked = adapter(
            &base,
            token(dialect),
            before,
            Arc::new(Unpaced),
            &clients,
            &clock,
        );
        let settings = unchecked.check().await.unwrap().settings;
        Self {
            hq: adapter(
                &base,
                token(dialect),
                settings.clone(),
                Arc::new(Unpaced),
                &clients,
                &clock,
            ),
            settings,
            clock,
            dialect,
            base,
            clients,
            http: Client::builder().build().unwrap(),
            _running: running,
        }
    }

    /// The same tenant with another token or other settings.
    pub(crate) fn with(&self, token: &str, settings: Settings) -> Hq {
        adapter(
            &self.base,
            token,
            settings,
            Arc::new(Unpaced),
            &self.clients,
            &self.clock,
        )
    }

    /// The same connection with turns to wait for.
    pub(crate) fn paced(&self, pace: Arc<dyn Pace>) -> Hq {
        let settings = self.settings.clone();
        adapter(
            &self.base,
            token(self.dialect),
            settings,
            pace,
            &self.clients,
            &self.clock,
        )
    }

    /// The same connection with other assumptions.
    pub(crate) fn assuming(&self, change: impl FnOnce(&mut HqSettings)) -> Hq {
        let mut settings = self.settings.clone();
        change(settings.hq.as_mut().unwrap());
        self.with(token(self.dialect), settings)
    }

    /// Makes the tool misbehave once.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        self.fault_with(operation, fault, json!({})).await;
    }

    pub(crate) async fn fault_with(&self, operation: &str, fault: &str, more: Value) {
        let mut order = json!({"tool": "hq", "operation": operation, "fault": fault});
        let more = more.as_object().unwrap().clone();
        order.as_object_mut().unwrap().extend(more);
        self.control("/sandbox/faults", &order).await;
    }

    /// Adds data; answers the ids of what was added.
    pub(crate) async fn seed(&self, what: Value) -> Value {
        self.control("/sandbox/seed/hq", &what).await
    }

    /// Goes back to the sample data.
    pub(crate) async fn reset(&self) {
        let request = self.http.post(format!("{}/sandbox/reset", self.base));
        assert_eq!(request.send().await.unwrap().status(), 204);
    }

    async fn control(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.base)).json(body);
        let response = request.send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{text}");
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) async fn state(&self) -> Value {
        let request = self.http.get(format!("{}/sandbox/state", self.base));
        request.send().await.unwrap().json().await.unwrap()
    }

    /// The tool's own view of its documents.
    pub(crate) async fn documents(&self) -> Vec<Value> {
        let state = self.state().await;
        state["hq"]["documents"].as_array().unwrap().clone()
    }

    pub(crate) async fn document(&self, id: &str) -> Value {
        let documents = self.documents().await;
        let found = documents.into_iter().find(|document| document["id"] == id);
        found.unwrap()
    }

    /// How often an operation was asked for.
    pub(crate) async fn count(&self, operation: &str) -> u64 {
        let state = self.state().await;
        state["requests"]["hq"][operation]
            .as_u64()
            .unwrap_or_default()
    }

    /// What a person does on the tool's own pages.
    pub(crate) async fn press(&self, action: &str, form: &[(&str, &str)]) {
        let url = format!("{}/hq/do/{action}", self.base);
        let response = self.http.post(url).form(form).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// The customer with this name.
    pub(crate) async fn customer(&self, name: &str) -> CustomerRef {
        let page = self.hq.customers(name).await.unwrap();
        let mut customers = page.customers.into_iter();
        let customer = customers.find(|customer| customer.name == name).unwrap();
        CustomerRef {
            id: customer.id,
            name: customer.name,
        }
    }

    /// The company that has a draft in this dialect, and the draft.
    pub(crate) async fn drafted(&self) -> (CustomerRef, BeforeImage) {
        let (name, id) = match self.dialect {
            Dialect::V1Odata => ("ACME GmbH", "157100"),
            Dialect::V2Rest => ("Müller & Söhne GmbH", "157117"),
        };
        let before = self.hq.before_image(id).await.unwrap().unwrap();
        (self.customer(name).await, before)
    }

    /// Makes a head that must come about.
    pub(crate) async fn head(&self, payload: &Payload) -> String {
        match self.hq.create(payload, REFERENCE).await {
            Outcome::Executed { remote_id } => remote_id,
            outcome => panic!("{outcome:?}"),
        }
    }

    /// Brings the lines onto a draft.
    pub(crate) async fn complete(
        &self,
        hq: &Hq,
        remote_id: &str,
        payload: &Payload,
        before: Option<&BeforeImage>,
    ) -> Result<(), ProviderError> {
        let pieces = Pieces {
            remote_id,
            payload,
            before,
            until: self.clock.now() + TimeDelta::seconds(60),
        };
        hq.complete(&pieces).await
    }

    /// Makes a draft that must come about with all its lines, and reads it.
    pub(crate) async fn made(&self, payload: &Payload) -> ReadBack {
        let id = self.head(payload).await;
        self.complete(&self.hq, &id, payload, None).await.unwrap();
        self.hq.read(&id).await.unwrap().unwrap()
    }

    /// Looks for the draft that was to be made, as the engine does.
    pub(crate) async fn find(&self, payload: &Payload, others: &[String]) -> Lookup {
        let sought = Sought {
            reference: REFERENCE,
            payload,
            before: None,
            since: self.clock.now(),
            others,
            canary: None,
        };
        self.hq.find(&sought).await.unwrap()
    }
}

/// The token that opens a dialect.
pub(crate) fn token(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1Odata => HqOptions::DEMO_V1_TOKEN,
        Dialect::V2Rest => HqOptions::DEMO_V2_TOKEN,
    }
}

fn adapter(
    base: &str,
    token: &str,
    settings: Settings,
    pace: Arc<dyn Pace>,
    clients: &Clients,
    clock: &Arc<TestClock>,
) -> Hq {
    Hq::new(
        Address::parse(&format!("{base}/hq")).unwrap(),
        Arc::new(FixedToken(SecretString::from(token))),
        pace,
        settings,
        clients.clone(),
        clock.clone(),
    )
}
