//! HQ under contract, in both of its dialects.

use std::marker::PhantomData;
use std::sync::Arc;

use providers::hq::Hq;
use providers::http::{Clients, TimeOuts};
use providers::{Address, FixedToken, Provider, Settings, Unpaced};
use sandbox::{HqOptions, Options};
use serde_json::json;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Office, Operations};

/// A simulated tenant with our adapter connected to it in the dialect `D`.
pub(crate) struct Tenant<D> {
    desk: Desk,
    adapter: Hq,
    settings: Settings,
    dialect: PhantomData<D>,
}

/// What differs between the dialects.
pub(crate) trait Dialect {
    const TOKEN: &'static str;
    const DRAFTED: &'static str;

    /// Where a document is.
    fn path(id: &str) -> String;
}

/// `OData`, the old one.
pub(crate) struct V1;

/// REST, the new one.
pub(crate) struct V2;

impl Dialect for V1 {
    const TOKEN: &'static str = HqOptions::DEMO_V1_TOKEN;
    const DRAFTED: &'static str = "ACME GmbH";

    fn path(id: &str) -> String {
        format!("v1/Invoices({id})")
    }
}

impl Dialect for V2 {
    const TOKEN: &'static str = HqOptions::DEMO_V2_TOKEN;
    const DRAFTED: &'static str = "Müller & Söhne GmbH";

    fn path(id: &str) -> String {
        format!("v2/Documents/{id}")
    }
}

impl<D: Dialect> Office for Tenant<D> {
    const OPERATIONS: Operations = Operations {
        check: "list_own_companies",
        customers: "list_companies",
        documents: "list_documents",
        document: "get_document",
        create: "create_document",
        add_line: Some("add_position"),
        delete: Some("delete_document"),
    };
    const COMPANY: &'static str = "Studio Nordlicht GmbH";
    const DRAFTED: &'static str = D::DRAFTED;
    const TOKEN: &'static str = D::TOKEN;

    async fn with_customers(more: u32) -> Self {
        let desk = Desk::open("hq", Options::default()).await;
        if more > 0 {
            desk.seed(json!({"companies": more})).await;
        }
        let connected = |settings| adapter(&desk.base, Self::TOKEN, settings, &desk.clock);
        let settings = connected(Settings::default())
            .check()
            .await
            .unwrap()
            .settings;
        Self {
            adapter: connected(settings.clone()),
            settings,
            desk,
            dialect: PhantomData,
        }
    }

    fn further_customer(number: u32) -> String {
        format!("Musterfirma {number:05}")
    }

    fn desk(&self) -> &Desk {
        &self.desk
    }

    fn adapter(&self) -> &dyn Provider {
        &self.adapter
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn connected(&self, connection: Connection<'_>) -> Box<dyn Provider> {
        let Connection {
            base,
            token,
            settings,
        } = connection;
        Box::new(adapter(base, token, settings, &self.desk.clock))
    }

    async fn raw(&self, id: &str) -> String {
        let url = format!("{}/hq/{}", self.desk.base, D::path(id));
        answered(self.desk.http.get(url).bearer_auth(Self::TOKEN)).await
    }

    async fn edit(&self, id: &str) {
        let document = self.desk.document(id).await;
        let line = document["positions"][0]["id"].as_str().unwrap();
        let action = format!("{id}/positions/{line}/change");
        let form = [("text", "anders"), ("amount", "1"), ("price", "5")];
        self.desk.press(&action, &form).await;
    }
}

fn adapter(base: &str, token: &str, settings: Settings, clock: &Arc<TestClock>) -> Hq {
    Hq::new(
        Address::parse(&format!("{base}/hq")).unwrap(),
        Arc::new(FixedToken(token.into())),
        Arc::new(Unpaced),
        settings,
        Clients::new(TimeOuts::default()).unwrap(),
        clock.clone(),
    )
}
