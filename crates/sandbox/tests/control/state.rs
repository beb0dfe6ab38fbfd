//! The control end points for documents.

use reqwest::Method;
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, good, number, world};

#[tokio::test]
async fn the_state_has_every_document_with_decimals_as_texts() {
    let world = world().await;
    let id = world.saved(&good()).await;
    let state = world.state().await;
    let documents = state["sevdesk"]["documents"].as_array().unwrap();
    let document = documents
        .iter()
        .find(|document| number(&document["id"]) == id)
        .unwrap();
    assert_eq!(document["status"], "100");
    assert_eq!(document["customer"], "ACME GmbH");
    assert_eq!(document["reference"], "BH-2026-07-4F7K2Q");
    assert_eq!(document["url"], format!("/sevdesk/fi/edit/type/RE/id/{id}"));
    let sums = ["net", "tax", "gross"].map(|key| document[key].clone());
    assert_eq!(sums, ["308.75", "58.66", "367.41"].map(|text| json!(text)));
    let line = &document["positions"][0];
    let values = ["text", "quantity", "unit", "price", "tax"].map(|key| line[key].clone());
    assert_eq!(
        values,
        ["Backend", "3.25", "hour", "95.00", "19"].map(|text| json!(text))
    );
}

#[tokio::test]
async fn requests_are_counted_by_operation() {
    let world = world().await;
    world.save(&good()).await;
    world.save(&json!({})).await;
    world.get("/Invoice").await;
    world.get("/Nothing").await;
    let expected = json!({"sevdesk": {"save_invoice": 2, "list_invoices": 1, "other": 1}});
    assert_eq!(world.state().await["requests"], expected);
}

#[tokio::test]
async fn a_reset_brings_the_sample_data_back() {
    let world = world().await;
    let before = world.state().await;
    world.save(&good()).await;
    world.delete(&format!("/Invoice/{ACME_DRAFT}")).await;
    world
        .fault(json!({"tool": "sevdesk", "operation": "any", "fault": "empty_body", "count": 100}))
        .await;
    assert_eq!(
        world
            .control(Method::POST, "/sandbox/reset", &Value::Null)
            .await
            .status,
        204
    );
    assert_eq!(world.state().await, before);
    assert_eq!(world.get("/SevUser").await.rows().len(), 2);
}

#[tokio::test]
async fn seeds_that_make_no_sense_are_refused_with_a_reason() {
    let world = world().await;
    let refused = [
        json!({"drafts": [{"contact": "Nobody"}]}),
        json!({"drafts": [{"contact": "ACME GmbH", "positions": [
            {"name": "x", "quantity": "1", "unit": "fortnight", "price": "1", "tax_rate": "19"}]}]}),
        json!({"contact": 7}),
    ];
    for seed in refused {
        let answer = world.control(Method::POST, "/sandbox/seed", &seed).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert!(answer.json()["error"].as_str().unwrap().len() > 20);
    }
}

#[tokio::test]
async fn a_seeded_draft_has_the_given_lines() {
    let world = world().await;
    let seed = json!({"drafts": [{"contact": "Müller & Söhne GmbH", "show_net": false, "tax_rule": 17, "positions": [
        {"name": "Tag", "quantity": "0.5", "unit": "day", "price": "760", "tax_rate": "0", "discount": "10"}]}]});
    let answer = world.control(Method::POST, "/sandbox/seed", &seed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let id: u64 = answer.json()["drafts"][0]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let invoice = world.invoice(id).await;
    assert_eq!(
        (&invoice["showNet"], &invoice["taxRule"]["id"]),
        (&json!("0"), &json!("17"))
    );
    assert_eq!(
        (
            &invoice["sumGross"],
            &world.positions(id).await[0]["unity"]["id"]
        ),
        (&json!("342"), &json!("13"))
    );
}
