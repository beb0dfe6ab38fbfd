//! Finding and making customers.

use reqwest::Method;
use sandbox::NameFilter;
use serde_json::{Value, json};

use super::support::{ACME, World, account, world};

async fn names(world: &World, query: &str) -> Vec<String> {
    let rows = world
        .get(&format!("/Contact?limit=1000&{query}"))
        .await
        .rows();
    let name = |row: &Value| {
        row["name"]
            .as_str()
            .or(row["familyname"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    rows.iter().map(name).collect()
}

#[tokio::test]
async fn persons_are_invisible_without_depth() {
    let world = world().await;
    for shallow in ["", "depth=0", "depth=2"] {
        assert!(
            !names(&world, shallow).await.contains(&"Sommer".to_owned()),
            "{shallow}"
        );
    }
    let deep = names(&world, "depth=1").await;
    assert!(deep.contains(&"Sommer".to_owned()) && deep.contains(&"ACME GmbH".to_owned()));
    assert_eq!(names(&world, "name=Sommer").await.len(), 0);
    assert_eq!(names(&world, "name=Sommer&depth=1").await, ["Sommer"]);
}

#[tokio::test]
async fn a_name_may_have_to_be_exact() {
    let exact = world().await;
    assert_eq!(names(&exact, "name=ACME").await.len(), 0);
    assert_eq!(names(&exact, "name=ACME%20GmbH").await, ["ACME GmbH"]);
    let lenient = account(|options| options.name_filter = NameFilter::Substring).await;
    assert_eq!(names(&lenient, "name=acme").await, ["ACME GmbH"]);
}

#[tokio::test]
async fn a_customer_number_is_exact() {
    let world = world().await;
    assert_eq!(names(&world, "customerNumber=1002").await, ["ACME GmbH"]);
    assert_eq!(names(&world, "customerNumber=100").await.len(), 0);
}

#[tokio::test]
async fn the_wanted_contact_may_be_on_a_later_page() {
    let world = world().await;
    let many = json!({"contacts": 1200});
    assert_eq!(
        world
            .control(Method::POST, "/sandbox/seed", &many)
            .await
            .status,
        201
    );
    let wanted = json!({"contacts": [{"name": "Zeppelin Werft GmbH"}]});
    world.control(Method::POST, "/sandbox/seed", &wanted).await;
    let first = world.get("/Contact?depth=1&limit=1000").await.rows();
    assert_eq!(first.len(), 1000);
    assert!(first.iter().all(|row| row["name"] != "Zeppelin Werft GmbH"));
    let second = world
        .get("/Contact?depth=1&limit=1000&offset=1000")
        .await
        .rows();
    assert!(
        second
            .iter()
            .any(|row| row["name"] == "Zeppelin Werft GmbH")
    );
}

#[tokio::test]
async fn contacts_have_no_address_and_no_type() {
    let world = world().await;
    let contact = world
        .get(&format!("/Contact/{ACME}"))
        .await
        .rows()
        .remove(0);
    assert_eq!(
        (&contact["status"], &contact["exemptVat"]),
        (&json!("1000"), &json!("0"))
    );
    for absent in ["email", "street", "city", "type", "parent"] {
        assert_eq!(contact.get(absent), None, "{absent}");
    }
    let query = format!("/ContactAddress?contact[id]={ACME}&contact[objectName]=Contact");
    assert_eq!(world.get(&query).await.rows()[0]["city"], "Stuttgart");
    assert!(
        world
            .get(&format!("/ContactAddress?contact[id]={ACME}"))
            .await
            .rows()
            .len()
            > 1
    );
}

#[tokio::test]
async fn a_new_contact_needs_a_category_and_gets_a_number() {
    let world = world().await;
    assert_eq!(
        world
            .post("/Contact", &json!({"name": "Muster GmbH"}))
            .await
            .refusal()
            .0,
        400
    );
    let next = world
        .get("/Contact/Factory/getNextCustomerNumber")
        .await
        .objects();
    let category = json!({"id": 3, "objectName": "Category"});
    let created = world
        .post(
            "/Contact",
            &json!({"name": "Muster GmbH", "category": category, "status": 1000}),
        )
        .await;
    assert_eq!(created.status, 201);
    assert_eq!(created.objects()["customerNumber"], next);
    let free = format!(
        "/Contact/Mapper/checkCustomerNumberAvailability?customerNumber={}",
        next.as_str().unwrap()
    );
    assert_eq!(world.get(&free).await.objects(), false);
    assert_eq!(
        world
            .get("/Contact/Mapper/checkCustomerNumberAvailability")
            .await
            .refusal()
            .0,
        500
    );
}

#[tokio::test]
async fn a_person_in_a_company_gets_the_number_of_the_company() {
    let world = world().await;
    let person = json!({
        "surename": "Lena", "familyname": "Fuchs", "category": {"id": 3, "objectName": "Category"},
        "parent": {"id": ACME, "objectName": "Contact"}
    });
    let created = world.post("/Contact", &person).await.objects();
    assert_eq!(
        (&created["customerNumber"], &created["name"]),
        (&json!("1002"), &Value::Null)
    );
}

#[tokio::test]
async fn an_address_needs_contact_country_and_category() {
    let world = world().await;
    let address = json!({
        "contact": {"id": ACME, "objectName": "Contact"}, "country": {"id": 1, "objectName": "StaticCountry"},
        "category": {"id": 47, "objectName": "Category"}, "street": "Hafenweg 1", "zip": "20457", "city": "Hamburg"
    });
    for key in ["contact", "country", "category"] {
        let mut lacking = address.clone();
        lacking.as_object_mut().unwrap().remove(key);
        assert_eq!(
            world.post("/ContactAddress", &lacking).await.refusal().0,
            400,
            "{key}"
        );
    }
    assert_eq!(world.post("/ContactAddress", &address).await.status, 201);
    let categories = world
        .get("/Category?objectType=ContactAddress")
        .await
        .rows();
    assert!(categories.iter().any(|category| category["id"] == "47"));
}
