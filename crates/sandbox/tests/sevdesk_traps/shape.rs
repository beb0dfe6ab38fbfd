//! Requests of the wrong shape, and the complaints about something else that they get.

use reqwest::Method;
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, but, good, line, send, world};

async fn refusal(request: &Value) -> (u16, String) {
    let world = world().await;
    let before = world.document_count().await;
    let (status, _, message) = world.save(request).await.refusal();
    assert_eq!(
        world.document_count().await,
        before,
        "a refused request must leave nothing behind"
    );
    (status, message)
}

fn without(keys: &[&str]) -> Value {
    but(|request| {
        let (last, path) = keys.split_last().unwrap();
        let target = path
            .iter()
            .fold(request, |value, key| match key.parse::<usize>() {
                Ok(index) => &mut value[index],
                Err(_) => &mut value[*key],
            });
        target.as_object_mut().unwrap().remove(*last);
    })
}

#[tokio::test]
async fn without_map_all_it_is_the_currency_that_is_missed() {
    let (status, message) = refusal(&without(&["invoice", "mapAll"])).await;
    assert_eq!((status, message.as_str()), (400, "Currency is required."));
    let unmapped = but(|request| request["invoice"]["mapAll"] = json!(false));
    assert_eq!(refusal(&unmapped).await.1, "Currency is required.");
}

#[tokio::test]
async fn without_object_name_or_map_all_the_array_is_blamed() {
    let expected = |key: &str| {
        (
            400,
            format!("{key} expected array with 'id' and 'objectName'. array given"),
        )
    };
    assert_eq!(
        refusal(&without(&["invoice", "objectName"])).await,
        expected("invoice")
    );
    assert_eq!(
        refusal(&without(&["invoice", "contact", "objectName"])).await,
        expected("contact")
    );
    assert_eq!(
        refusal(&without(&["invoicePosSave", "0", "objectName"])).await,
        expected("invoicePosSave")
    );
    assert_eq!(
        refusal(&without(&["invoicePosSave", "0", "mapAll"])).await,
        expected("invoicePosSave")
    );
    assert_eq!(
        refusal(&without(&["invoicePosSave", "0", "unity", "objectName"])).await,
        expected("unity")
    );
}

#[tokio::test]
async fn what_is_required_is_named() {
    for key in [
        "contact",
        "contactPerson",
        "invoiceDate",
        "status",
        "invoiceType",
        "taxText",
    ] {
        assert_eq!(
            refusal(&without(&["invoice", key])).await,
            (400, format!("{key} is required."))
        );
    }
    assert_eq!(
        refusal(&without(&["invoice", "currency"])).await.1,
        "Currency is required."
    );
    for key in ["quantity", "unity", "taxRate"] {
        assert_eq!(
            refusal(&without(&["invoicePosSave", "0", key])).await,
            (400, format!("{key} is required."))
        );
    }
}

#[tokio::test]
async fn what_the_documentation_requires_beyond_that_is_not_needed() {
    let world = world().await;
    for key in [
        "discount",
        "taxRate",
        "addressCountry",
        "header",
        "deliveryDate",
    ] {
        let mut request = good();
        request["invoice"].as_object_mut().unwrap().remove(key);
        assert_eq!(world.save(&request).await.status, 201, "{key}");
    }
    let mut bare = good();
    for key in [
        "invoicePosDelete",
        "discountSave",
        "discountDelete",
        "takeDefaultAddress",
    ] {
        bare.as_object_mut().unwrap().remove(key);
    }
    assert_eq!(world.save(&bare).await.status, 201);
}

#[tokio::test]
async fn positions_under_the_documented_key_are_no_positions() {
    let request = but(|request| {
        let positions = request["invoicePosSave"].take();
        request["invoicePos"] = positions;
    });
    let expected = (
        422,
        "The given document must have at least one position".to_owned(),
    );
    assert_eq!(refusal(&request).await, expected);
    assert_eq!(
        refusal(&but(|request| request["invoicePosSave"] = json!([]))).await,
        expected
    );
}

#[tokio::test]
async fn a_single_object_is_no_list() {
    let one = json!({"id": 362_964_135, "objectName": "InvoicePos"});
    let request = but(|request| {
        request["invoice"]["id"] = json!(ACME_DRAFT);
        request["invoicePosDelete"] = one;
    });
    assert_eq!(
        refusal(&request).await,
        (
            400,
            "invoicePosDelete expected array with 'id' and 'objectName'. array given".to_owned()
        )
    );
    assert_eq!(
        refusal(&but(
            |request| request["invoicePosSave"] = line(0, "x", json!(1), "1")
        ))
        .await
        .0,
        400
    );
}

#[tokio::test]
async fn what_is_referred_to_must_exist() {
    let changes: [fn(&mut Value); 6] = [
        |request| request["invoice"]["contact"]["id"] = json!(1),
        |request| request["invoice"]["contactPerson"]["id"] = json!(1),
        |request| request["invoicePosSave"][0]["unity"]["id"] = json!(999),
        |request| request["invoicePosSave"][0]["part"] = json!({"id": 1, "objectName": "Part"}),
        |request| request["invoicePosSave"][0]["id"] = json!(1),
        |request| request["invoice"]["id"] = json!(1),
    ];
    for change in changes {
        assert_eq!(refusal(&but(change)).await.0, 404);
    }
}

#[tokio::test]
async fn values_of_the_wrong_kind_are_refused() {
    let changes: [fn(&mut Value); 6] = [
        |request| request["invoicePosSave"][0]["quantity"] = json!("1,5"),
        |request| request["invoicePosSave"][0]["price"] = json!("1e3"),
        |request| request["invoice"]["invoiceDate"] = json!("31/07/2026"),
        |request| request["invoice"]["header"] = json!({"text": "Rechnung"}),
        |request| request["invoice"]["contact"] = json!(138_810_497),
        |request| request["invoice"]["showNet"] = json!("maybe"),
    ];
    for change in changes {
        assert_eq!(refusal(&but(change)).await.0, 400);
    }
    let out_of_range: [fn(&mut Value); 3] = [
        |request| request["invoicePosSave"][0]["price"] = json!("99999999999"),
        |request| request["invoicePosSave"][0]["discount"] = json!(101),
        |request| {
            request["discountSave"] = json!([{"objectName": "Discounts", "mapAll": true, "percentage": true, "value": "-1"}]);
        },
    ];
    for change in out_of_range {
        assert_eq!(refusal(&but(change)).await.0, 422);
    }
}

#[tokio::test]
async fn a_body_must_be_json() {
    let world = world().await;
    let post = || world.api(Method::POST, "/Invoice/Factory/saveInvoice");
    let broken = post()
        .header("Content-Type", "application/json")
        .body("{\"invoice\":");
    assert_eq!(send(broken).await.refusal().0, 400);
    let form = post().form(&[("invoice[objectName]", "Invoice")]);
    assert_eq!(send(form).await.refusal().0, 400);
}
