//! An office with a simulated tool, through the real adapter.

use std::sync::Arc;

use domain::payload::{CustomerRef, Target};
use domain::{Clock as _, InvoiceId};
use providers::hq::Hq;
use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::sevdesk::Sevdesk;
use providers::{Address, BeforeImage, FixedToken, Provider, Settings, Unpaced};
use reqwest::Client;
use sandbox::{HqOptions, LexwareOptions, Options, Running, Sandbox, SevdeskOptions};
use serde_json::{Value, json};
use store::Store;

use crate::clock::TestClock;
use crate::office::Office;

/// The tools, each for what only it does: finding by a marker and saving a draft as a whole; finding by what was sent and
/// copying drafts; writing line by line, with a marker and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Sevdesk,
    Lexware,
    HqV1,
    HqV2,
}

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
    let clock = Arc::new(TestClock::new());
    let read = clock.clone();
    let options = Options {
        clock: sandbox::Clock::new(move || read.now()),
        ..Options::default()
    };
    let sandbox = Sandbox::open(None, options).unwrap();
    let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
    let unchecked = tool.adapter(&base, Settings::default(), &clock);
    let account = unchecked.check().await.unwrap();
    let adapter = tool.adapter(&base, account.settings, &clock);
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

impl Tool {
    fn name(self) -> &'static str {
        match self {
            Self::Sevdesk => "sevdesk",
            Self::Lexware => "lexware",
            Self::HqV1 | Self::HqV2 => "hq",
        }
    }

    /// Who has a draft in this tool.
    fn customer(self) -> &'static str {
        match self {
            Self::HqV2 => "Müller & Söhne GmbH",
            _ => "ACME GmbH",
        }
    }

    /// The request that makes a draft, as the sandbox calls it.
    fn creating(self) -> &'static str {
        match self {
            Self::Sevdesk => "save_invoice",
            Self::Lexware => "create_invoice",
            Self::HqV1 | Self::HqV2 => "create_document",
        }
    }

    fn adapter(self, base: &str, settings: Settings, clock: &Arc<TestClock>) -> Arc<dyn Provider> {
        let address = Address::parse(&format!("{base}/{}", self.name())).unwrap();
        let clients = Clients::new(TimeOuts::default()).unwrap();
        let hq = |token: &str| {
            let (tokens, pace) = (Arc::new(FixedToken(token.into())), Arc::new(Unpaced));
            let (address, settings) = (address.clone(), settings.clone());
            Hq::new(
                address,
                tokens,
                pace,
                settings,
                clients.clone(),
                clock.clone(),
            )
        };
        match self {
            Self::Sevdesk => {
                let token = SevdeskOptions::DEMO_TOKEN.into();
                Arc::new(Sevdesk::new(
                    address,
                    token,
                    settings,
                    clients,
                    clock.clone(),
                ))
            }
            Self::Lexware => {
                let access = Access {
                    gateway: address.clone(),
                    app: address,
                    tokens: Arc::new(FixedToken(LexwareOptions::DEMO_API_KEY.into())),
                    pace: Arc::new(Unpaced),
                    clients,
                    clock: clock.clone(),
                };
                Arc::new(Lexware::new(access, settings))
            }
            Self::HqV1 => Arc::new(hq(HqOptions::DEMO_V1_TOKEN)),
            Self::HqV2 => Arc::new(hq(HqOptions::DEMO_V2_TOKEN)),
        }
    }
}

impl Simulated {
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
