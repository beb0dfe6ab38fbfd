//! Faults reach this tool under the same names as the others.

use serde_json::json;

use super::office::{Office, good, office};

async fn order(office: &Office, operation: &str, fault: &str) {
    let order = json!({"tool": "lexware", "operation": operation, "fault": fault, "status": 504});
    office.world.fault(order).await;
}

async fn drafts(office: &Office) -> usize {
    let rows = office
        .rows("/voucherlist?voucherType=invoice&voucherStatus=draft")
        .await;
    rows.len()
}

#[tokio::test]
async fn a_504_may_have_stored_the_invoice_or_not() {
    let office = office().await;
    let before = drafts(&office).await;
    order(&office, "create_invoice", "status_before_commit").await;
    assert_eq!(office.create(&good()).await.status, 504);
    assert_eq!(drafts(&office).await, before);
    order(&office, "create_invoice", "status_after_commit").await;
    let answer = office.create(&good()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (504, json!({"message": "Endpoint request timed out"}))
    );
    assert_eq!(drafts(&office).await, before + 1);
}

#[tokio::test]
async fn a_token_can_be_rotated_without_anybody_hearing_of_it() {
    let office = office().await;
    let (_, refresh) = office.connected().await;
    order(&office, "token", "status_after_commit").await;
    assert_eq!(office.refresh(&refresh).await.status, 504);
    assert_eq!(office.refresh(&refresh).await.status, 400);
}

#[tokio::test]
async fn a_stored_invoice_differs_in_one_thing() {
    let office = office().await;
    let clean = office.created(&good()).await;
    let clean = office.invoice(&clean).await;
    for (fault, pointer) in [
        ("changed_contact", "/address/contactId"),
        ("changed_status", "/voucherStatus"),
        ("changed_text", "/lineItems/1/name"),
        ("changed_quantity", "/lineItems/1/quantity"),
        ("changed_price", "/lineItems/1/unitPrice/netAmount"),
        (
            "changed_tax_rate",
            "/lineItems/1/unitPrice/taxRatePercentage",
        ),
        ("changed_net", "/totalPrice/totalNetAmount"),
        ("dropped_line", "/lineItems"),
        ("extra_line", "/lineItems"),
    ] {
        order(&office, "create_invoice", fault).await;
        let id = office.created(&good()).await;
        let bent = office.invoice(&id).await;
        assert_ne!(bent.pointer(pointer), clean.pointer(pointer), "{fault}");
    }
}
