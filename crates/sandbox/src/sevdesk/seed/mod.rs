//! The sample account. Everybody in it is invented.

mod customers;
mod invoices;

use chrono::{DateTime, TimeDelta, Utc};

use super::books::{Books, Change};
use super::options::SevdeskOptions;
use crate::out::Out;

/// The client number of the account.
pub(crate) const CLIENT: u64 = 1_094_627;

/// A user of the account.
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
}

/// The user who owns the token.
pub(crate) const FIRST_USER: u64 = 1_551_095;

/// All users.
pub(crate) const USERS: [User; 2] = [
    User {
        id: FIRST_USER,
        name: "Jana Albrecht",
        email: "jana@studio-nordlicht.example",
    },
    User {
        id: 1_551_118,
        name: "Tobias Keller",
        email: "tobias@studio-nordlicht.example",
    },
];

/// Articles that positions can be taken from.
const PARTS: [(u64, &str); 2] = [
    (27_310_044, "Hosting, 1 Monat"),
    (27_310_061, "Lizenz, 1 Arbeitsplatz"),
];

/// The sample account as changes to an empty one.
pub(crate) fn seed(options: &SevdeskOptions, now: DateTime<Utc>) -> Vec<Change> {
    let mut changes = customers::customers(now - TimeDelta::days(200));
    let mut books = Books::default();
    for change in &changes {
        books.apply(change.clone());
    }
    changes.extend(invoices::invoices(&books, options.unit_shift, now));
    changes
}

/// Whether there is a user with an id.
pub(crate) fn is_user(id: u64) -> bool {
    USERS.iter().any(|user| user.id == id)
}

/// Whether there is an article with an id.
pub(crate) fn is_part(id: u64) -> bool {
    PARTS.iter().any(|(part, _)| *part == id)
}

/// The id of an article.
pub(crate) fn some_part() -> u64 {
    PARTS[0].0
}

/// An article in full.
pub(crate) fn part(id: u64) -> Out {
    let found = PARTS.iter().find(|(part, _)| *part == id);
    Out::object([
        ("id", Out::text(id)),
        ("objectName", Out::text("Part")),
        ("name", Out::maybe(found.map(|(_, name)| name))),
    ])
}
