//! Faults have the same names as for other tools, and the same operations in both APIs.

use serde_json::{Value, json};

use super::support::send;
use super::tenant::{Tenant, V1_DRAFT, V2_DRAFT, tenant, v1_head, v1_line, v2_head, v2_line};

async fn fault(tenant: &Tenant, operation: &str, fault: &str, more: Value) {
    let mut order = json!({"tool": "hq", "operation": operation, "fault": fault});
    let fields = more.as_object().cloned().unwrap_or_default();
    order.as_object_mut().unwrap().extend(fields);
    tenant.0.fault(order).await;
}

#[tokio::test]
async fn too_many_requests_may_come_with_and_without_a_time() {
    let tenant = tenant().await;
    fault(
        &tenant,
        "list_companies",
        "status_before_commit",
        json!({"status": 429}),
    )
    .await;
    let without = json!({"status": 429, "retry_after": ""});
    fault(&tenant, "list_companies", "status_before_commit", without).await;
    let get = || {
        let url = format!("{}/hq/v2/Companies", tenant.0.base);
        let request = tenant.0.client.get(url);
        request
            .bearer_auth(sandbox::HqOptions::DEMO_V2_TOKEN)
            .send()
    };
    let (first, second) = (get().await.unwrap(), get().await.unwrap());
    assert_eq!(
        (first.status().as_u16(), second.status().as_u16()),
        (429, 429)
    );
    assert_eq!(first.headers()["retry-after"], "1");
    assert!(!second.headers().contains_key("retry-after"));
    assert_eq!(get().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_document_may_be_made_and_its_answer_lost() {
    let tenant = tenant().await;
    for (api, token, path, head) in [
        (
            "v1",
            sandbox::HqOptions::DEMO_V1_TOKEN,
            "Invoices",
            v1_head(),
        ),
        (
            "v2",
            sandbox::HqOptions::DEMO_V2_TOKEN,
            "Documents",
            v2_head(),
        ),
    ] {
        fault(&tenant, "create_document", "lost_after_commit", json!({})).await;
        let url = format!("{}/hq/{api}/{path}", tenant.0.base);
        let request = tenant.0.client.post(url).bearer_auth(token).json(&head);
        assert!(request.send().await.is_err());
    }
    let documents = tenant.0.state().await["hq"]["documents"].clone();
    assert_eq!(documents.as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn what_is_stored_may_differ_from_what_was_written() {
    let tenant = tenant().await;
    fault(&tenant, "any", "changed_price", json!({})).await;
    fault(&tenant, "any", "changed_reference", json!({})).await;
    let made = tenant.post_v1("/Invoices", &v1_head()).await.json();
    assert_eq!(made["SyncId"], "BH-2026-07-4F7K2Q");
    let path = format!("/Invoices({})", made["Id"]);
    let read = tenant.get_v1(&path).await.json();
    assert_eq!(read["SyncId"], "BH-2026-07-4F7K2Q (changed)");
    tenant
        .post_v1(&format!("{path}/Positions"), &v1_line())
        .await;
    let lines = tenant.get_v1(&format!("{path}/Positions")).await.json();
    assert_eq!(lines["value"][0]["Price"], 96);
}

#[tokio::test]
async fn a_line_may_come_twice() {
    let tenant = tenant().await;
    let (id, table) = tenant.v2_draft().await;
    fault(&tenant, "add_position", "extra_line", json!({})).await;
    tenant
        .post_v2("/DocumentPositions/FreeTextPosition", &v2_line(id, &table))
        .await;
    let lines = tenant
        .get_v2(&format!("/Documents/{id}/DocumentPositions"))
        .await
        .json();
    assert_eq!(lines.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_fault_that_stores_nothing_there_is_refused() {
    let tenant = tenant().await;
    let order = json!({"tool": "hq", "operation": "create_document", "fault": "changed_price"});
    let answer = tenant
        .0
        .control(reqwest::Method::POST, "/sandbox/faults", &order)
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("add_position"), "{}", answer.text);
}

#[tokio::test]
async fn requests_of_both_apis_are_counted_together() {
    let tenant = tenant().await;
    tenant.get_v1(&format!("/Invoices({V1_DRAFT})")).await;
    tenant.get_v2(&format!("/Documents/{V2_DRAFT}")).await;
    let front = send(tenant.0.client.get(format!("{}/hq/", tenant.0.base))).await;
    assert_eq!(front.status, 200);
    assert_eq!(
        tenant.0.state().await["requests"],
        json!({"hq": {"get_document": 2}})
    );
}
