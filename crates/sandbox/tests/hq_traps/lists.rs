//! Lists: their envelopes, pages and filters, and what happens to parameters of the other API.

use reqwest::Method;
use sandbox::{CountHeader, Filters, HqOptions};
use serde_json::{Value, json};

use super::tenant::{ACME, MUELLER, Tenant, tenant, tenant_with};

async fn seed(tenant: &Tenant, body: Value) {
    let answer = tenant
        .0
        .control(Method::POST, "/sandbox/seed/hq", &body)
        .await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

async fn header(tenant: &Tenant, path: &str, name: &str) -> Option<String> {
    let url = format!("{}/hq/v2{path}", tenant.0.base);
    let request = tenant.0.client.get(url);
    let answer = request
        .bearer_auth(HqOptions::DEMO_V2_TOKEN)
        .send()
        .await
        .unwrap();
    let value = answer.headers().get(name);
    value.map(|value| value.to_str().unwrap().to_owned())
}

fn rows(value: &Value) -> usize {
    value.as_array().unwrap().len()
}

#[tokio::test]
async fn v1_wraps_its_lists_and_v2_does_not() {
    let tenant = tenant().await;
    let v1 = tenant.get_v1("/Companies").await.json();
    assert_eq!(rows(&v1["value"]), 19);
    assert_eq!(v1.get("@odata.count"), None);
    let counted = tenant.get_v1("/Companies?$count=true&$top=2").await.json();
    assert_eq!(counted["@odata.count"], 19);
    assert_eq!(rows(&counted["value"]), 2);
    assert_eq!(rows(&tenant.get_v2("/Companies").await.json()), 19);
}

#[tokio::test]
async fn a_page_has_at_most_1000_rows() {
    let tenant = tenant().await;
    seed(&tenant, json!({"companies": 1200})).await;
    for path in ["/Companies", "/Companies?top=5000"] {
        assert_eq!(rows(&tenant.get_v2(path).await.json()), 1000, "{path}");
    }
    let rest = tenant.get_v2("/Companies?skip=1000").await.json();
    assert_eq!(rows(&rest), 219);
    let v1 = tenant
        .get_v1("/Companies?$skip=1000&$top=1000")
        .await
        .json();
    assert_eq!(rows(&v1["value"]), 219);
    assert_eq!(
        header(&tenant, "/Companies", "helloHQ-Count")
            .await
            .unwrap(),
        "1219"
    );
    let next = header(&tenant, "/Companies", "helloHQ-NextLink").await;
    assert!(next.unwrap().ends_with("/v2/Companies?top=1000&skip=1000"));
    assert_eq!(
        header(&tenant, "/Companies?skip=1000", "helloHQ-NextLink").await,
        None
    );
}

#[tokio::test]
async fn the_count_may_be_that_of_all_rows() {
    let path = "/Companies?filter=name%20eq%20'ACME%20GmbH'";
    let honest = tenant().await;
    assert_eq!(header(&honest, path, "helloHQ-Count").await.unwrap(), "1");
    let other = tenant_with(|options| options.count_header = CountHeader::Unfiltered).await;
    assert_eq!(header(&other, path, "helloHQ-Count").await.unwrap(), "19");
    assert_eq!(rows(&other.get_v2(path).await.json()), 1);
}

#[tokio::test]
async fn parameters_of_the_other_api_are_ignored() {
    let tenant = tenant().await;
    let filter = format!("companyId%20eq%20{MUELLER}");
    let of_mueller = tenant.get_v2(&format!("/Documents?filter={filter}")).await;
    assert_eq!(rows(&of_mueller.json()), 1);
    let dollar = tenant.get_v2(&format!("/Companies?$filter={filter}")).await;
    assert_eq!(rows(&dollar.json()), 19);
    let bare = tenant
        .get_v1("/Companies?top=1&filter=nonsense")
        .await
        .json();
    assert_eq!(rows(&bare["value"]), 19);
}

#[tokio::test]
async fn a_quote_is_doubled_and_an_ampersand_encoded() {
    let tenant = tenant().await;
    let found = async |filter: &str| {
        let answer = tenant.get_v1(&format!("/Companies?$filter={filter}")).await;
        (answer.status.as_u16(), answer.text.contains("\"Id\""))
    };
    assert_eq!(found("Name%20eq%20'O''Brien%20Ltd.'").await, (200, true));
    assert_eq!(found("Name%20eq%20'O'Brien%20Ltd.'").await, (400, false));
    assert_eq!(
        found("contains(Name,'M%C3%BCller%20%26%20S')").await,
        (200, true)
    );
    assert_eq!(found("contains(Name,'M%C3%BCller%20&%20S')").await.0, 400);
}

#[tokio::test]
async fn v2_has_no_contains_and_no_unknown_fields() {
    let tenant = tenant().await;
    let refused = tenant.get_v2("/Companies?filter=contains(name,'a')").await;
    assert_eq!(refused.status, 400);
    assert!(refused.json()["errors"]["filter"].is_array());
    assert_eq!(
        tenant
            .get_v2("/Companies?filter=Name%20eq%20'a'")
            .await
            .status,
        400
    );
    assert_eq!(
        tenant
            .get_v1("/Companies?$filter=name%20eq%20'a'")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn filters_may_be_ignored_altogether() {
    let tenant = tenant_with(|options| options.filters = Filters::Ignored).await;
    let answer = tenant
        .get_v2(&format!("/Projects?filter=companyId%20eq%20{ACME}"))
        .await;
    assert_eq!(rows(&answer.json()), 4);
    let path = format!("/Projects?$filter=CompanyId%20eq%20{ACME}");
    assert_eq!(rows(&tenant.get_v1(&path).await.json()["value"]), 4);
}

#[tokio::test]
async fn there_are_templates_conditions_and_statuses() {
    let tenant = tenant().await;
    let templates = tenant.get_v1("/DocumentTemplates").await.json();
    assert_eq!(templates["value"][1]["DocumentType"], "Invoice");
    let terms = tenant.get_v1("/DocumentConditions").await.json();
    assert_eq!(terms["value"][0]["DueInDays"], 14);
    assert_eq!(tenant.get_v2("/DocumentConditions").await.status, 404);
    assert_eq!(tenant.get_v2("/Units").await.status, 404);
    let statuses = tenant.get_v2("/DocumentStatus").await.json();
    assert_eq!(statuses[1]["name"], "In Arbeit");
    assert_eq!(statuses[1]["documentStatusType"], "Draft");
}

#[tokio::test]
async fn a_status_comes_in_full_only_when_asked_for() {
    let tenant = tenant().await;
    let plain = tenant.get_v2("/Documents").await.json();
    assert_eq!(plain[0]["documentStatusEntity"], Value::Null);
    let full = tenant
        .get_v2("/Documents?expand=documentStatusEntity")
        .await
        .json();
    assert_eq!(
        full[0]["documentStatusEntity"]["documentStatusType"],
        "Draft"
    );
    let dollar = tenant
        .get_v2("/Documents?$expand=documentStatusEntity")
        .await
        .json();
    assert_eq!(dollar[0]["documentStatusEntity"], Value::Null);
}

#[tokio::test]
async fn a_list_comes_in_the_order_that_was_asked_for() {
    let tenant = tenant().await;
    let first = async |order: &str| {
        let v1 = format!(
            "/Companies?$top=1&$orderby={}",
            order.replace("name", "Name").replace("id", "Id")
        );
        let v1 = tenant.get_v1(&v1).await.json()["value"][0]["Name"].clone();
        let v2 = tenant
            .get_v2(&format!("/Companies?top=1&orderby={order}"))
            .await
            .json();
        assert_eq!(v1, v2[0]["name"]);
        v1
    };
    assert_eq!(first("name").await, "ACME GmbH");
    assert_eq!(first("name%20desc").await, "Zweirad Zimmermann");
    assert_eq!(first("id").await, "Müller & Söhne GmbH");
    let refused = tenant.get_v2("/Companies?orderby=nothing").await;
    assert!(refused.json()["errors"]["orderby"].is_array());
}
