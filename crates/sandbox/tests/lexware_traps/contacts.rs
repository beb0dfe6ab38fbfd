//! Searching customers.

use serde_json::Value;

use super::office::{ACME, ARCHIVED, NO_CUSTOMER, Office, TWO_ADDRESSES, office, office_with};

async fn names(office: &Office, query: &str) -> Vec<String> {
    let rows = office.rows(&format!("/contacts?{query}")).await;
    rows.iter().map(name).collect()
}

fn name(row: &Value) -> String {
    let company = row["company"]["name"].as_str();
    let person = row["person"]["lastName"].as_str();
    company.or(person).unwrap().to_owned()
}

#[tokio::test]
async fn an_ampersand_is_found_only_as_html_in_the_url() {
    let office = office().await;
    assert_eq!(
        names(&office, "name=m%C3%BCller%20%26amp%3B%20s").await,
        ["Müller & Söhne GmbH"]
    );
    assert!(
        names(&office, "name=m%C3%BCller%20%26%20s")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn fewer_than_three_characters_are_refused() {
    let office = office().await;
    assert_eq!(office.get("/contacts?name=ac").await.status, 400);
    assert_eq!(office.get("/contacts?name=").await.status, 400);
    assert_eq!(names(&office, "name=acm").await, ["ACME GmbH"]);
}

#[tokio::test]
async fn umlauts_are_letters_of_their_own() {
    let office = office().await;
    assert_eq!(
        names(&office, "name=S%C3%96H").await,
        ["Müller & Söhne GmbH"]
    );
    assert!(names(&office, "name=soehne").await.is_empty());
    assert!(names(&office, "name=sohne").await.is_empty());
}

#[tokio::test]
async fn wildcards_work_unless_escaped() {
    let office = office().await;
    assert_eq!(names(&office, "name=a_me").await, ["ACME GmbH"]);
    assert_eq!(names(&office, "name=acm%25gmbh").await, ["ACME GmbH"]);
    assert!(names(&office, "name=acm%5C%25gmbh").await.is_empty());
}

#[tokio::test]
async fn archived_contacts_and_vendors_are_in_the_list() {
    let office = office().await;
    let rows = office.rows("/contacts?size=250").await;
    let row = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(row(ARCHIVED)["archived"], true);
    assert_eq!(row(NO_CUSTOMER)["roles"]["customer"], Value::Null);
    assert_eq!(
        row(TWO_ADDRESSES)["addresses"]["billing"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // There is no such filter, so it filters nothing.
    assert_eq!(
        office.rows("/contacts?size=250&archived=false").await.len(),
        rows.len()
    );
    assert_eq!(
        office.rows("/contacts?size=250&customer=true").await.len(),
        rows.len() - 1
    );
}

#[tokio::test]
async fn pages_count_from_zero_and_end() {
    let office = office_with(|options| options.more_customers = 300).await;
    let first = office.get("/contacts").await.json();
    assert_eq!((&first["size"], &first["number"]), (&25.into(), &0.into()));
    assert_eq!(first["numberOfElements"], 25);
    let total = first["totalElements"].as_u64().unwrap();
    let second = office.get("/contacts?size=250&page=1").await.json();
    assert_eq!(
        second["content"].as_array().unwrap().len() as u64,
        total - 250
    );
    assert_eq!(
        (&second["first"], &second["last"]),
        (&false.into(), &true.into())
    );
    assert_eq!(office.get("/contacts?size=251").await.status, 400);
    let beyond = office.get("/contacts?size=250&page=40").await;
    assert_eq!(beyond.status, 400);
    assert!(beyond.text.contains("Maximum search window size exceeded"));
}

#[tokio::test]
async fn they_come_in_the_order_of_their_names() {
    let office = office().await;
    let rows = office.rows("/contacts?size=250").await;
    assert_eq!(name(&rows[0]), "ACME GmbH");
    let contact = office.get(&format!("/contacts/{ACME}")).await.json();
    assert_eq!(contact["addresses"]["billing"][0]["countryCode"], "DE");
    assert_eq!(
        office
            .get("/contacts/c0de0000-0000-4000-8000-999999999999")
            .await
            .status,
        404
    );
}
