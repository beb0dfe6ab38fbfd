//! The controls of one simulated tool: faults, further data, what it remembers, and what a person does on its pages.

use std::sync::Arc;

use domain::Clock as _;
use reqwest::{Client, RequestBuilder};
use sandbox::{Options, Running, Sandbox};
use serde_json::{Value, json};

use super::clock::TestClock;

/// A simulated tool that goes by a clock of our own.
pub(crate) struct Desk {
    pub(crate) base: String,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) http: Client,
    tool: &'static str,
    _running: Running,
}

impl Desk {
    /// Starts the sandbox. `tool` is its name under `/sandbox`.
    pub(crate) async fn open(tool: &'static str, options: Options) -> Self {
        let clock = TestClock::new();
        let read = clock.clone();
        let options = Options {
            clock: sandbox::Clock::new(move || read.now()),
            ..options
        };
        let sandbox = Sandbox::open(None, options).unwrap();
        let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
        Self {
            base,
            clock,
            http: Client::builder().build().unwrap(),
            tool,
            _running: running,
        }
    }

    /// Makes the tool misbehave once.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        self.fault_with(operation, fault, json!({})).await;
    }

    /// The same with the fault's details.
    pub(crate) async fn fault_with(&self, operation: &str, fault: &str, more: Value) {
        let mut order = json!({"tool": self.tool, "operation": operation, "fault": fault});
        let more = more.as_object().unwrap().clone();
        order.as_object_mut().unwrap().extend(more);
        let url = format!("{}/sandbox/faults", self.base);
        answered(self.http.post(url).json(&order)).await;
    }

    /// Takes back every fault that has not happened yet.
    pub(crate) async fn no_more_faults(&self) {
        let url = format!("{}/sandbox/faults", self.base);
        answered(self.http.delete(url)).await;
    }

    /// Adds data; answers the ids of what was added.
    pub(crate) async fn seed(&self, what: Value) -> Value {
        let place = match self.tool {
            "hq" => "/sandbox/seed/hq",
            _ => "/sandbox/seed",
        };
        let text = answered(self.http.post(format!("{}{place}", self.base)).json(&what)).await;
        serde_json::from_str(&text).unwrap()
    }

    /// Goes back to the sample data.
    pub(crate) async fn reset(&self) {
        answered(self.http.post(format!("{}/sandbox/reset", self.base))).await;
    }

    /// All documents and the counters of requests.
    pub(crate) async fn state(&self) -> Value {
        let text = answered(self.http.get(format!("{}/sandbox/state", self.base))).await;
        serde_json::from_str(&text).unwrap()
    }

    /// The tool's own view of its documents.
    pub(crate) async fn documents(&self) -> Vec<Value> {
        let state = self.state().await;
        state[self.tool]["documents"].as_array().unwrap().clone()
    }

    /// One of them, which must exist.
    pub(crate) async fn document(&self, id: &str) -> Value {
        let documents = self.documents().await;
        let found = documents.into_iter().find(|document| document["id"] == id);
        found.unwrap()
    }

    /// How often an operation was asked for.
    pub(crate) async fn count(&self, operation: &str) -> u64 {
        let state = self.state().await;
        let count = &state["requests"][self.tool][operation];
        count.as_u64().unwrap_or_default()
    }

    /// What a person does on the tool's own pages.
    pub(crate) async fn press(&self, action: &str, form: &[(&str, &str)]) {
        let url = format!("{}/{}/do/{action}", self.base, self.tool);
        answered(self.http.post(url).form(form)).await;
    }
}

/// The text of an answer that must be one of success.
pub(crate) async fn answered(request: RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{status}: {text}");
    text
}
