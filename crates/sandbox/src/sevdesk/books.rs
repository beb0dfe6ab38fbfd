//! The simulated account: its documents, and the changes that are journalled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Address, Contact, Invoice};

/// Everything in the account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Books {
    contacts: BTreeMap<u64, Contact>,
    addresses: BTreeMap<u64, Address>,
    invoices: BTreeMap<u64, Invoice>,
    counters: Counters,
}

/// The last id and number given out of each kind. They never go back, so that an id is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counters {
    contact: u64,
    customer_number: u64,
    address: u64,
    invoice: u64,
    invoice_number: u64,
    position: u64,
    discount: u64,
}

/// One step from one state of the account to the next.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A contact was added or changed.
    Contact(Contact),
    /// An address was added.
    Address(Address),
    /// An invoice was added or changed; the whole of it.
    Invoice(Box<Invoice>),
    /// An invoice was deleted.
    InvoiceDeleted(u64),
    /// Ids or numbers were given out.
    Counters(Counters),
}

impl Default for Counters {
    /// Numbers of the size that sevDesk gives out today.
    fn default() -> Self {
        Self {
            contact: 138_820_000,
            customer_number: 1020,
            address: 41_250_000,
            invoice: 135_590_000,
            invoice_number: 1000,
            position: 362_970_000,
            discount: 8_430_000,
        }
    }
}

impl Counters {
    pub(crate) fn next_contact(&mut self) -> u64 {
        next(&mut self.contact)
    }

    pub(crate) fn next_customer_number(&mut self) -> u64 {
        next(&mut self.customer_number)
    }

    pub(crate) fn next_address(&mut self) -> u64 {
        next(&mut self.address)
    }

    pub(crate) fn next_invoice(&mut self) -> u64 {
        next(&mut self.invoice)
    }

    pub(crate) fn next_invoice_number(&mut self) -> u64 {
        next(&mut self.invoice_number)
    }

    pub(crate) fn next_position(&mut self) -> u64 {
        next(&mut self.position)
    }

    pub(crate) fn next_discount(&mut self) -> u64 {
        next(&mut self.discount)
    }
}

fn next(counter: &mut u64) -> u64 {
    *counter += 1;
    *counter
}

impl Books {
    pub(crate) fn contact(&self, id: u64) -> Option<&Contact> {
        self.contacts.get(&id)
    }

    /// By id.
    pub(crate) fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    /// By id, so that the first of a contact is the oldest.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.addresses.values()
    }

    pub(crate) fn invoice(&self, id: u64) -> Option<&Invoice> {
        self.invoices.get(&id)
    }

    /// By id.
    pub(crate) fn invoices(&self) -> impl DoubleEndedIterator<Item = &Invoice> {
        self.invoices.values()
    }

    /// A copy to give out ids from; to be journalled with what they were given to.
    pub(crate) fn counters(&self) -> Counters {
        self.counters
    }

    /// What the customer of an invoice is called.
    pub(crate) fn customer_name(&self, invoice: &Invoice) -> String {
        self.contact(invoice.contact)
            .map(Contact::display_name)
            .unwrap_or_default()
    }

    /// Carries one change out.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Contact(contact) => {
                self.contacts.insert(contact.id, contact);
            }
            Change::Address(address) => {
                self.addresses.insert(address.id, address);
            }
            Change::Invoice(invoice) => {
                self.invoices.insert(invoice.id, *invoice);
            }
            Change::InvoiceDeleted(id) => {
                self.invoices.remove(&id);
            }
            Change::Counters(counters) => self.counters = counters,
        }
    }

    /// The shortest list of changes that leads from an empty account to this one.
    pub(crate) fn snapshot(&self) -> Vec<Change> {
        let contacts = self.contacts.values().cloned().map(Change::Contact);
        let addresses = self.addresses.values().cloned().map(Change::Address);
        let invoices = self
            .invoices
            .values()
            .cloned()
            .map(|invoice| Change::Invoice(Box::new(invoice)));
        let counters = [Change::Counters(self.counters)];
        contacts
            .chain(addresses)
            .chain(invoices)
            .chain(counters)
            .collect()
    }
}
