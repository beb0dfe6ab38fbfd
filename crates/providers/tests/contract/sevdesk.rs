//! sevDesk under contract.

use std::sync::Arc;

use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Provider};
use sandbox::{Options, SevdeskOptions};
use secrecy::SecretString;
use serde_json::json;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Held, Office, Operations};

/// A simulated account with our adapter connected to it.
pub(crate) struct Account(Held);

impl Office for Account {
    const OPERATIONS: Operations = Operations {
        check: "sev_user",
        customers: "list_contacts",
        documents: "list_invoices",
        document: "get_invoice",
        create: "save_invoice",
        add_line: None,
        delete: Some("delete_invoice"),
    };
    const COMPANY: &'static str = "Jana Albrecht";
    const DRAFTED: &'static str = "ACME GmbH";
    const TOKEN: &'static str = SevdeskOptions::DEMO_TOKEN;

    async fn furnish(more: u32) -> Desk {
        let desk = Desk::open("sevdesk", Options::default()).await;
        if more > 0 {
            desk.seed(json!({"contacts": (1..=more).map(Self::further_customer).map(|name| json!({"name": name})).collect::<Vec<_>>()}))
                .await;
        }
        desk
    }

    fn further_customer(number: u32) -> String {
        format!("Weinhandel {number:04} GmbH")
    }

    fn connect(connection: Connection<'_>, clock: &Arc<TestClock>) -> Box<dyn Provider> {
        Box::new(Sevdesk::new(
            Address::parse(&format!("{}/sevdesk", connection.base)).unwrap(),
            SecretString::from(connection.token),
            connection.settings,
            Clients::new(TimeOuts::default()).unwrap(),
            clock.clone(),
        ))
    }

    fn holding(held: Held) -> Self {
        Self(held)
    }

    fn held(&self) -> &Held {
        &self.0
    }

    async fn raw(&self, id: &str) -> String {
        let url = format!("{}/sevdesk/api/v1/Invoice/{id}", self.desk().base);
        answered(
            self.desk()
                .http
                .get(url)
                .header("Authorization", Self::TOKEN),
        )
        .await
    }

    async fn edit(&self, id: &str) {
        let document = self.desk().document(id).await;
        let line = document["positions"][0]["id"].as_str().unwrap();
        let action = format!("{id}/positions/{line}/rename");
        self.desk().press(&action, &[("text", "anders")]).await;
    }
}
