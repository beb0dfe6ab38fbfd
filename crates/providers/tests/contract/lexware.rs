//! Lexware Office under contract.

use std::sync::Arc;

use providers::http::{Clients, TimeOuts};
use providers::lexware::{Access, Lexware};
use providers::{Address, FixedToken, Provider, Unpaced};
use sandbox::{LexwareOptions, Options};

use crate::common::clock::TestClock;
use crate::common::desk::{Desk, answered};
use crate::office::{Connection, Held, Office, Operations};

/// A simulated company with our adapter connected to it.
pub(crate) struct Company(Held);

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

    async fn furnish(more: u32) -> Desk {
        let mut options = Options::default();
        options.lexware.more_customers = more;
        Desk::open("lexware", options).await
    }

    fn further_customer(number: u32) -> String {
        format!("Beispielkunde {number:04} GmbH")
    }

    fn connect(connection: Connection<'_>, clock: &Arc<TestClock>) -> Box<dyn Provider> {
        let address = Address::parse(&format!("{}/lexware", connection.base)).unwrap();
        let access = Access {
            gateway: address.clone(),
            app: address,
            tokens: Arc::new(FixedToken(connection.token.into())),
            pace: Arc::new(Unpaced),
            clients: Clients::new(TimeOuts::default()).unwrap(),
            clock: clock.clone(),
        };
        Box::new(Lexware::new(access, connection.settings))
    }

    fn holding(held: Held) -> Self {
        Self(held)
    }

    fn held(&self) -> &Held {
        &self.0
    }

    async fn raw(&self, id: &str) -> String {
        let url = format!("{}/lexware/v1/invoices/{id}", self.desk().base);
        answered(self.desk().http.get(url).bearer_auth(Self::TOKEN)).await
    }

    async fn edit(&self, id: &str) {
        let action = format!("{id}/lines/0/rename");
        self.desk().press(&action, &[("text", "anders")]).await;
    }
}
