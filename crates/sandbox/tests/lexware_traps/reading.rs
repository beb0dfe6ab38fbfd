//! Reading an invoice, and trying to do more with it.

use reqwest::Method;
use serde_json::json;

use super::office::{ACME_DRAFT, FINAL_INVOICE, KEY, but, good, office};
use super::support::send;

#[tokio::test]
async fn an_invoice_can_be_neither_changed_nor_deleted() {
    let office = office().await;
    let path = format!("/invoices/{ACME_DRAFT}");
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let answer = send(office.with(KEY, method.clone(), &path).json(&good())).await;
        assert_eq!(answer.status, 404, "{method}");
    }
    for action in ["finalize", "pursue"] {
        let path = format!("{path}/actions/{action}");
        assert_eq!(
            send(office.with(KEY, Method::POST, &path)).await.status,
            404
        );
    }
    assert_eq!(office.invoice(ACME_DRAFT).await["version"], 1);
}

#[tokio::test]
async fn there_is_no_list_at_the_invoices_themselves() {
    assert_eq!(
        office()
            .await
            .get("/invoices?voucherStatus=draft")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn an_invoice_that_is_not_there_is_not_found() {
    let office = office().await;
    assert_eq!(
        office
            .get("/invoices/d0c00000-0000-4000-8000-00000000ffff")
            .await
            .status,
        404
    );
    assert_eq!(office.get("/invoices/4711").await.status, 404);
}

#[tokio::test]
async fn a_media_type_that_is_not_available_is_not_acceptable() {
    let office = office().await;
    let request = office.with(KEY, Method::GET, &format!("/invoices/{ACME_DRAFT}"));
    assert_eq!(
        send(request.header("Accept", "application/xml"))
            .await
            .status,
        406
    );
}

#[tokio::test]
async fn a_draft_has_no_number_and_no_due_date() {
    let office = office().await;
    let draft = office.invoice(ACME_DRAFT).await;
    assert_eq!(
        (&draft["voucherNumber"], draft.get("dueDate")),
        (&json!(""), None)
    );
    let invoice = office.invoice(FINAL_INVOICE).await;
    assert_eq!(
        (&invoice["voucherStatus"], &invoice["voucherNumber"]),
        (&json!("open"), &json!("RE1001"))
    );
    assert!(invoice["dueDate"].is_string());
}

#[tokio::test]
async fn an_invoice_made_from_a_quotation_says_so() {
    let office = office().await;
    let path = "/invoices?precedingSalesVoucherId=7f3a1c44-50d2-4a0b-8e6c-91b7c2d40001";
    let answer = office.create_at(path, &good()).await;
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    let related = office.invoice(&id).await["relatedVouchers"].clone();
    assert_eq!(related[0]["voucherType"], "quotation");
    let unknown = format!("/invoices?precedingSalesVoucherId={ACME_DRAFT}");
    assert_eq!(office.create_at(&unknown, &good()).await.status, 406);
    // In the body it is dropped without a word.
    let in_body = but(|request| request["precedingSalesVoucherId"] = json!("nonsense"));
    let id = office.created(&in_body).await;
    assert_eq!(office.invoice(&id).await["relatedVouchers"], json!([]));
}

#[tokio::test]
async fn a_discount_takes_its_share_of_the_totals_but_not_of_the_lines() {
    let office = office().await;
    let request = but(|request| request["totalPrice"]["totalDiscountPercentage"] = json!(10));
    let invoice = office.invoice(&office.created(&request).await).await;
    assert_eq!(invoice["lineItems"][0]["lineItemAmount"], json!(1187.5));
    assert_eq!(invoice["totalPrice"]["totalNetAmount"], json!(1398.74));
    let request = but(|request| {
        request["totalPrice"]["totalDiscountPercentage"] = json!(10);
        request["totalPrice"]["totalDiscountAbsolute"] = json!(5);
    });
    assert_eq!(office.create(&request).await.status, 406);
}
