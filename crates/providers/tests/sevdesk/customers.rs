//! Finding customers and their drafts.

use domain::payload::CustomerRef;
use providers::{Provider, WhyUnusable};
use serde_json::json;

use crate::support::Account;

async fn names(account: &Account, search: &str) -> Vec<String> {
    let page = account.sevdesk.customers(search).await.unwrap();
    page.customers
        .into_iter()
        .map(|customer| customer.name)
        .collect()
}

#[tokio::test]
async fn customers_are_found_however_they_are_typed() {
    let account = Account::open().await;
    for search in [
        "Müller & Söhne GmbH",
        "müller",
        "muller",
        "mueller",
        "SOEHNE",
        "ller",
    ] {
        assert!(
            names(&account, search)
                .await
                .contains(&"Müller & Söhne GmbH".to_owned()),
            "{search}"
        );
    }
    assert!(
        names(&account, "1002")
            .await
            .contains(&"ACME GmbH".to_owned())
    );
    assert_eq!(names(&account, "o'brien").await, ["O'Brien Ltd."]);
    assert!(names(&account, "zeppelin").await.is_empty());
}

#[tokio::test]
async fn persons_are_customers_too() {
    let account = Account::open().await;
    account
        .seed(json!({"contacts": [{"first_name": "Lise", "last_name": "Übermut"}]}))
        .await;
    assert_eq!(names(&account, "uebermut lise").await, ["Lise Übermut"]);
}

#[tokio::test]
async fn a_customer_on_a_later_page_is_found() {
    let account = Account::open().await;
    let added = account.seed(json!({"contacts": 1200})).await;
    account
        .seed(json!({"contacts": [{"name": "Zuletzt Angelegt KG"}]}))
        .await;
    assert_eq!(added["contacts"].as_array().unwrap().len(), 1200);
    let page = account.sevdesk.customers("zuletzt").await.unwrap();
    assert_eq!(page.customers.len(), 1);
    assert!(!page.more);
    // More than one page was read.
    assert_eq!(account.count("list_contacts").await, 2);
    let all = account.sevdesk.customers("GmbH").await.unwrap();
    assert_eq!((all.customers.len(), all.more), (50, true));
    let late = names(&account, "1187").await;
    assert!(
        late.contains(&"Weinhandel Nr. 1187 GmbH".to_owned()),
        "{late:?}"
    );
}

#[tokio::test]
async fn the_list_is_read_once_while_somebody_types() {
    let account = Account::open().await;
    for search in ["", "m", "mü", "mül"] {
        account.sevdesk.customers(search).await.unwrap();
    }
    assert_eq!(account.count("list_contacts").await, 1);
    account
        .seed(json!({"contacts": [{"name": "Brandneu GmbH"}]}))
        .await;
    assert!(names(&account, "brandneu").await.is_empty());
    account.clock.advance(31);
    assert_eq!(names(&account, "brandneu").await, ["Brandneu GmbH"]);
}

#[tokio::test]
async fn a_failed_search_is_not_kept() {
    let account = Account::open().await;
    account
        .fault_with(
            "list_contacts",
            "status_before_commit",
            json!({"status": 503}),
        )
        .await;
    assert!(account.sevdesk.customers("").await.is_err());
    assert!(!names(&account, "").await.is_empty());
}

#[tokio::test]
async fn customers_come_in_the_order_of_their_names() {
    let account = Account::open().await;
    account
        .seed(json!({"contacts": [{"name": "Ärztehaus"}, {"name": "zeppelin"}, {"name": "Aal"}]}))
        .await;
    let names = names(&account, "").await;
    let at = |name: &str| names.iter().position(|found| found == name).unwrap();
    assert!(
        at("Aal") < at("Ärztehaus") && at("Ärztehaus") < at("zeppelin"),
        "{names:?}"
    );
}

#[tokio::test]
async fn the_drafts_of_a_customer_come_newest_first() {
    let account = Account::open().await;
    let acme = account.customer("ACME GmbH").await;
    let draft =
        |header: &str| json!({"contact": "ACME GmbH", "header": header, "generated_lines": 1});
    account
        .seed(json!({"drafts": [draft("erster"), draft("zweiter")]}))
        .await;
    account.seed(json!({"drafts": [{"contact": "O'Brien Ltd.", "header": "fremd", "generated_lines": 1}]})).await;
    let drafts = account.sevdesk.drafts(&acme).await.unwrap();
    let headers: Vec<&str> = drafts.iter().map(|draft| draft.header.as_str()).collect();
    assert_eq!(headers, ["zweiter", "erster", "Rechnung Onlineshop"]);
    assert!(drafts.iter().all(|draft| draft.unusable.is_none()));
    assert_eq!(drafts[2].reference, "PO 4711-26");
    assert!(drafts[2].date.is_some());
}

#[tokio::test]
async fn a_finalised_invoice_is_no_draft() {
    let account = Account::open().await;
    let works = account.customer("Stadtwerke Musterstadt").await;
    assert!(account.sevdesk.drafts(&works).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_draft_that_cannot_be_used_says_why() {
    let account = Account::open().await;
    let draft = |more: serde_json::Value| {
        let mut draft = json!({"contact": "O'Brien Ltd."});
        draft
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        draft
    };
    let line =
        json!([{"name": "x", "quantity": "1", "unit": "hour", "price": "1", "tax_rate": "0"}]);
    let gross = draft(json!({"show_net": false, "positions": line}));
    let goods = draft(json!({"tax_rule": 3, "positions": line}));
    account.seed(json!({"drafts": [gross, goods]})).await;
    let customer = account.customer("O'Brien Ltd.").await;
    let drafts = account.sevdesk.drafts(&customer).await.unwrap();
    let reasons: Vec<_> = drafts.iter().map(|draft| draft.unusable).collect();
    assert_eq!(
        reasons,
        [Some(WhyUnusable::TaxRule), Some(WhyUnusable::GrossPrices)]
    );
    for draft in drafts {
        assert!(
            account
                .sevdesk
                .before_image(&draft.remote_id)
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_customer_who_does_not_exist_has_no_drafts() {
    let account = Account::open().await;
    let nobody = CustomerRef {
        id: "1".to_owned(),
        name: String::new(),
    };
    assert!(account.sevdesk.drafts(&nobody).await.unwrap().is_empty());
    // Not a number: the filter is ignored, and every draft comes back; none of them is theirs.
    let nonsense = CustomerRef {
        id: "x&status=200".to_owned(),
        name: String::new(),
    };
    assert!(account.sevdesk.drafts(&nonsense).await.unwrap().is_empty());
}
