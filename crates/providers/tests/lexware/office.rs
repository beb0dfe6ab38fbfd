//! A simulated company with our adapter connected to it; both go by one clock.

use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::payload::Payload;
use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::{
    AccessTokens, Address, BeforeImage, FixedToken, Lookup, Outcome, Provider, ReadBack, Settings,
    Sought, Unpaced,
};
use sandbox::{LexwareOptions, Options};
use serde_json::Value;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};

/// The simulated tool and the adapter, after its first check.
pub(crate) struct Office {
    pub(crate) lexware: Lexware,
    pub(crate) settings: Settings,
    desk: Desk,
}

impl Deref for Office {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    pub(crate) async fn open_with(change: impl FnOnce(&mut LexwareOptions)) -> Self {
        let mut options = Options::default();
        change(&mut options.lexware);
        let desk = Desk::open("lexware", options).await;
        let unchecked = adapter(&desk.base, key(), Settings::default(), &desk.clock);
        // A company without the API can't be asked; its adapter is tried as it is.
        let settings = match unchecked.check().await {
            Ok(account) => account.settings,
            Err(_) => Settings::default(),
        };
        Self {
            lexware: adapter(&desk.base, key(), settings.clone(), &desk.clock),
            settings,
            desk,
        }
    }

    /// The same company with other tokens.
    pub(crate) fn with(&self, tokens: Arc<dyn AccessTokens>) -> Lexware {
        adapter(&self.base, tokens, self.settings.clone(), &self.clock)
    }

    /// An invoice as the tool answers it.
    pub(crate) async fn raw(&self, id: &str) -> Value {
        let url = format!("{}/lexware/v1/invoices/{id}", self.base);
        let request = self.http.get(url).bearer_auth(LexwareOptions::DEMO_API_KEY);
        serde_json::from_str(&answered(request).await).unwrap()
    }

    /// Makes an invoice by hand; answers its id.
    pub(crate) async fn by_hand(&self, query: &str, body: &Value) -> String {
        let url = format!("{}/lexware/v1/invoices{query}", self.base);
        let request = self
            .http
            .post(url)
            .bearer_auth(LexwareOptions::DEMO_API_KEY);
        let answer: Value = serde_json::from_str(&answered(request.json(body)).await).unwrap();
        answer["id"].as_str().unwrap().to_owned()
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
