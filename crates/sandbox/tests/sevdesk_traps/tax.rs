//! Tax rules, tax types and what goes with what.

use sandbox::Bookkeeping;
use serde_json::{Value, json};

use super::support::{World, account, but, line, world};

fn with_rule(rule: u64, rate: &str) -> Value {
    but(|request| {
        request["invoice"]["taxRule"]["id"] = json!(rule);
        request["invoicePosSave"][0]["taxRate"] = json!(rate);
    })
}

fn with_type(kind: &str) -> Value {
    but(|request| {
        let invoice = request["invoice"].as_object_mut().unwrap();
        invoice.remove("taxRule");
        invoice.insert("taxType".to_owned(), json!(kind));
    })
}

async fn status(world: &World, request: &Value) -> u16 {
    world.save(request).await.status.as_u16()
}

#[tokio::test]
async fn a_rate_must_fit_the_rule() {
    let world = world().await;
    for rate in ["0", "7", "19.00"] {
        assert_eq!(status(&world, &with_rule(1, rate)).await, 201, "{rate}");
    }
    for (rule, rate) in [
        (1, "16"),
        (2, "19"),
        (4, "7"),
        (5, "19"),
        (11, "19"),
        (17, "19"),
        (21, "19"),
        (3, "5"),
    ] {
        let (status, _, message) = world.save(&with_rule(rule, rate)).await.refusal();
        assert_eq!(status, 422, "rule {rule}, rate {rate}");
        assert!(message.contains(&format!("taxRule {rule}")), "{message}");
    }
    for rule in [2, 4, 5, 11, 17, 21] {
        assert_eq!(status(&world, &with_rule(rule, "0")).await, 201, "{rule}");
    }
    assert_eq!(status(&world, &with_rule(18, "21")).await, 201);
    assert_eq!(status(&world, &with_rule(18, "101")).await, 422);
}

#[tokio::test]
async fn two_rates_may_stand_in_one_invoice() {
    let world = world().await;
    let request = but(|request| {
        let mut books = line(1, "Books", json!(3), "10.01");
        books["taxRate"] = json!("7");
        request["invoicePosSave"]
            .as_array_mut()
            .unwrap()
            .push(books);
    });
    let invoice = world.invoice(world.saved(&request).await).await;
    // 308.75 at 19 % and 30.03 at 7 %.
    assert_eq!(
        (&invoice["sumNet"], &invoice["sumTax"]),
        (&json!("338.78"), &json!("60.76"))
    );
}

#[tokio::test]
async fn rules_for_expenses_are_not_for_invoices() {
    let world = world().await;
    for rule in [8, 9, 10, 12, 13, 14, 99] {
        assert_eq!(status(&world, &with_rule(rule, "0")).await, 422, "{rule}");
    }
}

#[tokio::test]
async fn without_a_rule_nothing_is_saved() {
    let world = world().await;
    let request = but(|request| {
        request["invoice"]
            .as_object_mut()
            .unwrap()
            .remove("taxRule");
    });
    assert_eq!(status(&world, &request).await, 422);
}

#[tokio::test]
async fn a_type_becomes_a_rule_except_custom() {
    let world = world().await;
    let invoice = world
        .invoice(world.saved(&with_type("default")).await)
        .await;
    assert_eq!(
        (&invoice["taxRule"]["id"], &invoice["taxType"]),
        (&json!("1"), &Value::Null)
    );
    assert_eq!(status(&world, &with_type("custom")).await, 422);
}

#[tokio::test]
async fn the_old_bookkeeping_has_types_and_no_rules() {
    let world = account(|options| options.bookkeeping = Bookkeeping::V1).await;
    let version = world.get("/Tools/bookkeepingSystemVersion").await.objects();
    assert_eq!(version["version"], "1.0");
    assert_eq!(status(&world, &with_rule(1, "19")).await, 422);
    let invoice = world
        .invoice(world.saved(&with_type("default")).await)
        .await;
    assert_eq!(
        (&invoice["taxRule"], &invoice["taxType"]),
        (&Value::Null, &json!("default"))
    );
}

#[tokio::test]
async fn small_settlement_and_vat_exclude_each_other() {
    let world = world().await;
    let small = |rule: u64, rate: &str| {
        let mut request = with_rule(rule, rate);
        request["invoice"]["smallSettlement"] = json!(true);
        request
    };
    assert_eq!(status(&world, &small(1, "19")).await, 422);
    assert_eq!(status(&world, &small(11, "0")).await, 201);
}

#[tokio::test]
async fn a_small_business_has_one_rule() {
    let world = account(|options| options.small_business = true).await;
    assert_eq!(status(&world, &with_rule(1, "0")).await, 422);
    assert_eq!(status(&world, &with_rule(11, "0")).await, 201);
    let accounts = world.get("/ReceiptGuidance/forRevenue").await.rows();
    assert_eq!(accounts[0]["allowedTaxRules"][0]["id"], 11);
    assert_eq!(accounts[0]["allowedTaxRules"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn rules_are_listed_with_their_codes() {
    let world = world().await;
    let rules = world.get("/TaxRule").await.rows();
    let first = rules.iter().find(|rule| rule["id"] == "1").unwrap();
    assert_eq!(first["code"], "USTPFL_UMS_EINN");
    let accounts = world.get("/ReceiptGuidance/forRevenue").await.rows();
    assert_eq!(
        accounts[0]["allowedTaxRules"][0]["taxRates"],
        json!(["ZERO", "SEVEN", "NINETEEN"])
    );
}
