//! What a tool has to bring along to be held to the contract.

use std::sync::Arc;

use providers::{Provider, Settings};

use crate::common::clock::TestClock;
use crate::common::desk::Desk;

/// A simulated tool with our adapter connected to it.
pub(crate) trait Office: Sized {
    /// What the sandbox calls the requests that are made to fail.
    const OPERATIONS: Operations;
    /// The company that the credentials belong to.
    const COMPANY: &'static str;
    /// A customer who has a draft of three lines or fewer, made by other hands.
    const DRAFTED: &'static str;
    /// The credentials.
    const TOKEN: &'static str;

    /// Starts the sandbox, with its sample data and the given number of further customers.
    async fn furnish(more: u32) -> Desk;

    /// The name of one of the further customers, by number.
    fn further_customer(number: u32) -> String;

    /// An adapter.
    fn connect(connection: Connection<'_>, clock: &Arc<TestClock>) -> Box<dyn Provider>;

    /// The tool, once it is connected.
    fn holding(held: Held) -> Self;

    /// What [`Office::holding`] was given.
    fn held(&self) -> &Held;

    /// A document as the tool's own API answers it.
    async fn raw(&self, id: &str) -> String;

    /// Changes the first line of a draft, as a person does on the tool's own page.
    async fn edit(&self, id: &str);

    /// Starts the sandbox with the sample data alone, and connects.
    async fn open() -> Self {
        Self::with_customers(0).await
    }

    /// The same with so many further customers.
    async fn with_customers(more: u32) -> Self {
        let desk = Self::furnish(more).await;
        let connected = |settings| {
            let connection = Connection {
                base: &desk.base,
                token: Self::TOKEN,
                settings,
            };
            Self::connect(connection, &desk.clock)
        };
        let account = connected(Settings::default()).check().await.unwrap();
        Self::holding(Held {
            adapter: connected(account.settings.clone()),
            settings: account.settings,
            desk,
        })
    }

    /// The controls of the sandbox.
    fn desk(&self) -> &Desk {
        &self.held().desk
    }

    /// The adapter, after its first check.
    fn adapter(&self) -> &dyn Provider {
        &*self.held().adapter
    }

    /// What that check learnt.
    fn settings(&self) -> &Settings {
        &self.held().settings
    }

    /// Another adapter for the same tool.
    fn connected(&self, connection: Connection<'_>) -> Box<dyn Provider> {
        Self::connect(connection, &self.desk().clock)
    }
}

/// A sandbox and the adapter that is connected to it.
pub(crate) struct Held {
    desk: Desk,
    adapter: Box<dyn Provider>,
    settings: Settings,
}

/// Where an adapter leads, and with what.
pub(crate) struct Connection<'a> {
    /// The address of the sandbox, or of a server in its place.
    pub(crate) base: &'a str,
    /// The credentials.
    pub(crate) token: &'a str,
    /// What a check learnt; empty before the first.
    pub(crate) settings: Settings,
}

/// The names of requests under `/sandbox/faults`.
pub(crate) struct Operations {
    /// One that every check makes.
    pub(crate) check: &'static str,
    /// The list of customers.
    pub(crate) customers: &'static str,
    /// The list in which drafts are found, to be shown or to be looked up.
    pub(crate) documents: &'static str,
    /// One document.
    pub(crate) document: &'static str,
    /// The creating request.
    pub(crate) create: &'static str,
    /// The request that adds a line, where drafts are written in pieces.
    pub(crate) add_line: Option<&'static str>,
    /// The request that deletes a draft, where there is one.
    pub(crate) delete: Option<&'static str>,
}
