//! Changing a draft that exists.

use reqwest::Method;
use sandbox::UnlistedPositions;
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, FINAL_INVOICE, World, account, line, world};

/// An update that names nothing but the invoice.
fn minimal(id: u64, lines: &[Value]) -> Value {
    json!({
        "invoice": {"id": id, "objectName": "Invoice", "mapAll": true},
        "invoicePosSave": lines, "invoicePosDelete": null
    })
}

/// Everything as it was read, ready to be sent again.
async fn echo(world: &World, id: u64) -> Value {
    let mut invoice = world.invoice(id).await;
    invoice["mapAll"] = json!(true);
    let mut lines = world.positions(id).await;
    for line in &mut lines {
        line["mapAll"] = json!(true);
    }
    json!({"invoice": invoice, "invoicePosSave": lines, "invoicePosDelete": null, "takeDefaultAddress": false})
}

async fn names(world: &World, id: u64) -> Vec<String> {
    let positions = world.positions(id).await;
    positions
        .iter()
        .map(|position| position["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn lines_that_an_update_does_not_list_vanish() {
    let world = world().await;
    world
        .saved(&minimal(ACME_DRAFT, &[line(3, "New", json!(2), "50")]))
        .await;
    assert_eq!(names(&world, ACME_DRAFT).await, ["New"]);
    assert_eq!(world.invoice(ACME_DRAFT).await["sumNet"], "100");
}

#[tokio::test]
async fn or_they_stay_but_do_not_count() {
    let world =
        account(|options| options.unlisted_positions = UnlistedPositions::KeptOutOfTotal).await;
    world
        .saved(&minimal(ACME_DRAFT, &[line(3, "New", json!(2), "50")]))
        .await;
    assert_eq!(names(&world, ACME_DRAFT).await.len(), 4);
    assert_eq!(world.invoice(ACME_DRAFT).await["sumNet"], "100");
}

#[tokio::test]
async fn or_they_stay_and_count() {
    let world = account(|options| options.unlisted_positions = UnlistedPositions::Kept).await;
    world
        .saved(&minimal(ACME_DRAFT, &[line(3, "New", json!(2), "50")]))
        .await;
    assert_eq!(names(&world, ACME_DRAFT).await.len(), 4);
    // 6 × 95 + 49 + 760, and the new line.
    assert_eq!(world.invoice(ACME_DRAFT).await["sumNet"], "1479");
}

#[tokio::test]
async fn what_was_read_is_not_accepted_as_it_is() {
    let world = world().await;
    let invoice = world.invoice(ACME_DRAFT).await;
    let request = json!({"invoice": invoice, "invoicePosSave": world.positions(ACME_DRAFT).await});
    assert_eq!(
        world.save(&request).await.refusal().2,
        "Currency is required."
    );
    let mut mapped = request.clone();
    mapped["invoice"]["mapAll"] = json!(true);
    assert!(
        world
            .save(&mapped)
            .await
            .refusal()
            .2
            .starts_with("invoicePosSave expected array")
    );
}

#[tokio::test]
async fn a_full_resend_with_ids_changes_nothing_else() {
    let world = world().await;
    let draft = json!({"drafts": [{
        "contact": "ACME GmbH", "reference": "PO 77", "header": "Altbestand", "head_text": "Oben", "foot_text": "Unten",
        "cash_discount": 2, "generated_lines": 250, "discounts": [{"text": "Treue", "percentage": true, "value": "5"}]
    }]});
    let seeded = world
        .control(Method::POST, "/sandbox/seed", &draft)
        .await
        .json();
    let id: u64 = seeded["drafts"][0].as_str().unwrap().parse().unwrap();
    let (invoice, lines) = (world.invoice(id).await, world.positions(id).await);
    assert_eq!(lines.len(), 250);

    let mut request = echo(&world, id).await;
    let new = line(250, "New", json!("1.5"), "80.00");
    request["invoicePosSave"].as_array_mut().unwrap().push(new);
    let saved = world.save(&request).await;
    assert_eq!(saved.status, 201, "{}", saved.text);

    let mut after = world.positions(id).await;
    let added = after.pop().unwrap();
    assert_eq!(
        (&added["name"], &added["sumNet"]),
        (&json!("New"), &json!("120"))
    );
    let stamped = |mut value: Value, keys: &[&str]| {
        for key in keys {
            value.as_object_mut().unwrap().remove(*key);
        }
        value
    };
    for (before, after) in lines.into_iter().zip(after) {
        assert_eq!(stamped(before, &["update"]), stamped(after, &["update"]));
    }
    let moved = ["update", "sumNet", "sumTax", "sumGross", "sumDiscounts"];
    let moved = [
        moved.as_slice(),
        &[
            "sumNetAccounting",
            "sumTaxAccounting",
            "sumGrossAccounting",
            "sumDiscountsAccounting",
        ],
    ]
    .concat();
    assert_eq!(
        stamped(invoice, &moved),
        stamped(world.invoice(id).await, &moved)
    );
}

#[tokio::test]
async fn the_kinds_of_existing_lines_all_occur_in_a_seeded_draft() {
    let world = world().await;
    let draft = json!({"drafts": [{"contact": "ACME GmbH", "generated_lines": 250}]});
    let seeded = world
        .control(Method::POST, "/sandbox/seed", &draft)
        .await
        .json();
    let lines = world
        .positions(seeded["drafts"][0].as_str().unwrap().parse().unwrap())
        .await;
    let any = |holds: fn(&Value) -> bool| lines.iter().any(holds);
    assert!(any(|line| line["discount"] == "12.5"));
    assert!(any(|line| line["part"]["id"].is_string()));
    assert!(any(|line| line["text"]
        .as_str()
        .is_some_and(|text| text.contains("<b>"))));
    assert!(any(|line| line["quantity"]
        .as_str()
        .is_some_and(|text| text.contains('.'))));
    assert!(any(|line| line["taxRate"] == "7"));
}

#[tokio::test]
async fn fields_that_an_update_leaves_out_stay_and_null_empties_them() {
    let world = world().await;
    let mut request = echo(&world, ACME_DRAFT).await;
    request["invoice"]
        .as_object_mut()
        .unwrap()
        .remove("headText");
    request["invoice"]["footText"] = Value::Null;
    world.saved(&request).await;
    let invoice = world.invoice(ACME_DRAFT).await;
    assert_eq!(invoice["headText"], "Vielen Dank für den Auftrag.");
    assert_eq!(invoice["footText"], Value::Null);
}

#[tokio::test]
async fn lines_are_deleted_by_a_list_of_references() {
    let world = world().await;
    let mut request = echo(&world, ACME_DRAFT).await;
    let gone = request["invoicePosSave"].as_array_mut().unwrap().remove(1);
    request["invoicePosDelete"] = json!([{"id": gone["id"], "objectName": "InvoicePos"}]);
    world.saved(&request).await;
    assert_eq!(names(&world, ACME_DRAFT).await, ["Konzept", "Workshop"]);
    request["invoicePosDelete"] = json!([{"id": 1, "objectName": "InvoicePos"}]);
    assert_eq!(world.save(&request).await.refusal().0, 404);
}

#[tokio::test]
async fn a_line_of_another_invoice_is_not_found() {
    let world = world().await;
    let mut stranger = world.positions(FINAL_INVOICE).await.remove(0);
    stranger["mapAll"] = json!(true);
    assert_eq!(
        world
            .save(&minimal(ACME_DRAFT, &[stranger]))
            .await
            .refusal()
            .0,
        404
    );
}

#[tokio::test]
async fn a_line_listed_twice_is_refused() {
    let world = world().await;
    let mut request = echo(&world, ACME_DRAFT).await;
    let again = request["invoicePosSave"][0].clone();
    request["invoicePosSave"]
        .as_array_mut()
        .unwrap()
        .push(again);
    assert_eq!(world.save(&request).await.refusal().0, 400);
}

#[tokio::test]
async fn a_final_invoice_can_not_be_changed() {
    let open = account(|options| options.enshrine_on_send = false).await;
    open.put(
        &format!("/Invoice/{ACME_DRAFT}/sendBy"),
        &json!({"sendType": "VPR", "sendDraft": false}),
    )
    .await;
    let (status, code, _) = open
        .save(&minimal(ACME_DRAFT, &[line(9, "x", json!(1), "1")]))
        .await
        .refusal();
    assert_eq!((status, code), (400, json!(90400)));
    let enshrined = world().await;
    let answer = enshrined
        .save(&minimal(FINAL_INVOICE, &[line(9, "x", json!(1), "1")]))
        .await;
    assert_eq!(answer.refusal().0, 422);
}

#[tokio::test]
async fn nothing_protects_a_draft_that_was_changed_meanwhile() {
    let world = world().await;
    let read = world
        .api(Method::GET, &format!("/Invoice/{ACME_DRAFT}"))
        .send()
        .await
        .unwrap();
    assert_eq!(read.headers().get("etag"), None);
    let mine = echo(&world, ACME_DRAFT).await;
    let mut theirs = mine.clone();
    theirs["invoice"]["header"] = json!("Changed by a person");
    world.saved(&theirs).await;
    let save = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .header("If-Match", "\"old\"")
        .json(&mine);
    assert_eq!(save.send().await.unwrap().status(), 201);
    assert_eq!(
        world.invoice(ACME_DRAFT).await["header"],
        "Rechnung Onlineshop"
    );
}
