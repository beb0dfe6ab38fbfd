//! Searching customers.
//!
//! The list can be asked for a part of a name, of three characters or more (developers.lexware.io, "Filtering
//! Contacts"). It knows umlauts as letters of their own and takes one part only, so the question is put widely and every
//! row is compared here. Archived contacts and vendors come as well.

use serde::Deserialize;

use super::calls::{Api, Listing, Row};
use super::pattern;
use crate::error::ProviderError;
use crate::provider::{Customer, CustomerPage};
use crate::search::{self, Needle};

/// How many customers a page shows.
const SHOWN: usize = 50;
/// Pages of 250 that are read: one where anything fits, more where little does.
const PAGES: usize = 4;

#[derive(Debug, Deserialize)]
struct Contact {
    id: String,
    roles: Roles,
    company: Option<Company>,
    person: Option<Person>,
    #[serde(default)]
    archived: bool,
}

#[derive(Debug, Deserialize)]
struct Roles {
    customer: Option<Role>,
}

#[derive(Debug, Deserialize)]
struct Role {
    number: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct Company {
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    first_name: Option<String>,
    last_name: String,
}

impl Row for Contact {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Customers whose name or number contains each word of `search`.
pub(super) async fn search(api: &Api, search: &str) -> Result<CustomerPage, ProviderError> {
    let search = search.trim();
    if let Some(number) = digits(search) {
        let exact = page(list(api, &[("number", number)], 1).await?, search);
        if !exact.customers.is_empty() {
            return Ok(exact);
        }
    }
    let questions = pattern::of(search);
    for question in &questions {
        let found = page(list(api, &[("name", question)], PAGES).await?, search);
        if !found.customers.is_empty() {
            return Ok(found);
        }
    }
    if !questions.is_empty() {
        return Ok(CustomerPage::default());
    }
    // Nothing, or too little to be asked for.
    let pages = if search.is_empty() { 1 } else { PAGES };
    Ok(page(list(api, &[], pages).await?, search))
}

async fn list(
    api: &Api,
    filter: &[(&str, &str)],
    pages: usize,
) -> Result<Listing<Contact>, ProviderError> {
    let filter = [&[("customer", "true")], filter].concat();
    api.list(&["contacts"], &filter, pages).await
}

fn digits(search: &str) -> Option<&str> {
    let is_number = !search.is_empty() && search.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(search)
}

fn page(found: Listing<Contact>, search: &str) -> CustomerPage {
    let needle = Needle::new(search);
    let mut customers: Vec<Customer> = found
        .rows
        .into_iter()
        .filter_map(customer)
        .filter(|customer| needle.is_in(&[&customer.name, &customer.number]))
        .collect();
    customers.sort_by_cached_key(|customer| (search::folded(&customer.name), customer.id.clone()));
    customers.dedup();
    let more = !found.complete || customers.len() > SHOWN;
    customers.truncate(SHOWN);
    CustomerPage { customers, more }
}

/// A contact that can be invoiced.
fn customer(contact: Contact) -> Option<Customer> {
    let role = contact.roles.customer.filter(|_| !contact.archived)?;
    let name = match (contact.company, contact.person) {
        (Some(company), _) => company.name,
        (None, Some(person)) => match person.first_name {
            Some(first_name) => format!("{first_name} {}", person.last_name),
            None => person.last_name,
        },
        (None, None) => return None,
    };
    Some(Customer {
        id: contact.id,
        name,
        number: role
            .number
            .map(|number| number.to_string())
            .unwrap_or_default(),
    })
}
