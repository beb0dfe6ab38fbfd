//! Invoices of v1.

use reqwest::Method;
use sandbox::FirstStatus;
use serde_json::{Value, json};

use super::tenant::{V1_DRAFT, V1_SENT, V2_DRAFT, tenant, tenant_with, v1_head, v1_line};

#[tokio::test]
async fn head_and_lines_are_made_one_by_one() {
    let tenant = tenant().await;
    let made = tenant.post_v1("/Invoices", &v1_head()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made = made.json();
    assert_eq!(
        (&made["Status"], &made["Number"], &made["SyncId"]),
        (&json!("Draft"), &Value::Null, &json!("BH-2026-07-4F7K2Q"))
    );
    let id = made["Id"].as_u64().unwrap();
    let line = tenant
        .post_v1(&format!("/Invoices({id})/Positions"), &v1_line())
        .await;
    assert_eq!(line.status, 201, "{}", line.text);
    assert_eq!(
        (
            &line.json()["TotalPrice"],
            &line.json()["TotalVat"],
            &line.json()["Order"]
        ),
        (&json!(308.75), &json!(58.66), &json!(1))
    );
    let read = tenant
        .get_v1(&format!("/Invoices({id})?$expand=Positions"))
        .await
        .json();
    assert_eq!(read["Positions"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&read["NetTotal"], &read["GrossTotal"]),
        (&json!(308.75), &json!(367.41))
    );
}

#[tokio::test]
async fn nested_positions_and_a_status_of_ones_own_are_ignored() {
    let tenant = tenant().await;
    let mut head = v1_head();
    head["Positions"] = json!([v1_line()]);
    head["Status"] = json!("Sent");
    let made = tenant.post_v1("/Invoices", &head).await.json();
    assert_eq!(made["Status"], "Draft");
    let path = format!("/Invoices({})/Positions", made["Id"]);
    assert_eq!(tenant.get_v1(&path).await.json()["value"], json!([]));
}

#[tokio::test]
async fn positions_come_only_when_asked_for() {
    let tenant = tenant().await;
    let plain = tenant
        .get_v1(&format!("/Invoices({V1_DRAFT})"))
        .await
        .json();
    assert_eq!(plain["Positions"], Value::Null);
}

#[tokio::test]
async fn a_sync_id_may_be_there_twice() {
    let tenant = tenant().await;
    for _ in 0..2 {
        assert_eq!(tenant.post_v1("/Invoices", &v1_head()).await.status, 201);
    }
    let filter = "/Invoices?$filter=SyncId%20eq%20'BH-2026-07-4F7K2Q'";
    let found = tenant.get_v1(filter).await.json();
    assert_eq!(found["value"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_does_not_exist_is_refused() {
    let tenant = tenant().await;
    for (field, value) in [
        ("CompanyId", json!(null)),
        ("CompanyId", json!(1)),
        ("DocumentTemplateId", json!(310)),
        ("PaymentConditionId", json!(9)),
        ("Type", json!("Quotation")),
        ("InvoiceDate", json!("31.07.2026")),
    ] {
        let mut head = v1_head();
        head[field] = value;
        assert_eq!(
            tenant.post_v1("/Invoices", &head).await.status,
            400,
            "{field}"
        );
    }
}

#[tokio::test]
async fn a_line_without_a_type_is_taken_for_an_articles() {
    let tenant = tenant().await;
    let mut line = v1_line();
    line["Type"] = Value::Null;
    let answer = tenant
        .post_v1(&format!("/Invoices({V1_DRAFT})/Positions"), &line)
        .await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn only_drafts_can_be_changed_and_deleted() {
    let tenant = tenant().await;
    let path = format!("/Invoices({V1_SENT})");
    let line = tenant
        .post_v1(&format!("{path}/Positions"), &v1_line())
        .await;
    assert_eq!(line.status, 400);
    assert_eq!(
        tenant.v1(Method::DELETE, &path, &Value::Null).await.status,
        400
    );
    let path = format!("/Invoices({V1_DRAFT})");
    let lines = tenant.get_v1(&format!("{path}/Positions")).await.json();
    let first = &lines["value"][0]["Id"];
    let first = format!("{path}/Positions({first})");
    assert_eq!(
        tenant.v1(Method::DELETE, &first, &Value::Null).await.status,
        204
    );
    assert_eq!(tenant.get_v1(&first).await.status, 404);
    assert_eq!(
        tenant.v1(Method::DELETE, &path, &Value::Null).await.status,
        204
    );
    assert_eq!(tenant.get_v1(&path).await.status, 404);
}

#[tokio::test]
async fn documents_of_the_other_api_are_not_there() {
    let tenant = tenant().await;
    assert_eq!(
        tenant
            .get_v1(&format!("/Invoices({V2_DRAFT})"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_new_invoice_may_be_no_draft() {
    let tenant = tenant_with(|options| options.first_status = FirstStatus::Review).await;
    let made = tenant.post_v1("/Invoices", &v1_head()).await.json();
    assert_eq!(made["Status"], "WaitingForReview");
}

#[tokio::test]
async fn an_invoice_gets_its_number_when_it_is_sent() {
    let tenant = tenant().await;
    let path = format!("/Invoices({V1_DRAFT})");
    let action = format!("{path}/do.SetStatus");
    assert_eq!(
        tenant
            .post_v1(&action, &json!({"Status": "Gone"}))
            .await
            .status,
        400
    );
    assert_eq!(
        tenant
            .post_v1(&action, &json!({"Status": "Sent"}))
            .await
            .text,
        ""
    );
    let sent = tenant.get_v1(&path).await.json();
    assert_eq!(
        (&sent["Status"], &sent["Number"]),
        (&json!("Sent"), &json!("R-1001"))
    );
}
