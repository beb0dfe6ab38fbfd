//! Reading documents back, whatever became of them.

use providers::{Expected, Outcome, Provider, ProviderError, RemoteStatus, What, compare};
use serde_json::json;

use crate::sample::october;
use crate::support::Account;

const MARKER: &str = "BH-2026-10-7KQ2MD";

#[tokio::test]
async fn a_document_that_is_not_there_is_none() {
    let account = Account::open().await;
    assert_eq!(account.sevdesk.read("1").await, Ok(None));
    assert_eq!(account.sevdesk.read("../Contact").await, Ok(None));
}

#[tokio::test]
async fn the_life_of_a_document_is_seen() {
    let account = Account::open().await;
    let id = account
        .made(&october(account.customer("ACME GmbH").await), MARKER)
        .await
        .remote_id;
    account.press(&format!("{id}/finalise"), &[]).await;
    let document = account.sevdesk.read(&id).await.unwrap().unwrap();
    assert_eq!(document.status, RemoteStatus::Finalised);
    assert!(document.number.is_some());
    account
        .post(&format!("Invoice/{id}/cancelInvoice"), &json!({}))
        .await;
    assert_eq!(
        account.sevdesk.read(&id).await.unwrap().unwrap().status,
        RemoteStatus::Cancelled
    );
}

#[tokio::test]
async fn a_deleted_draft_is_gone() {
    let account = Account::open().await;
    let id = account
        .made(&october(account.customer("ACME GmbH").await), MARKER)
        .await
        .remote_id;
    account.press(&format!("{id}/delete"), &[]).await;
    assert_eq!(account.sevdesk.read(&id).await, Ok(None));
}

#[tokio::test]
async fn long_drafts_are_read_to_their_end() {
    let account = Account::open().await;
    let seeded = account
        .seed(json!({"drafts": [{"contact": "ACME GmbH", "generated_lines": 2_345}]}))
        .await;
    let id = seeded["drafts"][0].as_str().unwrap();
    let document = account.sevdesk.read(id).await.unwrap().unwrap();
    assert_eq!(document.lines.len(), 2_345);
    assert_eq!(document.lines[2_344].text, "Leistung 2345");
    assert_eq!(account.count("get_positions").await, 3);
}

#[tokio::test]
async fn a_failed_read_does_not_make_a_document_disappear() {
    let account = Account::open().await;
    let id = account
        .made(&october(account.customer("ACME GmbH").await), MARKER)
        .await
        .remote_id;
    for status in [401, 403, 429, 500, 502, 504] {
        account
            .fault_with(
                "get_invoice",
                "status_before_commit",
                json!({"status": status}),
            )
            .await;
        assert!(account.sevdesk.read(&id).await.is_err(), "{status}");
    }
    for fault in [
        "html_body",
        "empty_body",
        "wrong_type_body",
        "lost_after_commit",
        "redirect",
    ] {
        account.fault("get_invoice", fault).await;
        assert!(account.sevdesk.read(&id).await.is_err(), "{fault}");
    }
    account
        .fault_with("get_positions", "cut_body", json!({"at": 300}))
        .await;
    assert!(matches!(
        account.sevdesk.read(&id).await,
        Err(ProviderError::Unavailable { .. })
    ));
}

#[tokio::test]
async fn each_thing_that_differs_is_noticed() {
    let faults = [
        ("changed_contact", What::Customer),
        ("changed_status", What::Status),
        ("changed_reference", What::Reference),
        ("changed_text", What::Text),
        ("changed_quantity", What::Quantity),
        ("changed_price", What::Price),
        ("changed_tax_rate", What::Tax),
        ("changed_net", What::Net),
        ("dropped_line", What::LineCount),
        ("extra_line", What::LineCount),
    ];
    let account = Account::open().await;
    let payload = october(account.customer("ACME GmbH").await);
    for (fault, what) in faults {
        account.fault("save_invoice", fault).await;
        let Outcome::Executed { remote_id } = account.sevdesk.create(&payload, MARKER).await else {
            panic!("{fault}");
        };
        let document = account.sevdesk.read(&remote_id).await.unwrap().unwrap();
        let differences = compare(
            &payload,
            Expected::New {
                reference: Some(MARKER),
            },
            &document,
        );
        assert!(
            differences.iter().any(|difference| difference.what == what),
            "{fault}: {differences:?}"
        );
    }
}
