//! A simulated tenant with our adapter connected to it.

use std::ops::Deref;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::Clock as _;
use domain::payload::{CustomerRef, Payload};
use providers::hq::{Dialect, Hq, HqSettings};
use providers::http::{Clients, TimeOuts};
use providers::{
    Address, BeforeImage, FixedToken, Lookup, Outcome, Pace, Pieces, Provider, ProviderError,
    ReadBack, Settings, Sought, Unpaced,
};
use sandbox::{HqOptions, Options};
use secrecy::SecretString;

use crate::common::clock::TestClock;
use crate::common::desk::Desk;

/// Both dialects, for tests that each must pass.
pub(crate) const BOTH: [Dialect; 2] = [Dialect::V1Odata, Dialect::V2Rest];

pub(crate) const REFERENCE: &str = "PO 4711 BH-2026-10-4F7K2Q";

/// The simulated tenant and the adapter, after its first check.
pub(crate) struct Tenant {
    pub(crate) hq: Hq,
    pub(crate) settings: Settings,
    pub(crate) dialect: Dialect,
    clients: Clients,
    desk: Desk,
}

impl Deref for Tenant {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
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
        let mut options = Options::default();
        tenant(&mut options.hq);
        let desk = Desk::open("hq", options).await;
        let mut hq = HqSettings::default();
        assumed(&mut hq);
        let before = Settings {
            hq: Some(hq),
            ..Settings::default()
        };
        let clients = Clients::new(TimeOuts::default()).unwrap();
        let connected = |settings| {
            let (token, pace) = (token(dialect), Arc::new(Unpaced));
            adapter(&desk.base, token, settings, pace, &clients, &desk.clock)
        };
        let settings = connected(before).check().await.unwrap().settings;
        Self {
            hq: connected(settings.clone()),
            settings,
            dialect,
            clients,
            desk,
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
