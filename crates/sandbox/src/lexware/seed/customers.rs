//! The customers of the sample account: those of the sample account at sevDesk, and some that make trouble.

use crate::lexware::books::Change;
use crate::lexware::ids;
use crate::lexware::model::{Address, Contact, Name};

/// Id, customer number, name, street, postcode, town, country.
const COMPANIES: &str = include_str!("companies.csv");

/// Id, customer number, first name, last name, street, postcode, town.
const PERSONS: &str = include_str!("persons.csv");

/// All of them, and as many made-up ones as are wanted, as changes to an empty account.
pub(super) fn customers(more: u32) -> Vec<Change> {
    let companies = COMPANIES.lines().filter_map(company);
    let persons = PERSONS.lines().filter_map(person);
    companies
        .chain(persons)
        .chain(troublesome())
        .chain((1..=more).map(made_up))
        .map(Change::Contact)
        .collect()
}

/// A row as it is written down, or nothing when it is written down wrongly (a test counts them).
fn columns<const N: usize>(row: &'static str) -> Option<[&'static str; N]> {
    let columns: Vec<&str> = row.split(';').collect();
    columns.try_into().ok()
}

fn company(row: &'static str) -> Option<Contact> {
    let [id, number, name, street, zip, city, country] = columns(row)?;
    Some(Contact {
        customer_number: Some(number.parse().ok()?),
        addresses: vec![address(street, zip, city, country)],
        ..blank(id, Name::Company(name.to_owned()))
    })
}

fn person(row: &'static str) -> Option<Contact> {
    let [id, number, first, last, street, zip, city] = columns(row)?;
    let name = Name::Person {
        first: Some(first.to_owned()),
        last: last.to_owned(),
    };
    Some(Contact {
        customer_number: Some(number.parse().ok()?),
        addresses: vec![address(street, zip, city, "DE")],
        ..blank(id, name)
    })
}

/// Two billing addresses, which only the tool's own pages can make; no role of a customer; archived.
fn troublesome() -> [Contact; 3] {
    let kiel = address("Holtenauer Straße 5", "24105", "Kiel", "DE");
    let flensburg = address("Norderhofenden 1", "24937", "Flensburg", "DE");
    let named = |id, name: &str| blank(id, Name::Company(name.to_owned()));
    [
        Contact {
            customer_number: Some(10021),
            addresses: vec![kiel.clone(), flensburg],
            ..named(
                "c0de0000-0000-4000-8000-000000000021",
                "Zwei Häfen Spedition",
            )
        },
        Contact {
            vendor_number: Some(70001),
            addresses: vec![kiel.clone()],
            ..named("c0de0000-0000-4000-8000-000000000022", "Papier Jessen")
        },
        Contact {
            customer_number: Some(10023),
            addresses: vec![kiel],
            archived: true,
            ..named("c0de0000-0000-4000-8000-000000000023", "Altes Kontor GmbH")
        },
    ]
}

fn made_up(index: u32) -> Contact {
    let name = Name::Company(format!("Beispielkunde {index:04} GmbH"));
    Contact {
        customer_number: Some(20_000 + index),
        addresses: vec![address("Musterweg 1", "12345", "Musterstadt", "DE")],
        ..blank(&ids::uuid("made-up contact", index.into()), name)
    }
}

fn address(street: &str, zip: &str, city: &str, country: &str) -> Address {
    Address {
        street: Some(street.to_owned()),
        zip: Some(zip.to_owned()),
        city: Some(city.to_owned()),
        country_code: country.to_owned(),
        ..Address::default()
    }
}

fn blank(id: &str, name: Name) -> Contact {
    Contact {
        id: id.to_owned(),
        version: 0,
        customer_number: None,
        vendor_number: None,
        name,
        addresses: Vec::new(),
        email: None,
        archived: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_customer() {
        let rows = COMPANIES.lines().count() + PERSONS.lines().count() + 3;
        assert_eq!(customers(0).len(), rows);
        assert_eq!(customers(7).len(), rows + 7);
    }
}
