//! Creating a draft.

use serde_json::{Value, json};

use super::support::{ACME, but, good, line, world};

#[tokio::test]
async fn nothing_tells_a_repeated_request_from_a_new_one() {
    let world = world().await;
    let (first, second) = (world.saved(&good()).await, world.saved(&good()).await);
    assert_ne!(first, second);
    let rows = world
        .get("/Invoice?customerInternalNote=BH-2026-07-4F7K2Q")
        .await
        .rows();
    assert_eq!(rows.len(), 2);
}

#[tokio::test]
async fn an_address_is_not_copied_unless_asked_for() {
    let world = world().await;
    let without = but(|request| request["takeDefaultAddress"] = json!(false));
    let bare = world.invoice(world.saved(&without).await).await;
    assert_eq!(
        (&bare["address"], &bare["addressCountry"]),
        (&Value::Null, &Value::Null)
    );
    let asked = world.invoice(world.saved(&good()).await).await;
    assert_eq!(
        asked["address"],
        "ACME GmbH\nIndustriestraße 4\n70565 Stuttgart"
    );
    assert_eq!(asked["addressCountry"]["id"], "1");
}

#[tokio::test]
async fn an_address_in_parts_is_stored_apart_from_the_whole() {
    let world = world().await;
    let request = but(|request| {
        request["takeDefaultAddress"] = json!(false);
        request["invoice"]["addressName"] = json!("ACME GmbH");
        request["invoice"]["addressCity"] = json!("Stuttgart");
    });
    let invoice = world.invoice(world.saved(&request).await).await;
    assert_eq!(
        (&invoice["address"], &invoice["addressCity"]),
        (&Value::Null, &json!("Stuttgart"))
    );
}

#[tokio::test]
async fn a_contact_without_address_leaves_the_invoice_without_one() {
    let world = world().await;
    let contact = json!({"name": "Neu GmbH", "category": {"id": 3, "objectName": "Category"}});
    let id: u64 = world.post("/Contact", &contact).await.objects()["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let request = but(|request| request["invoice"]["contact"]["id"] = json!(id));
    assert_eq!(
        world.invoice(world.saved(&request).await).await["address"],
        Value::Null
    );
}

#[tokio::test]
async fn lines_without_a_number_all_get_1000() {
    let world = world().await;
    let request = but(|request| {
        let mut lines = [line(0, "A", json!(1), "1"), line(1, "B", json!(1), "1")];
        for line in &mut lines {
            line.as_object_mut().unwrap().remove("positionNumber");
        }
        request["invoicePosSave"] = json!(lines);
    });
    let positions = world.positions(world.saved(&request).await).await;
    assert!(
        positions
            .iter()
            .all(|position| position["positionNumber"] == "1000"),
        "{positions:?}"
    );
}

#[tokio::test]
async fn lines_are_read_by_number_and_saved_in_the_order_of_the_request() {
    let world = world().await;
    let request = but(|request| {
        request["invoicePosSave"] = json!([
            line(1, "second", json!(2), "1"),
            line(0, "first", json!(2), "1")
        ]);
    });
    let saved = world.save(&request).await.objects();
    assert_eq!(saved["invoicePos"][0]["name"], "second");
    let id = saved["invoice"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(world.positions(id).await[0]["name"], "first");
}

#[tokio::test]
async fn only_drafts_can_be_saved() {
    let world = world().await;
    for status in [200, 1000, 50] {
        let request = but(|request| request["invoice"]["status"] = json!(status));
        assert_eq!(world.save(&request).await.refusal().0, 422, "{status}");
    }
    let recurring = but(|request| request["invoice"]["invoiceType"] = json!("WKR"));
    assert_eq!(world.save(&recurring).await.refusal().0, 422);
}

#[tokio::test]
async fn a_service_may_not_begin_after_the_invoice_date() {
    let world = world().await;
    let late = but(|request| request["invoice"]["deliveryDate"] = json!("01.08.2026"));
    let (status, _, message) = world.save(&late).await.refusal();
    // It says the opposite of what it means.
    let expected = "The invoiceDate (31.07.2026) must be before the deliveryDate (01.08.2026)";
    assert_eq!((status, message.as_str()), (422, expected));
    let same_day = but(|request| request["invoice"]["deliveryDate"] = json!("31.07.2026"));
    assert_eq!(world.save(&same_day).await.status, 201);
    let ends_later = but(|request| request["invoice"]["deliveryDateUntil"] = json!("15.08.2026"));
    assert_eq!(world.save(&ends_later).await.status, 201);
    let advance = but(|request| {
        request["invoice"]["deliveryDate"] = json!("01.08.2026");
        request["invoice"]["invoiceType"] = json!("AR");
    });
    assert_eq!(world.save(&advance).await.status, 201);
}

#[tokio::test]
async fn a_template_for_the_number_is_taken_word_for_word() {
    let world = world().await;
    let sequence = world
        .get("/SevSequence/Factory/getByType?objectType=Invoice&type=RE")
        .await
        .objects();
    assert_eq!(sequence["format"], "RE-%NUMBER");
    let request = but(|request| request["invoice"]["invoiceNumber"] = json!("RE-%YYYY%MM1038"));
    let invoice = world.invoice(world.saved(&request).await).await;
    assert_eq!(invoice["invoiceNumber"], "RE-%YYYY%MM1038");
}

#[tokio::test]
async fn an_e_invoice_needs_more() {
    let world = world().await;
    let request = but(|request| request["invoice"]["propertyIsEInvoice"] = json!(true));
    let answer = world.save(&request).await;
    let (status, code, _) = answer.refusal();
    assert_eq!((status, code), (400, json!(830)));
    let missing = answer.json()["error"]["data"]["missing information"].clone();
    assert!(
        missing
            .as_array()
            .unwrap()
            .contains(&json!("document_addressCity")),
        "{missing}"
    );
}

#[tokio::test]
async fn amounts_close_as_recorded() {
    let world = world().await;
    let sums = async |request: Value| {
        let invoice = world.invoice(world.saved(&request).await).await;
        ["sumNet", "sumTax", "sumGross"].map(|key| invoice[key].as_str().unwrap().to_owned())
    };
    let net = but(|request| {
        request["invoicePosSave"] = json!([
            line(0, "A", json!(3), "10.00"),
            line(1, "B", json!(1), "25.00")
        ]);
    });
    assert_eq!(sums(net).await, ["55", "10.45", "65.45"]);
    let gross = but(|request| {
        request["invoice"]["showNet"] = json!(false);
        request["invoicePosSave"] = json!([
            line(0, "A", json!(1), "11.90"),
            line(1, "B", json!(2), "5.00")
        ]);
    });
    assert_eq!(sums(gross).await, ["18.4", "3.5", "21.9"]);
    // Half a cent goes away from zero: 0.50 × 0.01 = 0.005.
    let half =
        but(|request| request["invoicePosSave"] = json!([line(0, "A", json!("0.50"), "0.01")]));
    assert_eq!(sums(half).await, ["0.01", "0", "0.01"]);
}

#[tokio::test]
async fn discounts_are_lines_of_their_own() {
    let world = world().await;
    let request = but(|request| {
        request["invoicePosSave"] = json!([line(0, "A", json!(1), "100.00")]);
        request["discountSave"] = json!([{
            "discount": true, "text": "Treue", "percentage": true, "value": 10, "objectName": "Discounts", "mapAll": true
        }]);
    });
    let invoice = world.invoice(world.saved(&request).await).await;
    assert_eq!(
        (&invoice["sumNet"], &invoice["sumDiscounts"]),
        (&json!("90"), &json!("10"))
    );
    // Cash discount is another thing, and changes no sum.
    let cash = but(|request| request["invoice"]["discount"] = json!(2));
    let invoice = world.invoice(world.saved(&cash).await).await;
    assert_eq!(
        (&invoice["sumNet"], &invoice["discount"]),
        (&json!("308.75"), &json!("2"))
    );
}

#[tokio::test]
async fn a_draft_may_be_negative_but_not_be_finalised() {
    let world = world().await;
    let id = world
        .saved(&but(|request| {
            request["invoicePosSave"][0]["quantity"] = json!(-1);
        }))
        .await;
    assert_eq!(world.invoice(id).await["sumNet"], "-95");
    let sent = world
        .put(
            &format!("/Invoice/{id}/sendBy"),
            &json!({"sendType": "VPDF", "sendDraft": false}),
        )
        .await;
    assert_eq!(sent.refusal().1, 7100);
    assert_eq!(world.invoice(id).await["status"], "100");
}

#[tokio::test]
async fn the_title_is_null_when_left_out() {
    let world = world().await;
    let request = but(|request| {
        request["invoice"].as_object_mut().unwrap().remove("header");
    });
    let invoice = world.invoice(world.saved(&request).await).await;
    assert_eq!(
        (&invoice["header"], &invoice["contact"]["id"]),
        (&Value::Null, &json!(ACME.to_string()))
    );
}
