//! What happens to a draft besides being written.

use serde_json::{Value, json};

use super::support::{ACME_DRAFT, FINAL_INVOICE, account, but, good, world};

#[tokio::test]
async fn only_a_draft_can_be_deleted() {
    let world = world().await;
    let (status, code, message) = world
        .delete(&format!("/Invoice/{FINAL_INVOICE}"))
        .await
        .refusal();
    let expected = "Invoice can only be deleted in status 100 but is status 200";
    assert_eq!(
        (status, code, message.as_str()),
        (409, json!(159), expected)
    );
    assert_eq!(
        world.delete(&format!("/Invoice/{ACME_DRAFT}")).await.status,
        200
    );
    assert_eq!(
        world
            .get(&format!("/Invoice/{ACME_DRAFT}"))
            .await
            .refusal()
            .0,
        404
    );
    assert_eq!(
        world
            .delete(&format!("/Invoice/{ACME_DRAFT}"))
            .await
            .refusal()
            .1,
        151
    );
}

#[tokio::test]
async fn looking_at_the_pdf_finalises_the_draft() {
    let world = world().await;
    let harmless = world
        .get(&format!("/Invoice/{ACME_DRAFT}/getPdf?preventSendBy=true"))
        .await
        .objects();
    assert_eq!(
        (&harmless["filename"], &harmless["base64Encoded"]),
        (&json!(".pdf"), &json!(true))
    );
    assert_eq!(world.invoice(ACME_DRAFT).await["status"], "100");
    let harmful = world
        .get(&format!("/Invoice/{ACME_DRAFT}/getPdf?download=true"))
        .await
        .objects();
    assert_eq!(harmful["filename"], "RE-1001.pdf");
    assert_eq!(world.invoice(ACME_DRAFT).await["status"], "200");
}

#[tokio::test]
async fn the_draft_of_an_e_invoice_has_no_pdf() {
    let world = world().await;
    let request = but(|request| {
        let invoice = &mut request["invoice"];
        invoice["propertyIsEInvoice"] = json!(true);
        invoice["paymentMethod"] = json!({"id": 21_919, "objectName": "PaymentMethod"});
        for key in ["addressStreet", "addressZip", "addressCity"] {
            invoice[key] = json!("x");
        }
    });
    let id = world.saved(&request).await;
    assert_eq!(
        world
            .get(&format!("/Invoice/{id}/getPdf?preventSendBy=true"))
            .await
            .refusal()
            .0,
        503
    );
}

#[tokio::test]
async fn sending_gives_the_number_and_fixes_the_invoice() {
    let world = world().await;
    let id = world.saved(&good()).await;
    let path = format!("/Invoice/{id}/sendBy");
    assert_eq!(
        world
            .put(&path, &json!({"sendType": "MAIL", "sendDraft": false}))
            .await
            .refusal()
            .0,
        400
    );
    assert_eq!(
        world
            .put(&path, &json!({"sendType": "VPDF"}))
            .await
            .refusal()
            .0,
        400
    );
    let internal = world
        .put(&path, &json!({"sendType": "VPDF", "sendDraft": true}))
        .await
        .objects();
    assert_eq!(
        (&internal["status"], &internal["invoiceNumber"]),
        (&json!("100"), &Value::Null)
    );
    let sent = world
        .put(&path, &json!({"sendType": "VPDF", "sendDraft": false}))
        .await
        .objects();
    assert_eq!(
        (&sent["status"], &sent["invoiceNumber"]),
        (&json!("200"), &json!("RE-1001"))
    );
    assert!(sent["enshrined"].is_string());
}

#[tokio::test]
async fn whether_sending_enshrines_depends_on_the_account() {
    let world = account(|options| options.enshrine_on_send = false).await;
    let path = |end: &str| format!("/Invoice/{ACME_DRAFT}/{end}");
    assert_eq!(
        world.put(&path("enshrine"), &json!({})).await.refusal().0,
        422
    );
    assert_eq!(
        world
            .put(&path("resetToDraft"), &json!({}))
            .await
            .refusal()
            .0,
        422
    );
    let sent = world
        .put(
            &path("sendBy"),
            &json!({"sendType": "VPR", "sendDraft": false}),
        )
        .await
        .objects();
    assert_eq!(sent["enshrined"], Value::Null);
    let back = world.put(&path("resetToDraft"), &json!({})).await.objects();
    assert_eq!(back["status"], "100");
    world
        .put(
            &path("sendBy"),
            &json!({"sendType": "VPR", "sendDraft": false}),
        )
        .await;
    assert_eq!(world.put(&path("enshrine"), &json!({})).await.status, 200);
    assert_eq!(
        world
            .put(&path("resetToDraft"), &json!({}))
            .await
            .refusal()
            .0,
        422
    );
}

#[tokio::test]
async fn a_cancellation_is_an_invoice_with_the_same_note() {
    let world = world().await;
    let id = world.saved(&good()).await;
    let cancel = format!("/Invoice/{id}/cancelInvoice");
    assert_eq!(world.post(&cancel, &json!({})).await.refusal().0, 422);
    world
        .put(
            &format!("/Invoice/{id}/sendBy"),
            &json!({"sendType": "VPDF", "sendDraft": false}),
        )
        .await;
    let answer = world.post(&cancel, &json!({})).await;
    assert_eq!(answer.status, 201);
    let cancellation = answer.objects();
    assert_eq!(
        (&cancellation["invoiceType"], &cancellation["status"]),
        (&json!("SR"), &json!("1000"))
    );
    assert_eq!(cancellation["origin"]["id"], id.to_string());
    assert_eq!(cancellation["sumGross"], "-367.41");
    assert_eq!(cancellation["customerInternalNote"], "BH-2026-07-4F7K2Q");
    assert_eq!(world.post(&cancel, &json!({})).await.refusal().1, 421);
}
