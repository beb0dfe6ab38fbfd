//! The sample tenant. Everybody in it is invented, and its customers are those of the sample accounts of other tools.

mod companies;
mod documents;

use chrono::{DateTime, TimeDelta, Utc};

use super::books::{Books, Change};

/// The sample tenant as changes to an empty one.
pub(crate) fn seed(now: DateTime<Utc>) -> Vec<Change> {
    let mut changes = companies::companies(now - TimeDelta::days(200));
    changes.extend(documents::documents(now));
    let mut books = Books::default();
    for change in &changes {
        books.apply(change.clone());
    }
    books.snapshot()
}
