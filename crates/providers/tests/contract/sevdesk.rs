//! sevDesk under contract.

use std::sync::Arc;

use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Provider, Settings};
use sandbox::{Options, SevdeskOptions};
use secrecy::SecretString;
use serde_json::json;

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Office, Operations};

/// A simulated account with our adapter connected to it.
pub(crate) struct Account {
    desk: Desk,
    adapter: Sevdesk,
    settings: Settings,
}

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

    async fn with_customers(more: u32) -> Self {
        let desk = Desk::open("sevdesk", Options::default()).await;
        if more > 0 {
            desk.seed(json!({"contacts": (1..=more).map(Self::further_customer).map(|name| json!({"name": name})).collect::<Vec<_>>()}))
                .await;
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
        }
    }

    fn further_customer(number: u32) -> String {
        format!("Weinhandel {number:04} GmbH")
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
        let url = format!("{}/sevdesk/api/v1/Invoice/{id}", self.desk.base);
        answered(self.desk.http.get(url).header("Authorization", Self::TOKEN)).await
    }

    async fn edit(&self, id: &str) {
        let document = self.desk.document(id).await;
        let line = document["positions"][0]["id"].as_str().unwrap();
        let action = format!("{id}/positions/{line}/rename");
        self.desk.press(&action, &[("text", "anders")]).await;
    }
}

fn adapter(base: &str, token: &str, settings: Settings, clock: &Arc<TestClock>) -> Sevdesk {
    Sevdesk::new(
        Address::parse(&format!("{base}/sevdesk")).unwrap(),
        SecretString::from(token),
        settings,
        Clients::new(TimeOuts::default()).unwrap(),
        clock.clone(),
    )
}
