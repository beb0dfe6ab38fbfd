//! Searching customers.
//!
//! What the `name` filter of `GET /Contact` does (exact or part, which fields) is not documented, and without `depth=1`
//! persons are missing. So the whole list is read, searched here, and kept for a moment while somebody types.

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Mutex;

use super::calls::Api;
use super::fields::Fields;
use crate::error::ProviderError;
use crate::provider::{Customer, CustomerPage};
use crate::search;

/// How many customers a page shows.
const SHOWN: usize = 50;
/// How long the list is kept.
const KEPT: TimeDelta = TimeDelta::seconds(30);

/// The list of all customers, as read a moment ago.
#[derive(Debug, Default)]
pub(super) struct Customers(Mutex<Option<List>>);

#[derive(Debug)]
struct List {
    read_at: DateTime<Utc>,
    customers: Vec<Customer>,
}

impl Customers {
    /// Customers whose name or number contains each word of `search`. While one caller reads the list, others wait for
    /// it instead of reading it as well.
    pub(super) async fn search(
        &self,
        api: &Api,
        search: &str,
    ) -> Result<CustomerPage, ProviderError> {
        let mut kept = self.0.lock().await;
        let now = api.now();
        let list = match kept
            .take()
            .filter(|list| (TimeDelta::zero()..KEPT).contains(&(now - list.read_at)))
        {
            Some(list) => list,
            None => List {
                read_at: now,
                customers: all(api).await?,
            },
        };
        let page = matching(&list.customers, search);
        *kept = Some(list);
        Ok(page)
    }
}

async fn all(api: &Api) -> Result<Vec<Customer>, ProviderError> {
    let listing = api.all(&["Contact"], &[("depth", "1")]).await?;
    let mut customers: Vec<Customer> = listing.rows.iter().filter_map(customer).collect();
    customers.sort_by_cached_key(|customer| (search::folded(&customer.name), customer.id.clone()));
    Ok(customers)
}

/// An organisation has a name; a person has a first name (spelt `surename`) and a last name.
fn customer(row: &Fields) -> Option<Customer> {
    let id = row.id()?;
    let number = row.text_or_empty("customerNumber");
    let person = format!(
        "{} {}",
        row.text_or_empty("surename"),
        row.text_or_empty("familyname")
    );
    let names = [
        row.text_or_empty("name"),
        person,
        number.clone(),
        id.clone(),
    ];
    let name = names
        .iter()
        .map(|name| name.trim())
        .find(|name| !name.is_empty())?
        .to_owned();
    Some(Customer { id, name, number })
}

fn matching(customers: &[Customer], search: &str) -> CustomerPage {
    let needle = search::Needle::new(search);
    let mut found = customers
        .iter()
        .filter(|customer| needle.is_in(&[&customer.name, &customer.number]));
    let shown: Vec<Customer> = found.by_ref().take(SHOWN).cloned().collect();
    CustomerPage {
        customers: shown,
        more: found.next().is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(json: &str) -> String {
        customer(&Fields::parse(json).unwrap()).unwrap().name
    }

    #[test]
    fn organisations_and_persons_have_names() {
        assert_eq!(
            named(r#"{"id":"1","name":"ACME GmbH","surename":null}"#),
            "ACME GmbH"
        );
        assert_eq!(
            named(r#"{"id":"1","name":null,"surename":"Ada","familyname":"Müller"}"#),
            "Ada Müller"
        );
        assert_eq!(
            named(r#"{"id":"1","name":"","surename":"","familyname":"Müller"}"#),
            "Müller"
        );
        assert_eq!(
            named(r#"{"id":"1","name":null,"customerNumber":"1007"}"#),
            "1007"
        );
    }

    #[test]
    fn a_page_says_when_there_are_more() {
        let customers: Vec<Customer> = (0..51)
            .map(|i| Customer {
                id: i.to_string(),
                name: format!("Firma {i}"),
                number: String::new(),
            })
            .collect();
        let page = matching(&customers, "");
        assert_eq!((page.customers.len(), page.more), (50, true));
        let page = matching(&customers[..50], "firma");
        assert_eq!((page.customers.len(), page.more), (50, false));
        assert_eq!(matching(&customers, "Firma 42").customers.len(), 1);
    }
}
