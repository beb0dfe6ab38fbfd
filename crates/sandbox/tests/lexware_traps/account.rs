//! Who may ask for what, and how often.

use chrono::TimeDelta;
use reqwest::Method;
use sandbox::TaxType;
use serde_json::json;

use super::office::{ACME, KEY, good, office, office_with};
use super::support::send;

#[tokio::test]
async fn the_profile_says_whose_account_it_is() {
    let office = office_with(|options| {
        options.tax_type = TaxType::VatFree;
        options.small_business = true;
    })
    .await;
    let profile = office.get("/profile").await.json();
    assert_eq!(profile["companyName"], "Studio Nordlicht");
    assert_eq!(profile["taxType"], "vatfree");
    assert_eq!(profile["smallBusiness"], true);
    assert!(profile["organizationId"].is_string());
}

#[tokio::test]
async fn a_key_without_bearer_or_a_wrong_one_is_turned_away() {
    let office = office().await;
    let answer = office.get_as("wrong", "/profile").await;
    assert_eq!(
        (answer.status.as_u16(), answer.json()),
        (401, json!({"message": "Unauthorized"}))
    );
    let raw = office
        .world
        .client
        .get(office.url("/v1/profile"))
        .header("Authorization", KEY);
    assert_eq!(send(raw).await.status, 401);
}

#[tokio::test]
async fn a_scope_that_was_not_asked_for_is_missing() {
    let office = office().await;
    // Without invoices.write and voucherlist.read.
    let (access, _) = office.connected().await;
    let create = office
        .with(&access, Method::POST, "/invoices")
        .json(&good());
    assert_eq!(send(create).await.status, 403);
    assert_eq!(
        office
            .get_as(&access, "/voucherlist?voucherType=any&voucherStatus=any")
            .await
            .status,
        403
    );
    assert_eq!(
        office
            .get_as(&access, &format!("/contacts/{ACME}"))
            .await
            .status,
        200
    );
    assert_eq!(
        office.get_as(&access, "/payment-conditions").await.status,
        200
    );
}

#[tokio::test]
async fn a_contract_without_the_api_is_told_so() {
    let office = office_with(|options| options.contract = false).await;
    assert_eq!(office.get("/profile").await.status, 402);
}

#[tokio::test]
async fn the_third_request_in_a_second_is_not_carried_out() {
    let office = office_with(|options| options.requests_per_second = Some(2)).await;
    let documents = office.world.state().await["lexware"]["documents"].clone();
    assert_eq!(office.get("/profile").await.status, 200);
    // All end points share the budget.
    assert_eq!(office.get("/contacts").await.status, 200);
    assert_eq!(office.create(&good()).await.status, 429);
    assert_eq!(
        office.world.state().await["lexware"]["documents"],
        documents
    );
    office.pass(TimeDelta::milliseconds(500));
    assert_eq!(office.create(&good()).await.status, 201);
}

#[tokio::test]
async fn the_limit_may_look_like_a_server_error() {
    let office = office_with(|options| {
        options.requests_per_second = Some(1);
        options.rate_limit_as_500 = true;
    })
    .await;
    assert_eq!(office.get("/profile").await.status, 200);
    let answer = office.get("/profile").await;
    assert_eq!(answer.status, 500);
    assert!(answer.text.contains("rate limit"));
}
