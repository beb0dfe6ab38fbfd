//! Searching companies.

use providers::Provider;
use sandbox::CountHeader;
use serde_json::json;

use crate::support::{BOTH, Tenant};

async fn names(tenant: &Tenant, search: &str) -> Vec<String> {
    let page = tenant.hq.customers(search).await.unwrap();
    page.customers
        .into_iter()
        .map(|customer| customer.name)
        .collect()
}

#[tokio::test]
async fn more_than_a_thousand_are_read_page_by_page() {
    for dialect in BOTH {
        let count = |tenant: &mut sandbox::HqOptions| tenant.count_header = CountHeader::Unfiltered;
        let tenant = Tenant::open_with(dialect, count, |_| {}).await;
        tenant
            .seed(json!({"companies": 2_100, "named": ["Zwölf Äpfel KG"]}))
            .await;
        let page = tenant.hq.customers("").await.unwrap();
        assert!(page.more);
        assert_eq!(page.customers.len(), 50);
        assert_eq!(tenant.count("list_companies").await, 3);
        assert_eq!(names(&tenant, "zwölf äpfel").await, ["Zwölf Äpfel KG"]);
        assert_eq!(
            names(&tenant, "Musterfirma 02100").await,
            ["Musterfirma 02100"]
        );
        // The list is kept for a moment, and read again after it.
        assert_eq!(tenant.count("list_companies").await, 3);
        tenant.clock.advance(31);
        assert_eq!(names(&tenant, "acme").await, ["ACME GmbH"]);
        assert_eq!(tenant.count("list_companies").await, 6);
    }
}

#[tokio::test]
async fn a_list_that_ends_with_a_full_page_is_complete() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        tenant.seed(json!({"companies": 981})).await;
        assert_eq!(names(&tenant, "Musterfirma 00981").await.len(), 1);
        assert_eq!(tenant.count("list_companies").await, 2);
    }
}
