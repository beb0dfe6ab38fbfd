//! A simulated company with our adapter connected to it; both go by one clock.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use domain::payload::Payload;
use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::{
    AccessTokens, Address, BeforeImage, FixedToken, Lookup, Outcome, Provider, ReadBack, Settings,
    Sought, Unpaced,
};
use reqwest::Client;
use sandbox::{LexwareOptions, Options, Running, Sandbox};
use serde_json::{Value, json};

/// A clock that is moved by hand.
pub(crate) struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub(crate) fn new() -> Arc<Self> {
        let start = DateTime::parse_from_rfc3339("2026-10-01T10:00:00+02:00").unwrap();
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
pub(crate) struct Office {
    pub(crate) lexware: Lexware,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) base: String,
    pub(crate) http: Client,
    _running: Running,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    pub(crate) async fn open_with(change: impl FnOnce(&mut LexwareOptions)) -> Self {
        let clock = TestClock::new();
        let read = clock.clone();
        let mut options = Options {
            clock: sandbox::Clock::new(move || read.now()),
            ..Options::default()
        };
        change(&mut options.lexware);
        let sandbox = Sandbox::open(None, options).unwrap();
        let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
        let unchecked = adapter(&base, key(), Settings::default(), &clock);
        // A company without the API can't be asked; its adapter is tried as it is.
        let settings = match unchecked.check().await {
            Ok(account) => account.settings,
            Err(_) => Settings::default(),
        };
        let lexware = adapter(&base, key(), settings.clone(), &clock);
        Self {
            lexware,
            settings,
            clock,
            base,
            http: Client::builder().build().unwrap(),
            _running: running,
        }
    }

    /// The same company with other tokens.
    pub(crate) fn with(&self, tokens: Arc<dyn AccessTokens>) -> Lexware {
        adapter(&self.base, tokens, self.settings.clone(), &self.clock)
    }

    /// Makes the tool misbehave once.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        self.fault_with(operation, fault, json!({})).await;
    }

    pub(crate) async fn fault_with(&self, operation: &str, fault: &str, more: Value) {
        let mut order = json!({"tool": "lexware", "operation": operation, "fault": fault});
        order
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let url = format!("{}/sandbox/faults", self.base);
        let response = self.http.post(url).json(&order).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// All documents and the counters of requests.
    pub(crate) async fn state(&self) -> Value {
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

    /// How often an operation was asked for.
    pub(crate) async fn count(&self, operation: &str) -> u64 {
        self.state().await["requests"]["lexware"][operation]
            .as_u64()
            .unwrap_or_default()
    }

    pub(crate) async fn documents(&self) -> usize {
        let state = self.state().await;
        state["lexware"]["documents"].as_array().unwrap().len()
    }

    /// What a person does on the tool's own pages.
    pub(crate) async fn press(&self, action: &str, form: &[(&str, &str)]) {
        let url = format!("{}/lexware/do/{action}", self.base);
        let response = self.http.post(url).form(form).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// An invoice as the tool answers it.
    pub(crate) async fn raw(&self, id: &str) -> Value {
        let url = format!("{}/lexware/v1/invoices/{id}", self.base);
        let request = self.http.get(url).bearer_auth(LexwareOptions::DEMO_API_KEY);
        request.send().await.unwrap().json().await.unwrap()
    }

    /// Makes an invoice by hand; answers its id.
    pub(crate) async fn by_hand(&self, query: &str, body: &Value) -> String {
        let url = format!("{}/lexware/v1/invoices{query}", self.base);
        let request = self
            .http
            .post(url)
            .bearer_auth(LexwareOptions::DEMO_API_KEY);
        let response = request.json(body).send().await.unwrap();
        let answer: Value = response.json().await.unwrap();
        answer["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    }

    /// Makes a draft that must come about, and reads it.
    pub(crate) async fn made(&self, payload: &Payload) -> ReadBack {
        let id = executed(self.lexware.create(payload, "BH-2026-09-7KQ2MD").await);
        self.lexware.read(&id).await.unwrap().unwrap()
    }

    pub(crate) async fn before(&self, id: &str) -> BeforeImage {
        self.lexware.before_image(id).await.unwrap().unwrap()
    }

    /// Looks for what was sent now or later.
    pub(crate) async fn find(
        &self,
        payload: &Payload,
        since: DateTime<Utc>,
        others: &[String],
    ) -> Lookup {
        let sought = Sought {
            reference: "BH-2026-09-7KQ2MD",
            payload,
            before: None,
            since,
            others,
            canary: None,
        };
        self.lexware.find(&sought).await.unwrap()
    }
}

pub(crate) fn key() -> Arc<dyn AccessTokens> {
    Arc::new(FixedToken(LexwareOptions::DEMO_API_KEY.into()))
}

pub(crate) fn clients() -> Clients {
    Clients::new(TimeOuts::default()).unwrap()
}

pub(crate) fn access(base: &str, tokens: Arc<dyn AccessTokens>, clock: &Arc<TestClock>) -> Access {
    let address = Address::parse(&format!("{base}/lexware")).unwrap();
    Access {
        gateway: address.clone(),
        app: address,
        tokens,
        pace: Arc::new(Unpaced),
        clients: clients(),
        clock: clock.clone(),
    }
}

fn adapter(
    base: &str,
    tokens: Arc<dyn AccessTokens>,
    settings: Settings,
    clock: &Arc<TestClock>,
) -> Lexware {
    Lexware::new(access(base, tokens, clock), settings)
}

pub(crate) fn executed(outcome: Outcome) -> String {
    match outcome {
        Outcome::Executed { remote_id } => remote_id,
        outcome => panic!("{outcome:?}"),
    }
}
