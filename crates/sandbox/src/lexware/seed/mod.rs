//! The sample account. Everybody in it is invented.

mod customers;
mod invoices;

use chrono::{DateTime, Utc};

use super::books::{Books, Change};
use super::options::LexwareOptions;

/// The company's id.
pub(super) const ORGANISATION: &str = "aa1f3b52-6c0e-4f4b-9d53-2a3b84c10001";
/// Its name.
pub(super) const COMPANY: &str = "Studio Nordlicht";
/// A quotation that an invoice can be made from. Quotations themselves are not simulated.
pub(super) const QUOTATION: &str = "7f3a1c44-50d2-4a0b-8e6c-91b7c2d40001";

/// Somebody in the company.
pub(super) struct User {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
}

/// Who signs in.
pub(super) const USER: User = User {
    id: "d0b9c9c1-7a42-4c5e-8f0f-3f1f6a2e0001",
    name: "Jana Albrecht",
};

/// The sample account as changes to an empty one.
pub(crate) fn seed(options: &LexwareOptions, now: DateTime<Utc>) -> Vec<Change> {
    let mut changes = customers::customers(options.more_customers);
    let mut books = Books::default();
    for change in &changes {
        books.apply(change.clone());
    }
    changes.extend(invoices::invoices(&books, now));
    changes
}
