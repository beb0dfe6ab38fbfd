//! What a person sees, and does.

use reqwest::Method;
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, Answer, FINAL_INVOICE, TOKEN, World, but, send, world};

async fn page(world: &World, path: &str) -> String {
    let answer = send(world.client.get(format!("{}{path}", world.base))).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.text
}

async fn press(world: &World, path: &str) -> Answer {
    send(
        world
            .client
            .post(format!("{}/sevdesk/do/{path}", world.base)),
    )
    .await
}

#[tokio::test]
async fn the_front_page_says_what_this_is_and_how_to_connect() {
    let world = world().await;
    let text = page(&world, "/").await;
    for part in [
        "<h1>",
        "simulated",
        TOKEN,
        "href=\"/sevdesk/\"",
        &format!("{}/sevdesk</code>", world.base),
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(
        page(&world, "/sandbox/style.css")
            .await
            .contains("color-scheme: light dark")
    );
}

#[tokio::test]
async fn the_account_page_lists_invoices_and_customers() {
    let world = world().await;
    for path in ["/sevdesk/", "/sevdesk"] {
        let text = page(&world, path).await;
        assert!(text.contains("Müller &amp; Söhne GmbH") && text.contains("O&#39;Brien Ltd."));
        assert!(text.contains(&format!("/sevdesk/fi/edit/type/RE/id/{ACME_DRAFT}")));
    }
}

#[tokio::test]
async fn each_document_has_a_page_with_its_id_and_reference() {
    let world = world().await;
    for view in ["edit", "detail"] {
        let text = page(
            &world,
            &format!("/sevdesk/fi/{view}/type/RE/id/{ACME_DRAFT}"),
        )
        .await;
        for part in [
            "<h1>Rechnung Onlineshop</h1>",
            "ACME GmbH",
            "PO 4711-26",
            "135582100",
            "Draft",
            "1379.00",
            "1641.01",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
    let missing = send(
        world
            .client
            .get(format!("{}/sevdesk/fi/edit/type/RE/id/1", world.base)),
    )
    .await;
    assert_eq!(missing.status, 404);
    assert!(missing.text.contains("<h1>"));
}

#[tokio::test]
async fn what_was_written_is_shown_as_text() {
    let world = world().await;
    let evil = "<script>alert(1)</script>\"'&";
    let id = world
        .saved(&but(|request| {
            request["invoice"]["header"] = json!(evil);
            request["invoice"]["headText"] = json!(evil);
            request["invoice"]["customerInternalNote"] = json!(evil);
            request["invoicePosSave"][0]["name"] = json!(evil);
            request["invoicePosSave"][0]["text"] = json!(evil);
        }))
        .await;
    for path in [
        "/sevdesk/".to_owned(),
        format!("/sevdesk/fi/edit/type/RE/id/{id}"),
    ] {
        let text = page(&world, &path).await;
        assert!(!text.contains("<script"), "{path}");
        assert!(
            text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_person_can_rename_and_delete_lines() {
    let world = world().await;
    let lines = world.positions(ACME_DRAFT).await;
    let id = |index: usize| lines[index]["id"].as_str().unwrap().to_owned();
    let renamed = world
        .client
        .post(format!(
            "{}/sevdesk/do/{ACME_DRAFT}/positions/{}/rename",
            world.base,
            id(0)
        ))
        .form(&[("text", "Konzept & Entwurf")]);
    assert_eq!(send(renamed).await.status, 303);
    assert_eq!(
        press(&world, &format!("{ACME_DRAFT}/positions/{}/delete", id(1)))
            .await
            .status,
        303
    );
    let names: Vec<Value> = world
        .positions(ACME_DRAFT)
        .await
        .iter()
        .map(|line| line["name"].clone())
        .collect();
    assert_eq!(names, ["Konzept & Entwurf", "Workshop"]);
    assert_eq!(world.invoice(ACME_DRAFT).await["sumNet"], "1330");
}

#[tokio::test]
async fn a_person_can_finalise_and_delete_drafts_only() {
    let world = world().await;
    assert_eq!(
        press(&world, &format!("{ACME_DRAFT}/finalise"))
            .await
            .status,
        303
    );
    assert_eq!(world.invoice(ACME_DRAFT).await["status"], "200");
    let text = page(&world, &format!("/sevdesk/fi/edit/type/RE/id/{ACME_DRAFT}")).await;
    assert!(text.contains("RE-1001") && !text.contains("<form"));
    assert_eq!(
        press(&world, &format!("{FINAL_INVOICE}/delete"))
            .await
            .status,
        409
    );
    let line = world.positions(FINAL_INVOICE).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        press(&world, &format!("{FINAL_INVOICE}/positions/{line}/delete"))
            .await
            .status,
        409
    );
    assert_eq!(press(&world, "135582117/delete").await.status, 303);
    assert_eq!(world.get("/Invoice/135582117").await.status, 404);
    assert_eq!(
        world
            .control(Method::GET, "/sevdesk/nowhere", &Value::Null)
            .await
            .status,
        404
    );
}
