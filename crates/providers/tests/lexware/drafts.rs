//! The drafts of a customer, and why some of them can't be copied.

use domain::payload::CustomerRef;
use providers::{DraftSummary, Provider, WhyUnusable};
use serde_json::{Value, json};

use crate::office::Office;
use crate::sample::{ACME_DRAFT, acme};

async fn drafts(office: &Office, customer: &CustomerRef) -> Vec<DraftSummary> {
    office.lexware.drafts(customer).await.unwrap().drafts
}

fn body(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = json!({
        "voucherDate": "2026-10-01T00:00:00.000+02:00",
        "address": {"contactId": acme().id},
        "lineItems": [{"type": "custom", "name": "Zeile", "quantity": 1, "unitName": "Stunde",
            "unitPrice": {"currency": "EUR", "netAmount": 119, "grossAmount": 119, "taxRatePercentage": 19}}],
        "totalPrice": {"currency": "EUR"}, "taxConditions": {"taxType": "net"},
        "shippingConditions": {"shippingType": "none"}
    });
    change(&mut body);
    body
}

#[tokio::test]
async fn what_cannot_be_copied_says_why() {
    let office = Office::open().await;
    let gross = body(|body| body["taxConditions"]["taxType"] = json!("gross"));
    let other = body(|body| {
        body["taxConditions"]["taxType"] = json!("thirdPartyCountryDelivery");
        body["lineItems"][0]["unitPrice"]["taxRatePercentage"] = json!(0);
    });
    let quotation = "?precedingSalesVoucherId=7f3a1c44-50d2-4a0b-8e6c-91b7c2d40001";
    for (query, body, why) in [
        ("", gross, WhyUnusable::GrossPrices),
        ("", other, WhyUnusable::TaxRule),
        (quotation, body(|_| ()), WhyUnusable::Linked),
    ] {
        office.clock.advance(1);
        let id = office.by_hand(query, &body).await;
        let newest = drafts(&office, &acme()).await.remove(0);
        assert_eq!((newest.remote_id, newest.unusable), (id.clone(), Some(why)));
        assert_eq!(office.lexware.before_image(&id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_draft_that_went_meanwhile_is_left_out() {
    let office = Office::open().await;
    office
        .fault_with(
            "get_invoice",
            "status_before_commit",
            json!({"status": 404}),
        )
        .await;
    assert!(drafts(&office, &acme()).await.is_empty());
    office.press(&format!("{ACME_DRAFT}/finalise"), &[]).await;
    assert!(drafts(&office, &acme()).await.is_empty());
    assert_eq!(office.lexware.before_image(ACME_DRAFT).await.unwrap(), None);
}
