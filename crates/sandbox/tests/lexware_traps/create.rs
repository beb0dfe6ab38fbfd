//! What a new invoice needs.

use reqwest::Method;
use sandbox::TaxType;
use serde_json::{Value, json};

use super::office::{KEY, but, details, good, line, office, office_with};
use super::support::send;

async fn wrong(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let office = office().await;
    let answer = office.create(&but(change)).await;
    let state = office.world.state().await;
    assert_eq!(state["lexware"]["documents"].as_array().unwrap().len(), 3);
    details(&answer)
}

fn one(violation: &str, field: &str) -> Vec<(String, String)> {
    vec![(violation.to_owned(), field.to_owned())]
}

#[tokio::test]
async fn an_answer_is_not_the_invoice() {
    let office = office().await;
    let answer = office.create(&good()).await;
    assert_eq!(answer.status, 201);
    let body = answer.json();
    let keys: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["createdDate", "id", "resourceUri", "updatedDate", "version"]
    );
    let invoice = office.invoice(body["id"].as_str().unwrap()).await;
    assert_eq!(invoice["voucherStatus"], "draft");
    assert_eq!(invoice["totalPrice"]["totalNetAmount"], json!(1554.16));
    assert_eq!(invoice["lineItems"][1]["lineItemAmount"], json!(366.66));
    assert_eq!(
        invoice["lineItems"][0]["unitPrice"]["grossAmount"],
        json!(113.05)
    );
    assert_eq!(invoice["address"]["name"], "ACME GmbH");
    // What was left out is the company's own.
    assert_eq!(invoice["title"], "Rechnung");
    assert_eq!(invoice["paymentConditions"]["paymentTermDuration"], 14);
}

#[tokio::test]
async fn everything_that_is_missing_is_named_at_once() {
    let office = office().await;
    let answer = office.create(&json!({})).await;
    let fields: Vec<String> = details(&answer)
        .into_iter()
        .map(|(_, field)| field)
        .collect();
    let needed = [
        "address",
        "taxConditions",
        "voucherDate",
        "lineItems",
        "totalPrice",
        "shippingConditions",
    ];
    for field in needed {
        assert!(fields.contains(&field.to_owned()), "{field}: {fields:?}");
    }
}

#[tokio::test]
async fn a_date_needs_three_digits_of_milliseconds() {
    for date in [
        "2026-10-01T00:00:00+02:00",
        "2026-10-01",
        "2026-10-01T00:00:00.000+0200",
    ] {
        let found = wrong(|request| request["voucherDate"] = json!(date)).await;
        assert_eq!(found, one("INVALID_DATE", "voucherDate"), "{date}");
    }
}

#[tokio::test]
async fn a_service_period_needs_its_end_and_in_order() {
    let found =
        wrong(|request| request["shippingConditions"]["shippingEndDate"] = Value::Null).await;
    assert_eq!(found, one("NOTNULL", "shippingConditions.shippingEndDate"));
    let early = json!("2026-08-31T00:00:00.000+02:00");
    let found = wrong(|request| request["shippingConditions"]["shippingEndDate"] = early).await;
    assert_eq!(
        found,
        one("INVALID_PERIOD", "shippingConditions.shippingEndDate")
    );
}

#[tokio::test]
async fn only_euros_are_invoiced() {
    let found = wrong(|request| request["totalPrice"]["currency"] = json!("CHF")).await;
    assert_eq!(found, one("INVALID_ENUM", "totalPrice.currency"));
    let found =
        wrong(|request| request["lineItems"][1]["unitPrice"]["currency"] = Value::Null).await;
    assert_eq!(found, one("NOTNULL", "lineItems[1].unitPrice.currency"));
}

#[tokio::test]
async fn there_are_three_hundred_lines_at_most_and_one_at_least() {
    let lines = |many: usize| json!(vec![line("Zeile", json!(1), json!(1)); many]);
    let found = wrong(|request| request["lineItems"] = lines(301)).await;
    assert_eq!(found, one("SIZE", "lineItems"));
    let found = wrong(|request| request["lineItems"] = json!([])).await;
    assert_eq!(found, one("NOTEMPTY", "lineItems"));
    let office = office().await;
    office
        .created(&but(|request| request["lineItems"] = lines(300)))
        .await;
}

#[tokio::test]
async fn numbers_have_four_decimals_at_most() {
    let found = wrong(|request| request["lineItems"][0]["quantity"] = json!(0.33333)).await;
    assert_eq!(found, one("DIGITS", "lineItems[0].quantity"));
    let found =
        wrong(|request| request["lineItems"][0]["unitPrice"]["netAmount"] = json!(95.00001)).await;
    assert_eq!(found, one("DIGITS", "lineItems[0].unitPrice.netAmount"));
}

#[tokio::test]
async fn texts_are_counted_in_characters() {
    for (key, longest) in [("introduction", 2000), ("remark", 2000), ("title", 25)] {
        let found = wrong(|request| request[key] = json!("ü".repeat(longest + 1))).await;
        assert_eq!(found, one("SIZE", key));
        let office = office().await;
        office
            .created(&but(|request| request[key] = json!("ü".repeat(longest))))
            .await;
    }
    for (key, longest) in [("name", 255), ("description", 2000)] {
        let found =
            wrong(|request| request["lineItems"][0][key] = json!("ü".repeat(longest + 1))).await;
        assert_eq!(found, one("SIZE", &format!("lineItems[0].{key}")));
    }
}

#[tokio::test]
async fn words_are_written_as_documented() {
    let found = wrong(|request| request["lineItems"][0]["type"] = json!("CUSTOM")).await;
    assert_eq!(found, one("INVALID_ENUM", "lineItems[0].type"));
    let found = wrong(|request| request["taxConditions"]["taxType"] = json!("NET")).await;
    assert_eq!(
        found[0],
        (
            "INVALID_ENUM".to_owned(),
            "taxConditions.taxType".to_owned()
        )
    );
}

#[tokio::test]
async fn an_article_needs_its_id_and_a_text_needs_no_price() {
    let found = wrong(|request| request["lineItems"][0]["type"] = json!("service")).await;
    assert_eq!(found, one("NOTNULL", "lineItems[0].id"));
    let office = office().await;
    let note = json!({"type": "text", "name": "Hinweis"});
    let id = office
        .created(&but(|request| request["lineItems"][1] = note))
        .await;
    assert_eq!(
        office.invoice(&id).await["lineItems"][1].get("unitPrice"),
        None
    );
}

#[tokio::test]
async fn own_payment_conditions_need_their_label() {
    let found =
        wrong(|request| request["paymentConditions"] = json!({"paymentTermDuration": 30})).await;
    assert_eq!(found, one("NOTNULL", "paymentConditions.paymentTermLabel"));
}

#[tokio::test]
async fn without_tax_the_rate_is_zero() {
    let found = wrong(|request| request["taxConditions"]["taxType"] = json!("vatfree")).await;
    assert_eq!(
        found[0],
        (
            "INVALID_TAX_RATE".to_owned(),
            "lineItems[0].unitPrice.taxRatePercentage".to_owned()
        )
    );
}

#[tokio::test]
async fn a_company_without_tax_can_do_nothing_else() {
    let office = office_with(|options| options.tax_type = TaxType::VatFree).await;
    let answer = office.create(&good()).await;
    assert_eq!(details(&answer)[0].1, "taxConditions.taxType");
    let mut request = good();
    request["taxConditions"]["taxType"] = json!("vatfree");
    for index in 0..2 {
        request["lineItems"][index]["unitPrice"]["taxRatePercentage"] = json!(0);
    }
    office.created(&request).await;
}

#[tokio::test]
async fn a_gross_invoice_counts_gross_prices_only() {
    let found = wrong(|request| request["taxConditions"]["taxType"] = json!("gross")).await;
    assert_eq!(
        found[0],
        (
            "NOTNULL".to_owned(),
            "lineItems[0].unitPrice.grossAmount".to_owned()
        )
    );
}

#[tokio::test]
async fn any_finalize_makes_it_final() {
    let office = office().await;
    for value in ["true", "false"] {
        let answer = office
            .create_at(&format!("/invoices?finalize={value}"), &good())
            .await;
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        let invoice = office.invoice(&id).await;
        assert_eq!(invoice["voucherStatus"], "open", "{value}");
        assert!(
            invoice["voucherNumber"]
                .as_str()
                .unwrap()
                .starts_with("RE1")
        );
    }
    // A parameter that doesn't exist does nothing.
    let answer = office.create_at("/invoices?finalized=true", &good()).await;
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(office.invoice(&id).await["voucherStatus"], "draft");
}

#[tokio::test]
async fn what_can_only_be_read_is_not_looked_at() {
    let office = office().await;
    let id = office
        .created(&but(|request| {
            request["id"] = json!("d0c00000-0000-4000-8000-000000000001");
            request["voucherStatus"] = json!("paid");
            request["version"] = Value::Null;
            request["totalPrice"]["totalNetAmount"] = json!(1);
        }))
        .await;
    let invoice = office.invoice(&id).await;
    assert_eq!(
        (
            &invoice["voucherStatus"],
            &invoice["totalPrice"]["totalNetAmount"]
        ),
        (&json!("draft"), &json!(1554.16))
    );
}

#[tokio::test]
async fn a_body_needs_its_media_type_and_must_be_json() {
    let office = office().await;
    let request = office
        .with(KEY, Method::POST, "/invoices")
        .body(good().to_string());
    assert_eq!(send(request).await.status, 415);
    let request = office
        .with(KEY, Method::POST, "/invoices")
        .header("Content-Type", "application/json");
    assert_eq!(send(request.body("{")).await.status, 400);
}

#[tokio::test]
async fn sending_the_same_twice_makes_two() {
    let office = office().await;
    let (one, other) = (office.created(&good()).await, office.created(&good()).await);
    assert_ne!(one, other);
}
