//! The customers of the sample account.

use chrono::{DateTime, Utc};

use crate::sevdesk::addresses::BILLING;
use crate::sevdesk::books::Change;
use crate::sevdesk::model::{Address, Contact};

/// Id, customer number, name, street, postcode, town, country. Countries other than 1 (Germany) have made-up ids.
const ORGANISATIONS: &str = include_str!("organisations.csv");

/// Id, customer number, first name, last name, organisation that the person belongs to.
const PERSONS: &str = include_str!("persons.csv");

/// All of them with their addresses, as changes to an empty account.
pub(super) fn customers(since: DateTime<Utc>) -> Vec<Change> {
    let organisations = ORGANISATIONS
        .lines()
        .filter_map(|row| organisation(row, since));
    let persons = PERSONS.lines().filter_map(|row| person(row, since));
    organisations
        .flat_map(|(contact, address)| [Change::Contact(contact), Change::Address(address)])
        .chain(persons.map(Change::Contact))
        .collect()
}

/// A row as it is written down, or nothing when it is written down wrongly (a test counts them).
fn columns<const N: usize>(row: &'static str) -> Option<[&'static str; N]> {
    let columns: Vec<&str> = row.split(';').collect();
    columns.try_into().ok()
}

fn organisation(row: &'static str, since: DateTime<Utc>) -> Option<(Contact, Address)> {
    let [id, number, name, street, zip, city, country] = columns(row)?;
    let id = id.parse().ok()?;
    let text = |text: &str| Some(text.to_owned());
    let contact = Contact {
        name: text(name),
        ..blank(id, number, since)
    };
    let address = Address {
        id: id - 97_560_000,
        contact: id,
        created: since,
        name: text(name),
        street: text(street),
        zip: text(zip),
        city: text(city),
        country: country.parse().ok()?,
        category: Some(BILLING),
    };
    Some((contact, address))
}

fn person(row: &'static str, since: DateTime<Utc>) -> Option<Contact> {
    let [id, number, first_name, last_name, parent] = columns(row)?;
    Some(Contact {
        first_name: Some(first_name.to_owned()),
        last_name: Some(last_name.to_owned()),
        parent: parent.parse().ok(),
        ..blank(id.parse().ok()?, number, since)
    })
}

fn blank(id: u64, number: &str, since: DateTime<Utc>) -> Contact {
    Contact {
        id,
        created: since,
        updated: since,
        name: None,
        first_name: None,
        last_name: None,
        customer_number: Some(number.to_owned()),
        parent: None,
        category: 3,
        status: 1000,
        vat_number: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_customer() {
        let rows = 2 * ORGANISATIONS.lines().count() + PERSONS.lines().count();
        assert_eq!(customers(DateTime::UNIX_EPOCH).len(), rows);
    }
}
