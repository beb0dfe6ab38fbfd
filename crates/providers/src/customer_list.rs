//! Searching customers here, for tools whose own search is too little: the whole list is read, and kept for a moment
//! while somebody types.

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Mutex;

use crate::error::ProviderError;
use crate::provider::{Customer, CustomerPage};
use crate::search::{self, Needle};

/// How many customers a page shows.
const SHOWN: usize = 50;
/// How long the list is kept.
const KEPT: TimeDelta = TimeDelta::seconds(30);

/// The list of all customers, as read a moment ago.
#[derive(Debug, Default)]
pub(crate) struct CustomerList(Mutex<Option<List>>);

#[derive(Debug)]
struct List {
    read_at: DateTime<Utc>,
    customers: Vec<Customer>,
}

impl CustomerList {
    /// Customers whose name or number contains each word of `search`. While one caller reads the list by `read`, others
    /// wait for it instead of reading it as well.
    pub(crate) async fn search(
        &self,
        search: &str,
        now: DateTime<Utc>,
        read: impl Future<Output = Result<Vec<Customer>, ProviderError>>,
    ) -> Result<CustomerPage, ProviderError> {
        let mut kept = self.0.lock().await;
        let list = match kept
            .take()
            .filter(|list| (TimeDelta::zero()..KEPT).contains(&(now - list.read_at)))
        {
            Some(list) => list,
            None => List {
                read_at: now,
                customers: sorted(read.await?),
            },
        };
        let page = matching(&list.customers, search);
        *kept = Some(list);
        Ok(page)
    }
}

fn sorted(mut customers: Vec<Customer>) -> Vec<Customer> {
    customers.sort_by_cached_key(|customer| (search::folded(&customer.name), customer.id.clone()));
    customers
}

fn matching(customers: &[Customer], search: &str) -> CustomerPage {
    let needle = Needle::new(search);
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
