//! Reading documents back, whatever became of them.

use providers::{Provider, RemoteStatus};
use serde_json::json;

use crate::sample::october;
use crate::support::Account;

const MARKER: &str = "BH-2026-10-7KQ2MD";

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
