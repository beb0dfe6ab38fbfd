//! What a tool has to bring along to be held to the contract.

use providers::{Provider, Settings};

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

    /// Starts the sandbox, with its sample data and the given number of further customers, and connects.
    async fn with_customers(more: u32) -> Self;

    /// The name of one of the further customers, by number.
    fn further_customer(number: u32) -> String;

    /// The controls of the sandbox.
    fn desk(&self) -> &Desk;

    /// The adapter, after its first check.
    fn adapter(&self) -> &dyn Provider;

    /// What that check learnt.
    fn settings(&self) -> &Settings;

    /// Another adapter for the same tool.
    fn connected(&self, connection: Connection<'_>) -> Box<dyn Provider>;

    /// A document as the tool's own API answers it.
    async fn raw(&self, id: &str) -> String;

    /// Changes the first line of a draft, as a person does on the tool's own page.
    async fn edit(&self, id: &str);

    /// The same with the sample data alone.
    async fn open() -> Self {
        Self::with_customers(0).await
    }
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
