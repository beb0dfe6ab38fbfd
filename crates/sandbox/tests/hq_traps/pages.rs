//! What a person sees and does, and that it lasts.

use reqwest::Method;
use sandbox::{HqOptions, Options, Sandbox};
use serde_json::{Value, json};

use super::support::{Answer, send, serve};
use super::tenant::{Tenant, V1_DRAFT, V1_SENT, V2_DRAFT, tenant, v2_line};

async fn page(tenant: &Tenant, path: &str) -> Answer {
    send(tenant.0.client.get(format!("{}{path}", tenant.0.base))).await
}

async fn press(tenant: &Tenant, path: &str, form: &[(&str, &str)]) -> u16 {
    let url = format!("{}/hq/do/{path}", tenant.0.base);
    send(tenant.0.client.post(url).form(form))
        .await
        .status
        .as_u16()
}

#[tokio::test]
async fn the_front_page_shows_both_tokens() {
    let tenant = tenant().await;
    let text = page(&tenant, "/").await.text;
    for part in [
        HqOptions::DEMO_V1_TOKEN,
        HqOptions::DEMO_V2_TOKEN,
        "href=\"/hq/\"",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[tokio::test]
async fn documents_and_companies_have_pages() {
    let tenant = tenant().await;
    for path in ["/hq", "/hq/"] {
        let text = page(&tenant, path).await.text;
        assert!(text.contains("Müller &amp; Söhne GmbH") && text.contains("/hq/documents/157100"));
    }
    let text = page(&tenant, &format!("/hq/documents/{V1_DRAFT}"))
        .await
        .text;
    for part in [
        "<h1>Rechnung Onlineshop</h1>",
        "ACME GmbH",
        "Draft",
        "1379.00",
        "1641.01",
        "Tage",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(page(&tenant, "/hq/documents/1").await.status, 404);
}

#[tokio::test]
async fn what_was_written_is_shown_as_text() {
    let tenant = tenant().await;
    let (id, table) = tenant.v2_draft().await;
    let mut line = v2_line(id, &table);
    line["text"] = json!("&lt;script&gt;alert(1)&lt;/script&gt;\"'");
    tenant
        .post_v2("/DocumentPositions/FreeTextPosition", &line)
        .await;
    let text = page(&tenant, &format!("/hq/documents/{id}")).await.text;
    assert!(!text.contains("<script") && text.contains("&lt;script&gt;"));
}

#[tokio::test]
async fn a_person_changes_lines_and_drafts() {
    let tenant = tenant().await;
    let lines = tenant
        .get_v2(&format!("/Documents/{V2_DRAFT}/DocumentPositions"))
        .await
        .json();
    let line =
        |index: usize, act: &str| format!("{V2_DRAFT}/positions/{}/{act}", lines[index]["id"]);
    let form = [
        ("text", "Pflege & Wartung"),
        ("amount", "2"),
        ("price", "100"),
    ];
    assert_eq!(press(&tenant, &line(0, "change"), &form).await, 303);
    assert_eq!(press(&tenant, &line(1, "delete"), &[]).await, 303);
    let read = tenant
        .get_v2(&format!("/Documents/{V2_DRAFT}/DocumentPositions"))
        .await
        .json();
    assert_eq!(
        (&read[0]["plainText"], &read[0]["totalNetValue"]),
        (&json!("Pflege & Wartung"), &json!(200))
    );
    assert_eq!(read.as_array().unwrap().len(), 1);
    assert_eq!(
        press(&tenant, &format!("{V2_DRAFT}/finalise"), &[]).await,
        303
    );
    assert!(
        !page(&tenant, &format!("/hq/documents/{V2_DRAFT}"))
            .await
            .text
            .contains("<form")
    );
    assert_eq!(press(&tenant, &format!("{V1_SENT}/delete"), &[]).await, 400);
    assert_eq!(
        press(&tenant, &format!("{V1_DRAFT}/delete"), &[]).await,
        303
    );
    assert_eq!(
        tenant
            .get_v1(&format!("/Invoices({V1_DRAFT})"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn the_state_has_the_shape_of_other_tools() {
    let tenant = tenant().await;
    let state = tenant.0.state().await;
    let draft = &state["hq"]["documents"][1];
    assert_eq!(draft["id"], V1_DRAFT.to_string());
    assert_eq!(
        (&draft["status"], &draft["customer"]),
        (&json!("Draft"), &json!("ACME GmbH"))
    );
    assert_eq!(draft["url"], format!("/hq/documents/{V1_DRAFT}"));
    let line = &draft["positions"][0];
    let values = ["text", "quantity", "unit", "price", "tax"].map(|key| line[key].clone());
    assert_eq!(
        values,
        ["Konzept", "6", "Std.", "95.00", "19"].map(|text| json!(text))
    );
}

#[tokio::test]
async fn documents_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.jsonl");
    let open = || Sandbox::open(Some(file.clone()), Options::default()).unwrap();
    let tenant = Tenant(serve(open()).await);
    let (id, table) = tenant.v2_draft().await;
    tenant
        .post_v2("/DocumentPositions/FreeTextPosition", &v2_line(id, &table))
        .await;
    tenant
        .v1(
            Method::DELETE,
            &format!("/Invoices({V1_DRAFT})"),
            &Value::Null,
        )
        .await;
    let before = tenant.0.state().await["hq"].clone();
    tenant.0.running.stop().await;
    let again = Tenant(serve(open()).await);
    assert_eq!(again.0.state().await["hq"], before);
    assert!(again.v2_draft().await.0 > id);
}
