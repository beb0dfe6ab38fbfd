//! Finding customers and their drafts.

use domain::payload::CustomerRef;
use providers::{DraftPage, Provider, WhyUnusable};
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
async fn persons_are_customers_too() {
    let account = Account::open().await;
    account
        .seed(json!({"contacts": [{"first_name": "Lise", "last_name": "Übermut"}]}))
        .await;
    assert_eq!(names(&account, "uebermut lise").await, ["Lise Übermut"]);
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
    let drafts = account.sevdesk.drafts(&customer).await.unwrap().drafts;
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
async fn a_customer_whose_id_is_nonsense_has_no_drafts() {
    let account = Account::open().await;
    // Not a number: the filter is ignored, and every draft comes back; none of them is theirs.
    let nonsense = CustomerRef {
        id: "x&status=200".to_owned(),
        name: String::new(),
    };
    let drafts = account.sevdesk.drafts(&nonsense).await;
    assert_eq!(drafts, Ok(DraftPage::default()));
}
