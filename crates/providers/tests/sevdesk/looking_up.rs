//! Looking for a draft after its answer was lost.

use providers::Lookup;
use serde_json::json;

use crate::sample::october;
use crate::support::{Account, FindBy as _};

const MARKER: &str = "BH-2026-10-7KQ2MD";

#[tokio::test]
async fn without_an_earlier_invoice_all_invoices_of_the_customer_are_read() {
    let account = Account::open().await;
    let customer = account.customer("ACME GmbH").await;
    assert_eq!(
        account.sevdesk.find_by(MARKER, &customer, None).await,
        Ok(Lookup::Absent)
    );
    // The look-up by reference and the list of invoices.
    assert_eq!(account.count("list_invoices").await, 2);
    account.seed(json!({"drafts": [{"contact": "ACME GmbH", "reference": MARKER, "generated_lines": 1}]})).await;
    assert!(matches!(
        account.sevdesk.find_by(MARKER, &customer, None).await,
        Ok(Lookup::Found { .. })
    ));
}

#[tokio::test]
async fn the_customers_own_order_number_is_part_of_the_reference() {
    let account = Account::open().await;
    let payload = october(account.customer("ACME GmbH").await);
    let reference = format!("PO 4711/26 & Söhne + 100 % {MARKER}");
    account.made(&payload, &reference).await;
    let find = async |reference: &str| {
        account
            .sevdesk
            .find_by(reference, &payload.customer, Some(reference))
            .await
    };
    assert!(matches!(find(&reference).await, Ok(Lookup::Found { .. })));
    let half = account
        .sevdesk
        .find_by(MARKER, &payload.customer, Some(&reference))
        .await;
    // Not the one that was sent, but too much like it to be passed over.
    assert!(matches!(half, Ok(Lookup::Inconclusive { .. })), "{half:?}");
}

#[tokio::test]
async fn a_cancellation_is_not_taken_for_the_invoice() {
    let account = Account::open().await;
    let payload = october(account.customer("ACME GmbH").await);
    let remote_id = account.made(&payload, MARKER).await.remote_id;
    account.press(&format!("{remote_id}/finalise"), &[]).await;
    account
        .post(&format!("Invoice/{remote_id}/cancelInvoice"), &json!({}))
        .await;
    assert_eq!(account.carrying(MARKER).await, 2);
    let found = account
        .sevdesk
        .find_by(MARKER, &payload.customer, None)
        .await;
    assert_eq!(found, Ok(Lookup::Found { remote_id }));
}

#[tokio::test]
async fn a_failed_look_up_is_never_an_absence() {
    let account = Account::open().await;
    let customer = account.customer("ACME GmbH").await;
    for after in [0, 1] {
        for fault in [
            "html_body",
            "malformed_body",
            "empty_body",
            "wrong_type_body",
            "error_in_200",
            "lost_after_commit",
            "redirect",
        ] {
            account
                .fault_with("list_invoices", fault, json!({"after": after}))
                .await;
            let found = account.sevdesk.find_by(MARKER, &customer, None).await;
            assert!(found.is_err(), "{fault} {after}: {found:?}");
        }
        for status in [400, 401, 403, 404, 422, 429, 500, 503] {
            let order = json!({"after": after, "status": status});
            account
                .fault_with("list_invoices", "status_before_commit", order)
                .await;
            let found = account.sevdesk.find_by(MARKER, &customer, None).await;
            assert!(found.is_err(), "{status} {after}: {found:?}");
        }
    }
    assert_eq!(
        account.sevdesk.find_by(MARKER, &customer, None).await,
        Ok(Lookup::Absent)
    );
}
