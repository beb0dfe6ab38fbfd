//! Positions of v2.

use reqwest::Method;
use sandbox::{TaxScale, UnitIds};
use serde_json::{Value, json};

use super::tenant::{V2_DRAFT, tenant, tenant_with, v2_line};

const ADD: &str = "/DocumentPositions/FreeTextPosition";

#[tokio::test]
async fn a_line_is_put_into_a_table_of_its_document() {
    let tenant = tenant().await;
    let (id, table) = tenant.v2_draft().await;
    let made = tenant.post_v2(ADD, &v2_line(id, &table)).await;
    assert_eq!(made.status, 200, "{}", made.text);
    assert_eq!(
        (&made.json()["totalNetValue"], &made.json()["totalTaxValue"]),
        (&json!(308.75), &json!(58.66))
    );
    let read = tenant
        .get_v2(&format!("/Documents/{id}/DocumentPositions"))
        .await
        .json();
    assert_eq!(read, json!([made.json()]));
    assert_eq!(
        tenant.get_v2(&format!("/Documents/{id}")).await.json()["grossValue"],
        367.41
    );
}

#[tokio::test]
async fn no_other_element_takes_a_line() {
    let tenant = tenant().await;
    let (id, _) = tenant.v2_draft().await;
    let elements = tenant
        .get_v2(&format!("/Documents/{id}/DocumentElements"))
        .await
        .json();
    let text = elements[0]["id"].as_str().unwrap().to_owned();
    let (_, of_another) = tenant.v2_draft().await;
    for table in [
        text.as_str(),
        of_another.as_str(),
        "",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    ] {
        let refused = tenant.post_v2(ADD, &v2_line(id, table)).await;
        assert_eq!(refused.status, 400, "{table}");
        assert!(refused.json()["errors"]["documentTableId"].is_array());
    }
}

#[tokio::test]
async fn a_rate_of_19_may_be_1900_percent() {
    let tenant = tenant_with(|options| options.tax_scale = TaxScale::Fraction).await;
    let (id, table) = tenant.v2_draft().await;
    let mut line = v2_line(id, &table);
    let made = tenant.post_v2(ADD, &line).await.json();
    assert_eq!(
        (&made["tax"], &made["totalTaxValue"]),
        (&json!(19), &json!(5866.25))
    );
    line["tax"] = json!(0.19);
    let made = tenant.post_v2(ADD, &line).await.json();
    assert_eq!(
        (&made["tax"], &made["totalTaxValue"]),
        (&json!(0.19), &json!(58.66))
    );
}

#[tokio::test]
async fn units_have_ids_that_nobody_lists() {
    let tenant = tenant().await;
    let (id, table) = tenant.v2_draft().await;
    let mut line = v2_line(id, &table);
    line["unitId1"] = json!(1);
    assert_eq!(tenant.post_v2(ADD, &line).await.status, 400);
    line["unitId1"] = Value::Null;
    assert_eq!(
        tenant.post_v2(ADD, &line).await.json()["unitId1"],
        Value::Null
    );
    let without = tenant_with(|options| options.units = UnitIds::None).await;
    let (id, table) = without.v2_draft().await;
    let refused = without.post_v2(ADD, &v2_line(id, &table)).await;
    assert!(refused.json()["errors"]["unitId1"].is_array());
}

#[tokio::test]
async fn text_is_html_and_comes_with_its_plain_form() {
    let tenant = tenant().await;
    let (id, table) = tenant.v2_draft().await;
    let mut line = v2_line(id, &table);
    line["text"] = json!("Eins &amp; zwei<br>drei");
    let made = tenant.post_v2(ADD, &line).await.json();
    assert_eq!(made["text"], "Eins &amp; zwei<br>drei");
    assert_eq!(made["plainText"], "Eins & zwei\ndrei");
}

#[tokio::test]
async fn a_line_is_deleted_with_200_and_only_from_a_draft() {
    let tenant = tenant().await;
    let lines = tenant
        .get_v2(&format!("/Documents/{V2_DRAFT}/DocumentPositions"))
        .await
        .json();
    let path = |index: usize| format!("/DocumentPositions/{}", lines[index]["id"]);
    assert_eq!(
        tenant
            .v2(Method::DELETE, &path(0), &Value::Null)
            .await
            .status,
        200
    );
    assert_eq!(tenant.get_v2(&path(0)).await.status, 404);
    let sent = json!({"documentStatusId": 9013});
    tenant
        .post_v2(&format!("/Documents/{V2_DRAFT}/ChangeStatus"), &sent)
        .await;
    assert_eq!(
        tenant
            .v2(Method::DELETE, &path(1), &Value::Null)
            .await
            .status,
        400
    );
}
