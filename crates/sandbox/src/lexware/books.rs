//! The simulated account: its documents and who has access, and the changes that are journalled.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Contact, Invoice};
use super::oauth::Authorisation;

/// Everything in the account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Books {
    contacts: BTreeMap<String, Contact>,
    invoices: BTreeMap<String, Invoice>,
    authorisations: BTreeMap<String, Authorisation>,
    counters: Counters,
}

/// How many of each kind were given out. They never go back, so that nothing is given out twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counters {
    invoice: u64,
    invoice_number: u64,
    secret: u64,
}

/// One step from one state of the account to the next.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A contact was added or changed.
    Contact(Contact),
    /// An invoice was added or changed; the whole of it.
    Invoice(Box<Invoice>),
    /// An invoice was deleted.
    InvoiceDeleted(String),
    /// An app was given access, or its tokens changed; the whole of it.
    Authorisation(Box<Authorisation>),
    /// An app lost its access.
    Withdrawn(String),
    /// Ids, numbers or secrets were given out.
    Counters(Counters),
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            invoice: 0,
            invoice_number: 1000,
            secret: 0,
        }
    }
}

impl Counters {
    pub(crate) fn next_invoice(&mut self) -> u64 {
        next(&mut self.invoice)
    }

    pub(crate) fn next_invoice_number(&mut self) -> u64 {
        next(&mut self.invoice_number)
    }

    pub(crate) fn next_secret(&mut self) -> u64 {
        next(&mut self.secret)
    }
}

fn next(counter: &mut u64) -> u64 {
    *counter += 1;
    *counter
}

impl Books {
    pub(crate) fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.get(id)
    }

    /// In no particular order.
    pub(crate) fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    pub(crate) fn invoice(&self, id: &str) -> Option<&Invoice> {
        self.invoices.get(id)
    }

    /// Newest first.
    pub(crate) fn invoices(&self) -> Vec<&Invoice> {
        let mut invoices: Vec<&Invoice> = self.invoices.values().collect();
        invoices.sort_by_key(|invoice| Reverse(invoice.created));
        invoices
    }

    /// Who has access, or could have it: also those whose code was not redeemed yet.
    pub(crate) fn authorisations(&self) -> impl Iterator<Item = &Authorisation> {
        self.authorisations.values()
    }

    pub(crate) fn authorisation(&self, connection: &str) -> Option<&Authorisation> {
        self.authorisations.get(connection)
    }

    /// A copy to give out ids from; to be journalled with what they were given to.
    pub(crate) fn counters(&self) -> Counters {
        self.counters
    }

    /// What the customer of an invoice is called.
    pub(crate) fn customer_name(&self, invoice: &Invoice) -> String {
        let contact = invoice.contact.as_deref().and_then(|id| self.contact(id));
        contact
            .map(Contact::display_name)
            .or_else(|| invoice.address.name.clone())
            .unwrap_or_default()
    }

    /// Carries one change out.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Contact(contact) => {
                self.contacts.insert(contact.id.clone(), contact);
            }
            Change::Invoice(invoice) => {
                self.invoices.insert(invoice.id.clone(), *invoice);
            }
            Change::InvoiceDeleted(id) => {
                self.invoices.remove(&id);
            }
            Change::Authorisation(given) => {
                self.authorisations.insert(given.connection.clone(), *given);
            }
            Change::Withdrawn(connection) => {
                self.authorisations.remove(&connection);
            }
            Change::Counters(counters) => self.counters = counters,
        }
    }

    /// The shortest list of changes that leads from an empty account to this one.
    pub(crate) fn snapshot(&self) -> Vec<Change> {
        let contacts = self.contacts.values().cloned().map(Change::Contact);
        let invoices = self
            .invoices
            .values()
            .cloned()
            .map(|invoice| Change::Invoice(Box::new(invoice)));
        let authorisations = self
            .authorisations
            .values()
            .cloned()
            .map(|given| Change::Authorisation(Box::new(given)));
        let counters = [Change::Counters(self.counters)];
        contacts
            .chain(invoices)
            .chain(authorisations)
            .chain(counters)
            .collect()
    }
}
