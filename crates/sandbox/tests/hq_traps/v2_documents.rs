//! Documents of v2.

use reqwest::Method;
use sandbox::{AnswerToCreate, FirstStatus, HqOptions, NewDocument};
use serde_json::{Value, json};

use super::tenant::{ACME, MUELLER, V1_DRAFT, V2_DRAFT, tenant, tenant_with, v2_head};

#[tokio::test]
async fn a_document_is_made_with_200_and_in_the_tenants_first_status() {
    let tenant = tenant().await;
    let made = tenant.post_v2("/Documents", &v2_head()).await;
    assert_eq!(made.status, 200, "{}", made.text);
    let id = made.json()["id"].as_u64().unwrap();
    let read = tenant
        .get_v2(&format!("/Documents/{id}?expand=documentStatusEntity"))
        .await
        .json();
    assert_eq!(read["documentStatusEntity"]["documentStatusType"], "Draft");
    assert_eq!(read["date"], "2026-07-31T00:00:00.000");
    assert_eq!(read["netValue"], 0);
    let other = tenant_with(|options| options.first_status = FirstStatus::Review).await;
    let made = other.post_v2("/Documents", &v2_head()).await.json();
    assert_eq!(made["documentStatusEntityId"], 9012);
}

#[tokio::test]
async fn every_required_field_is_missed_by_name() {
    let tenant = tenant().await;
    let refused = tenant.post_v2("/Documents", &json!({})).await;
    assert_eq!(refused.status, 400);
    let fields = v2_head().as_object().unwrap().clone();
    assert_eq!(
        refused.json()["errors"].as_object().unwrap().len(),
        fields.len()
    );
    for field in fields.keys() {
        let mut head = v2_head();
        head[field] = Value::Null;
        let refused = tenant.post_v2("/Documents", &head).await;
        assert!(refused.json()["errors"][field].is_array(), "{field}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_refused() {
    let tenant = tenant().await;
    for (field, value) in [
        ("companyId", json!(1)),
        ("documentTemplateEntityId", json!(76_566)),
        ("documentTemplateEntityId", json!(311)),
        ("documentType", json!("Bill")),
        ("date", json!("31.07.2026")),
        // A project of another company.
        ("projectId", json!(88_801)),
    ] {
        let mut head = v2_head();
        head[field] = value;
        let refused = tenant.post_v2("/Documents", &head).await;
        assert_eq!(refused.status, 400, "{field}");
        assert!(refused.json()["errors"][field].is_array(), "{field}");
    }
}

#[tokio::test]
async fn a_made_document_may_be_answered_without_a_body() {
    let tenant = tenant_with(|options| options.answer_to_create = AnswerToCreate::Location).await;
    let url = format!("{}/hq/v2/Documents", tenant.0.base);
    let request = tenant
        .0
        .client
        .post(url)
        .bearer_auth(HqOptions::DEMO_V2_TOKEN);
    let answer = request.json(&v2_head()).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/v2/Documents/158001");
    assert_eq!(answer.text().await.unwrap(), "");
    let silent = tenant_with(|options| options.answer_to_create = AnswerToCreate::Empty).await;
    let answer = silent.post_v2("/Documents", &v2_head()).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
    assert_eq!(
        silent
            .get_v2("/Documents")
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn a_document_may_come_without_a_table() {
    let tenant = tenant_with(|options| options.new_document = NewDocument::WithoutTable).await;
    let id = tenant.post_v2("/Documents", &v2_head()).await.json()["id"].clone();
    let path = format!("/Documents/{id}/DocumentElements");
    let kinds = async || {
        let elements = tenant.get_v2(&path).await.json();
        let elements = elements.as_array().unwrap().clone();
        elements
            .iter()
            .map(|element| element["type"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds().await, ["Text"]);
    let table = json!({"index": 1, "text": null});
    let made = tenant
        .post_v2(&format!("/Documents/{id}/Table"), &table)
        .await;
    assert_eq!(made.json()["type"], "Grid");
    assert_eq!(kinds().await, ["Text", "Grid"]);
}

#[tokio::test]
async fn documents_are_filtered_by_company_and_type() {
    let tenant = tenant().await;
    let count = async |company: u64, kind: &str| {
        let filter = format!("companyId%20eq%20{company}%20and%20documentType%20eq%20'{kind}'");
        let found = tenant
            .get_v2(&format!("/Documents?filter={filter}"))
            .await
            .json();
        found.as_array().unwrap().len()
    };
    assert_eq!(count(MUELLER, "Invoice").await, 1);
    assert_eq!(count(MUELLER, "Quotation").await, 0);
    // The draft of ACME belongs to v1.
    assert_eq!(count(ACME, "Invoice").await, 0);
    assert_eq!(
        tenant
            .get_v2(&format!("/Documents/{V1_DRAFT}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_status_is_changed_by_its_id_and_answered_by_nothing() {
    let tenant = tenant().await;
    let path = format!("/Documents/{V2_DRAFT}");
    let action = format!("{path}/ChangeStatus");
    let body = |id: u64| json!({"documentStatusId": id, "paymentDtos": []});
    assert_eq!(tenant.post_v2(&action, &body(9001)).await.status, 400);
    let answer = tenant.post_v2(&action, &body(9013)).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
    assert_eq!(tenant.get_v2(&path).await.json()["number"], "R-1001");
    assert_eq!(
        tenant.v2(Method::DELETE, &path, &Value::Null).await.status,
        400
    );
}

#[tokio::test]
async fn a_draft_is_deleted_with_200() {
    let tenant = tenant().await;
    let path = format!("/Documents/{V2_DRAFT}");
    let deleted = tenant.v2(Method::DELETE, &path, &Value::Null).await;
    assert_eq!((deleted.status.as_u16(), deleted.text.as_str()), (200, ""));
    assert_eq!(tenant.get_v2(&path).await.status, 404);
}
