//! Authorisation, and the forms that answers come in.

use reqwest::Method;
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, FINAL_INVOICE, TOKEN, but, good, line, send, world};

#[tokio::test]
async fn a_bearer_prefix_is_a_wrong_token() {
    let world = world().await;
    let url = format!("{}/sevdesk/api/v1/SevUser", world.base);
    for header in [format!("Bearer {TOKEN}"), "0".repeat(32), String::new()] {
        let answer = send(world.client.get(&url).header("Authorization", &header)).await;
        assert_eq!(answer.status, 401, "{header}");
        // Flat, other than all other errors.
        assert_eq!(answer.json()["status"], 401);
        assert!(answer.json()["message"].is_string());
        assert_eq!(answer.json().get("error"), None);
    }
}

#[tokio::test]
async fn a_token_in_the_address_is_no_token() {
    let world = world().await;
    let url = format!("{}/sevdesk/api/v1/SevUser?token={TOKEN}", world.base);
    assert_eq!(send(world.client.get(url)).await.status, 401);
}

#[tokio::test]
async fn an_x_version_is_refused_where_there_are_no_versions() {
    let world = world().await;
    let path = "/Tools/bookkeepingSystemVersion";
    let versioned =
        |version: &'static str| world.api(Method::GET, path).header("X-Version", version);
    assert_eq!(send(versioned("2.0")).await.status, 400);
    assert_eq!(send(versioned("default")).await.status, 200);
    let save = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .header("X-Version", "2.0");
    assert_eq!(send(save.json(&good())).await.status, 400);
}

#[tokio::test]
async fn a_read_is_a_list_of_one_and_a_write_is_an_object() {
    let world = world().await;
    assert_eq!(
        world
            .get(&format!("/Invoice/{ACME_DRAFT}"))
            .await
            .rows()
            .len(),
        1
    );
    let saved = world.save(&good()).await;
    assert_eq!(saved.status, 201);
    assert!(saved.objects().is_object());
    let contact = json!({"name": "Muster GmbH", "category": {"id": 3, "objectName": "Category"}});
    assert!(world.post("/Contact", &contact).await.objects().is_object());
    let version = world.get("/Tools/bookkeepingSystemVersion").await;
    assert_eq!(version.json(), json!({"objects": {"version": "2.0"}}));
    let deleted = world.delete(&format!("/Invoice/{ACME_DRAFT}")).await;
    assert_eq!(
        (deleted.status.as_u16(), deleted.json()),
        (200, json!({"objects": [null]}))
    );
}

#[tokio::test]
async fn what_does_not_exist_is_404_with_code_151() {
    let world = world().await;
    for path in [
        "/Invoice/1",
        "/Invoice/none",
        "/Invoice/1/getPositions",
        "/Contact/1",
    ] {
        let (status, code, message) = world.get(path).await.refusal();
        assert_eq!((status, code), (404, json!(151)), "{path}");
        assert!(message.contains("was found"), "{message}");
    }
    assert_eq!(world.get("/Invoice/1").await.json()["objects"], Value::Null);
}

#[tokio::test]
async fn unofficial_end_points_are_not_there() {
    let world = world().await;
    let calls = [
        (Method::POST, "/Invoice".to_owned()),
        (Method::PUT, format!("/Invoice/{ACME_DRAFT}")),
        (Method::POST, "/InvoicePos".to_owned()),
        (Method::POST, format!("/Invoice/{ACME_DRAFT}/render")),
        (
            Method::PUT,
            format!("/Invoice/{FINAL_INVOICE}/changeStatus"),
        ),
    ];
    for (method, path) in calls {
        let answer = send(world.api(method, &path).json(&json!({}))).await;
        assert_eq!(answer.refusal().0, 404, "{path}");
    }
}

#[tokio::test]
async fn read_scalars_are_texts_without_trailing_zeros() {
    let world = world().await;
    let id = world
        .saved(&but(|request| {
            request["invoicePosSave"][0]["quantity"] = json!(1);
        }))
        .await;
    let invoice = world.invoice(id).await;
    assert_eq!(invoice["id"], id.to_string());
    assert_eq!(invoice["status"], "100");
    assert_eq!(invoice["showNet"], "1");
    assert_eq!(
        (&invoice["sumNet"], &invoice["sumTax"]),
        (&json!("95"), &json!("18.05"))
    );
    assert_eq!(invoice["timeToPay"], "14");
    assert_eq!(invoice["taxType"], Value::Null);
    assert_eq!(
        invoice["taxRule"],
        json!({"id": "1", "objectName": "TaxRule"})
    );
    assert_eq!(invoice["invoiceNumber"], Value::Null);
    assert_eq!(invoice["enshrined"], Value::Null);
    // The one number among texts.
    assert_eq!(invoice["paidAmount"], 0);
    let position = &world.positions(id).await[0];
    let texts = ["quantity", "price", "taxRate", "positionNumber", "sumNet"]
        .map(|key| position[key].clone());
    assert_eq!(texts, ["1", "95", "19", "0", "95"].map(|text| json!(text)));
}

#[tokio::test]
async fn saved_positions_have_numbers_and_a_quantity_of_one_is_true() {
    let world = world().await;
    let request = but(|request| {
        request["invoicePosSave"] = json!([
            line(0, "One", json!(1), "95.00"),
            line(1, "More", json!("2.50"), "80.10")
        ]);
    });
    let objects = world.save(&request).await.objects();
    assert_eq!(objects["invoicePos"][0]["quantity"], true);
    assert_eq!(objects["invoicePos"][1]["quantity"], 2.5);
    assert_eq!(objects["invoicePos"][1]["price"], 80.1);
    assert_eq!(objects["invoicePos"][1]["taxRate"], "19.00");
    assert_eq!(
        objects["invoicePos"][0]["unity"]["translationCode"],
        "UNITY_HOUR"
    );
    assert_eq!(objects["invoice"]["sumNet"], "295.25");
    // Not a reference: each line repeats the whole invoice.
    assert_eq!(objects["invoicePos"][1]["invoice"], objects["invoice"]);
}

#[tokio::test]
async fn dates_are_written_with_the_offset_of_berlin() {
    let world = world().await;
    let request = but(|request| {
        request["invoice"]["invoiceDate"] = json!("2026-10-31");
        request["invoice"]["deliveryDate"] = json!("01.09.2026");
        request["invoice"]["deliveryDateUntil"] = json!(1_793_401_200);
    });
    let invoice = world.invoice(world.saved(&request).await).await;
    assert_eq!(invoice["invoiceDate"], "2026-10-31T00:00:00+01:00");
    assert_eq!(invoice["deliveryDate"], "2026-09-01T00:00:00+02:00");
    assert_eq!(invoice["deliveryDateUntil"], "2026-10-31T00:00:00+01:00");
}
