//! Lexware Office under contract.

use std::sync::Arc;

use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::{Address, FixedToken, Provider, Settings, Unpaced};
use sandbox::{LexwareOptions, Options};

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Office, Operations};

/// A simulated company with our adapter connected to it.
pub(crate) struct Company {
    desk: Desk,
    adapter: Lexware,
    settings: Settings,
}

impl Office for Company {
    const OPERATIONS: Operations = Operations {
        check: "profile",
        customers: "list_contacts",
        documents: "voucherlist",
        document: "get_invoice",
        create: "create_invoice",
        add_line: None,
        delete: None,
    };
    const COMPANY: &'static str = "Studio Nordlicht";
    const DRAFTED: &'static str = "ACME GmbH";
    const TOKEN: &'static str = LexwareOptions::DEMO_API_KEY;

    async fn with_customers(more: u32) -> Self {
        let mut options = Options::default();
        options.lexware.more_customers = more;
        let desk = Desk::open("lexware", options).await;
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
        format!("Beispielkunde {number:04} GmbH")
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
        let url = format!("{}/lexware/v1/invoices/{id}", self.desk.base);
        answered(self.desk.http.get(url).bearer_auth(Self::TOKEN)).await
    }

    async fn edit(&self, id: &str) {
        let action = format!("{id}/lines/0/rename");
        self.desk.press(&action, &[("text", "anders")]).await;
    }
}

fn adapter(base: &str, token: &str, settings: Settings, clock: &Arc<TestClock>) -> Lexware {
    let address = Address::parse(&format!("{base}/lexware")).unwrap();
    let access = Access {
        gateway: address.clone(),
        app: address,
        tokens: Arc::new(FixedToken(token.into())),
        pace: Arc::new(Unpaced),
        clients: Clients::new(TimeOuts::default()).unwrap(),
        clock: clock.clone(),
    };
    Lexware::new(access, settings)
}
