//! HQ under contract, in both of its dialects.

use std::marker::PhantomData;
use std::sync::Arc;

use providers::hq::Hq;
use providers::http::{Clients, TimeOuts};
use providers::{Address, FixedToken, Provider, Unpaced};
use sandbox::{HqOptions, Options};
use serde_json::json;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Held, Office, Operations};

/// A simulated tenant with our adapter connected to it in the dialect `D`.
pub(crate) struct Tenant<D>(Held, PhantomData<D>);

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

    async fn furnish(more: u32) -> Desk {
        let desk = Desk::open("hq", Options::default()).await;
        if more > 0 {
            desk.seed(json!({"companies": more})).await;
        }
        desk
    }

    fn further_customer(number: u32) -> String {
        format!("Musterfirma {number:05}")
    }

    fn connect(connection: Connection<'_>, clock: &Arc<TestClock>) -> Box<dyn Provider> {
        Box::new(Hq::new(
            Address::parse(&format!("{}/hq", connection.base)).unwrap(),
            Arc::new(FixedToken(connection.token.into())),
            Arc::new(Unpaced),
            connection.settings,
            Clients::new(TimeOuts::default()).unwrap(),
            clock.clone(),
        ))
    }

    fn holding(held: Held) -> Self {
        Self(held, PhantomData)
    }

    fn held(&self) -> &Held {
        &self.0
    }

    async fn raw(&self, id: &str) -> String {
        let url = format!("{}/hq/{}", self.desk().base, D::path(id));
        answered(self.desk().http.get(url).bearer_auth(Self::TOKEN)).await
    }

    async fn edit(&self, id: &str) {
        let document = self.desk().document(id).await;
        let line = document["positions"][0]["id"].as_str().unwrap();
        let action = format!("{id}/positions/{line}/change");
        let form = [("text", "anders"), ("amount", "1"), ("price", "5")];
        self.desk().press(&action, &form).await;
    }
}
