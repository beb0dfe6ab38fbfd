//! Tokens, paths and the forms of refusals.

use reqwest::Method;
use sandbox::{FinanceModule, HqOptions};
use serde_json::{Value, json};

use super::support::send;
use super::tenant::{tenant, tenant_with, v1_head, v2_head};

#[tokio::test]
async fn a_token_opens_one_of_the_two_apis() {
    let tenant = tenant().await;
    let (v1, v2) = (HqOptions::DEMO_V1_TOKEN, HqOptions::DEMO_V2_TOKEN);
    for (path, token, status) in [
        ("v1/Me", v1, 200),
        ("v1/Me", v2, 401),
        ("v2/Subsystems?top=1", v2, 200),
        ("v2/Subsystems?top=1", v1, 401),
    ] {
        let url = format!("{}/hq/{path}", tenant.0.base);
        let answer = send(tenant.0.client.get(url).bearer_auth(token)).await;
        assert_eq!(answer.status, status, "{path} {token}");
    }
}

#[tokio::test]
async fn the_token_needs_its_scheme() {
    let tenant = tenant().await;
    let url = format!("{}/hq/v1/Me", tenant.0.base);
    let token = HqOptions::DEMO_V1_TOKEN;
    for (header, status) in [
        (token.to_owned(), 401),
        (format!("Basic {token}"), 401),
        (format!("bearer {token}"), 200),
    ] {
        let request = tenant.0.client.get(&url).header("Authorization", header);
        assert_eq!(send(request).await.status, status);
    }
    assert_eq!(send(tenant.0.client.get(&url)).await.status, 401);
}

#[tokio::test]
async fn a_wrong_token_is_refused_with_a_body_by_v1_and_without_by_v2() {
    let tenant = tenant().await;
    let get = |path: &str| tenant.0.client.get(format!("{}/hq/{path}", tenant.0.base));
    let v1 = send(get("v1/Me").bearer_auth("x")).await;
    assert!(v1.json()["Message"].is_string());
    assert_eq!(send(get("v2/Users").bearer_auth("x")).await.text, "");
}

#[tokio::test]
async fn keys_stand_in_parentheses_in_v1_and_after_a_slash_in_v2() {
    let tenant = tenant().await;
    assert_eq!(tenant.get_v1("/Companies(24508)").await.status, 200);
    assert_eq!(tenant.get_v1("/Companies/24508").await.status, 404);
    assert_eq!(tenant.get_v2("/Companies/24508").await.status, 200);
    assert_eq!(tenant.get_v2("/Companies(24508)").await.status, 404);
    assert_eq!(tenant.get_v1("/Companies(1)").await.status, 404);
    assert_eq!(tenant.get_v1("/Quotations").await.status, 404);
}

#[tokio::test]
async fn refusals_have_the_form_of_their_api() {
    let tenant = tenant().await;
    let v1 = tenant.post_v1("/Invoices", &json!({"CompanyId": 1})).await;
    assert_eq!(v1.status, 400);
    assert_eq!(v1.json()["error"]["message"], "The company does not exist.");
    let v2 = tenant.post_v2("/Documents", &json!({"companyId": 1})).await;
    assert_eq!(v2.status, 400);
    let expected = json!(["The validUntilDate field is required."]);
    assert_eq!(v2.json()["errors"]["validUntilDate"], expected);
}

#[tokio::test]
async fn a_body_must_say_that_it_is_json() {
    let tenant = tenant().await;
    let url = format!("{}/hq/v2/Documents", tenant.0.base);
    let request = tenant.0.client.post(url).body(v2_head().to_string());
    let answer = send(request.bearer_auth(HqOptions::DEMO_V2_TOKEN)).await;
    assert_eq!(answer.status, 415);
}

#[tokio::test]
async fn each_finance_module_is_covered_by_one_api() {
    let old = tenant_with(|options| options.finance = FinanceModule::Old).await;
    assert_eq!(old.get_v2("/Documents").await.json(), json!([]));
    assert_eq!(old.post_v2("/Documents", &v2_head()).await.status, 400);
    assert_eq!(old.post_v1("/Invoices", &v1_head()).await.status, 201);
    let new = tenant_with(|options| options.finance = FinanceModule::New).await;
    assert_eq!(new.get_v1("/Invoices").await.json()["value"], json!([]));
    assert_eq!(new.post_v1("/Invoices", &v1_head()).await.status, 400);
    assert_eq!(new.post_v2("/Documents", &v2_head()).await.status, 200);
    let me = new.v1(Method::GET, "/Me", &Value::Null).await;
    assert_eq!(me.json()["FirstName"], "Jana");
}
