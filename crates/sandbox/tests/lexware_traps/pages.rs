//! What a person does on the tool's own pages.

use serde_json::json;

use super::office::{ACME_DRAFT, FINAL_INVOICE, but, office};
use super::support::send;

#[tokio::test]
async fn a_permalink_leads_to_the_page_of_that_very_invoice() {
    let office = office().await;
    for kind in ["edit", "view"] {
        let url = office.url(&format!("/permalink/invoices/{kind}/{ACME_DRAFT}"));
        let page = send(office.world.client.get(url)).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Rechnung Onlineshop") && page.text.contains(ACME_DRAFT));
        assert!(page.text.contains("Delete draft"));
    }
    let url = office.url(&format!("/permalink/invoices/edit/{FINAL_INVOICE}"));
    assert!(
        !send(office.world.client.get(url))
            .await
            .text
            .contains("Delete draft")
    );
    let url = office.url("/permalink/invoices/edit/unknown");
    assert_eq!(send(office.world.client.get(url)).await.status, 303);
}

#[tokio::test]
async fn a_person_changes_finalises_and_deletes() {
    let office = office().await;
    let rename = office
        .world
        .client
        .post(office.url(&format!("/do/{ACME_DRAFT}/lines/0/rename")));
    assert_eq!(
        send(rename.form(&[("text", "Konzept <neu>")])).await.status,
        303
    );
    let draft = office.invoice(ACME_DRAFT).await;
    assert_eq!(
        (&draft["lineItems"][0]["name"], &draft["version"]),
        (&json!("Konzept <neu>"), &json!(2))
    );
    assert_eq!(
        office
            .press(&format!("/do/{ACME_DRAFT}/lines/1/delete"))
            .await
            .status,
        303
    );
    assert_eq!(
        office.invoice(ACME_DRAFT).await["totalPrice"]["totalNetAmount"],
        json!(1330)
    );
    let draft = office.created(&but(|_| ())).await;
    assert_eq!(
        office.press(&format!("/do/{draft}/finalise")).await.status,
        303
    );
    assert_eq!(office.invoice(&draft).await["voucherStatus"], "open");
    // What is final stays.
    assert_eq!(
        office.press(&format!("/do/{draft}/delete")).await.status,
        406
    );
    assert_eq!(
        office
            .press(&format!("/do/{ACME_DRAFT}/delete"))
            .await
            .status,
        303
    );
    assert_eq!(
        office.get(&format!("/invoices/{ACME_DRAFT}")).await.status,
        404
    );
}

#[tokio::test]
async fn the_state_has_every_document_in_the_common_form() {
    let office = office().await;
    let state = office.world.state().await;
    let documents = state["lexware"]["documents"].as_array().unwrap();
    let document = documents
        .iter()
        .find(|document| document["id"] == ACME_DRAFT)
        .unwrap();
    assert_eq!(
        (&document["status"], &document["customer"]),
        (&json!("draft"), &json!("ACME GmbH"))
    );
    let sums = ["net", "tax", "gross"].map(|key| document[key].clone());
    assert_eq!(
        sums,
        ["1379.00", "262.01", "1641.01"].map(|text| json!(text))
    );
    assert_eq!(
        document["url"],
        format!("/lexware/permalink/invoices/edit/{ACME_DRAFT}")
    );
    let line = &document["positions"][0];
    let values = ["text", "quantity", "unit", "price", "tax"].map(|key| line[key].clone());
    assert_eq!(
        values,
        ["Konzept", "6", "Stunde", "95.00", "19"].map(|text| json!(text))
    );
}

#[tokio::test]
async fn the_account_and_the_front_page_say_how_to_connect() {
    let office = office().await;
    office.connected().await;
    let account = send(office.world.client.get(office.url("/"))).await.text;
    assert!(account.contains("Remove access") && account.contains("Greta Sommer"));
    let front = send(office.world.client.get(format!("{}/", office.world.base)))
        .await
        .text;
    for shown in [
        sandbox::LexwareOptions::DEMO_API_KEY,
        sandbox::LexwareOptions::DEMO_CLIENT_ID,
        sandbox::LexwareOptions::DEMO_CLIENT_SECRET,
        sandbox::LexwareOptions::DEMO_PASSWORD,
    ] {
        assert!(front.contains(shown), "{shown}");
    }
}
