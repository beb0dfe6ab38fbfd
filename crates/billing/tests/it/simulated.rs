//! An office with a simulated tool, through the real adapter.

use std::sync::Arc;

use domain::payload::{CustomerRef, Target};
use domain::{Clock as _, InvoiceId};
use providers::{BeforeImage, Provider, Settings};
use reqwest::Client;
use sandbox::{Options, Running, Sandbox};
use serde_json::{Value, json};
use store::Store;

use crate::clock::TestClock;
use crate::office::Office;
use crate::proxy::Proxy;
pub use crate::tool::Tool;

pub struct Simulated {
    pub adapter: Arc<dyn Provider>,
    tool: Tool,
    base: String,
    http: Client,
    _running: Running,
}

/// An office with sevDesk, whose customer has a draft already.
pub async fn office(store: Store) -> (Office, Simulated) {
    office_with(store, Tool::Sevdesk).await
}

/// An office with this tool, whose customer has a draft already.
pub async fn office_with(store: Store, tool: Tool) -> (Office, Simulated) {
    office_behind(store, tool, None).await
}

/// The same, which reaches its tool only through this proxy.
pub async fn office_behind(store: Store, tool: Tool, proxy: Option<&Proxy>) -> (Office, Simulated) {
    let clock = Arc::new(TestClock::new());
    let read = clock.clone();
    let options = Options {
        clock: sandbox::Clock::new(move || read.now()),
        ..Options::default()
    };
    let sandbox = Sandbox::open(None, options).unwrap();
    let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
    let reached_at = proxy.map_or(&*base, |proxy| proxy.leads_to(&base));
    let unchecked = tool.adapter(reached_at, Settings::default(), &clock);
    let account = unchecked.check().await.unwrap();
    let adapter = tool.adapter(reached_at, account.settings, &clock);
    let page = adapter.customers(tool.customer()).await.unwrap();
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
            tool,
            base,
            http,
            _running: running,
        },
    )
}

impl Simulated {
    /// Which tool it is.
    pub fn kind(&self) -> Tool {
        self.tool
    }

    /// Makes the next creating call go wrong. `more` has the fault's details.
    pub async fn fault(&self, fault: &str, more: &Value) {
        self.fault_at(self.tool.creating(), fault, more).await;
    }

    /// The same for another kind of call.
    pub async fn fault_at(&self, operation: &str, fault: &str, more: &Value) {
        let mut order = json!({"tool": self.tool.name(), "operation": operation, "fault": fault});
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

    /// Takes back every fault that has not happened yet.
    pub async fn no_more_faults(&self) {
        let url = format!("{}/sandbox/faults", self.base);
        self.http.delete(url).send().await.unwrap();
    }

    /// Forgets everything that was done to the tool.
    pub async fn reset(&self) {
        let url = format!("{}/sandbox/reset", self.base);
        self.http.post(url).send().await.unwrap();
    }

    /// What a person does on the tool's own pages.
    pub async fn press(&self, action: &str, form: &[(&str, &str)]) {
        let url = format!("{}/{}/do/{action}", self.base, self.tool.name());
        let response = self.http.post(url).form(form).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// The documents in the tool, as the sandbox knows them.
    pub async fn documents(&self) -> Vec<Value> {
        self.state().await[self.tool.name()]["documents"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Those that were not there before, or not like this.
    pub async fn documents_beside(&self, before: &[Value]) -> Vec<Value> {
        let documents = self.documents().await.into_iter();
        documents
            .filter(|document| !before.contains(document))
            .collect()
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

    /// How often a draft was sent.
    pub async fn saves(&self) -> u64 {
        self.count(self.tool.creating()).await
    }

    /// How often an operation was asked for.
    pub async fn count(&self, operation: &str) -> u64 {
        let count = &self.state().await["requests"][self.tool.name()][operation];
        count.as_u64().unwrap_or_default()
    }

    /// How many requests reached the tool.
    pub async fn requests(&self) -> u64 {
        let counts = &self.state().await["requests"][self.tool.name()];
        let counts = counts.as_object().unwrap().values();
        counts.filter_map(Value::as_u64).sum()
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

    /// An invoice whose positions go to a draft that the customer has already, and that draft.
    pub async fn addition(&self, office: &Office) -> (InvoiceId, BeforeImage) {
        let drafts = self.adapter.drafts(&office.customer).await.unwrap();
        let mut drafts = drafts.drafts.iter();
        let draft = drafts.find(|draft| draft.unusable.is_none()).unwrap();
        let remote_id = draft.remote_id.clone();
        let image = self
            .adapter
            .before_image(&remote_id)
            .await
            .unwrap()
            .unwrap();
        let stored = serde_json::to_string(&image).unwrap();
        let target = Target::ExistingDraft { remote_id };
        (office.invoice_to(target, Some(stored)).await, image)
    }
}

/// The lines of a document.
pub fn lines_of(document: &Value) -> &Vec<Value> {
    document["positions"].as_array().unwrap()
}
