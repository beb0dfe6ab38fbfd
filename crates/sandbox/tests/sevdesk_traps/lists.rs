//! Pages, filters, and what happens to filters that don't exist.

use serde_json::json;

use super::support::{ACME, ACME_DRAFT, FINAL_INVOICE, but, good, number, world};

#[tokio::test]
async fn a_limit_outside_1_to_1000_is_refused() {
    let world = world().await;
    for limit in ["0", "1001", "-5", "many"] {
        let (status, _, message) = world
            .get(&format!("/Invoice?limit={limit}"))
            .await
            .refusal();
        assert_eq!(status, 400, "{limit}");
        assert!(
            message.starts_with("Invalid 'limit' parameter"),
            "{message}"
        );
    }
    assert_eq!(world.get("/Invoice?limit=1000").await.status, 200);
}

#[tokio::test]
async fn without_a_limit_there_are_100_rows_and_the_total_is_a_text() {
    let world = world().await;
    world
        .control(
            reqwest::Method::POST,
            "/sandbox/seed",
            &json!({"contacts": 140}),
        )
        .await;
    let page = world.get("/Contact?countAll=true").await;
    assert_eq!(page.rows().len(), 100);
    assert_eq!(page.json()["total"], "157");
    let rest = world.get("/Contact?offset=100").await;
    assert_eq!(rest.rows().len(), 57);
    assert_eq!(rest.json().get("total"), None);
}

#[tokio::test]
async fn a_filter_that_does_not_exist_returns_everything() {
    let world = world().await;
    let all = world.get("/Invoice").await.rows().len();
    for query in [
        // The spelling of sevDesk's own documentation.
        "customerIntenalNote=PO%204711-26",
        "externalId=4711",
        "invoiceType=SR",
        "Status=100",
        // Times are Unix seconds.
        "updateAfter=2100-01-01",
    ] {
        assert_eq!(
            world.get(&format!("/Invoice?{query}")).await.rows().len(),
            all,
            "{query}"
        );
    }
}

#[tokio::test]
async fn half_a_nested_filter_returns_everything() {
    let world = world().await;
    let all = world.get("/Invoice").await.rows().len();
    let of_acme = async |query: String| world.get(&query).await.rows().len();
    assert_eq!(of_acme(format!("/Invoice?contact[id]={ACME}")).await, all);
    assert_eq!(
        of_acme("/Invoice?contact[objectName]=Contact".to_owned()).await,
        all
    );
    assert_eq!(
        of_acme(format!(
            "/Invoice?contact%5Bid%5D={ACME}&contact%5BobjectName%5D=Contact"
        ))
        .await,
        1
    );
    let positions = world
        .get(&format!("/InvoicePos?invoice[id]={ACME_DRAFT}"))
        .await
        .rows();
    assert!(
        positions
            .iter()
            .any(|position| number(&position["invoice"]["id"]) != ACME_DRAFT)
    );
    let whole = format!("/InvoicePos?invoice[id]={ACME_DRAFT}&invoice[objectName]=Invoice");
    assert_eq!(world.get(&whole).await.rows().len(), 3);
}

#[tokio::test]
async fn a_note_is_found_only_as_a_whole() {
    let world = world().await;
    let id = world.saved(&good()).await;
    let found = async |note: &str| {
        world
            .get(&format!("/Invoice?customerInternalNote={note}"))
            .await
            .rows()
    };
    assert_eq!(found("BH-2026-07-4F7K2Q").await[0]["id"], id.to_string());
    assert_eq!(found("BH-2026-07").await.len(), 0);
    assert_eq!(found("bh-2026-07-4f7k2q").await.len(), 0);
}

#[tokio::test]
async fn the_cancellation_is_found_by_the_note_of_its_original() {
    let world = world().await;
    let id = world.saved(&good()).await;
    world
        .put(
            &format!("/Invoice/{id}/sendBy"),
            &json!({"sendType": "VPDF", "sendDraft": false}),
        )
        .await;
    assert_eq!(
        world
            .post(&format!("/Invoice/{id}/cancelInvoice"), &json!({}))
            .await
            .status,
        201
    );
    let rows = world
        .get("/Invoice?customerInternalNote=BH-2026-07-4F7K2Q")
        .await
        .rows();
    let mut kinds: Vec<_> = rows
        .iter()
        .map(|row| row["invoiceType"].as_str().unwrap())
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["RE", "SR"]);
}

#[tokio::test]
async fn filters_that_exist_filter() {
    let world = world().await;
    let ids = async |query: &str| {
        let rows = world.get(&format!("/Invoice?{query}")).await.rows();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("status=200").await, [FINAL_INVOICE.to_string()]);
    assert_eq!(
        ids("invoiceNumber=RE-1000").await,
        [FINAL_INVOICE.to_string()]
    );
    assert_eq!(
        ids("headerStartsWith=Rechnung%20Online").await,
        [ACME_DRAFT.to_string()]
    );
    assert_eq!(ids("updateAfter=4102444800").await.len(), 0);
    assert_eq!(ids("updateBefore=4102444800").await.len(), 3);
    assert_eq!(ids("endDate=1").await.len(), 0);
}

#[tokio::test]
async fn references_are_full_only_when_embedded() {
    let world = world().await;
    let plain = world.invoice(ACME_DRAFT).await;
    assert_eq!(
        plain["contact"],
        json!({"id": ACME.to_string(), "objectName": "Contact"})
    );
    let embedded = world
        .get(&format!("/Invoice/{ACME_DRAFT}?embed=contact"))
        .await
        .rows()
        .remove(0);
    assert_eq!(embedded["contact"]["name"], "ACME GmbH");
    let positions = world
        .get(&format!(
            "/Invoice/{ACME_DRAFT}/getPositions?embed=unity,part"
        ))
        .await
        .rows();
    assert_eq!(positions[0]["unity"]["translationCode"], "UNITY_HOUR");
    assert_eq!(
        world.positions(ACME_DRAFT).await[0]["unity"].get("translationCode"),
        None
    );
}

#[tokio::test]
async fn positions_come_in_pages_too() {
    let world = world().await;
    let first = world
        .get(&format!("/Invoice/{ACME_DRAFT}/getPositions?limit=2"))
        .await
        .rows();
    let rest = world
        .get(&format!(
            "/Invoice/{ACME_DRAFT}/getPositions?limit=2&offset=2"
        ))
        .await
        .rows();
    assert_eq!((first.len(), rest.len()), (2, 1));
}

#[tokio::test]
async fn every_change_is_stamped() {
    let world = world().await;
    let before = world.invoice(ACME_DRAFT).await["update"].clone();
    let mut position = world.positions(ACME_DRAFT).await.remove(0);
    position["mapAll"] = json!(true);
    let request = but(|request| {
        request["invoice"]["id"] = json!(ACME_DRAFT);
        request["invoicePosSave"] = json!([position]);
    });
    world.saved(&request).await;
    assert_ne!(world.invoice(ACME_DRAFT).await["update"], before);
}
