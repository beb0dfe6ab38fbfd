//! Contacts that can't be invoiced: the other of the two shapes of 406.

use serde_json::{Value, json};

use super::office::{ARCHIVED, NO_CUSTOMER, TWO_ADDRESSES, but, details, office};

#[tokio::test]
async fn a_contact_must_be_a_customer_with_one_address() {
    let office = office().await;
    for (contact, key) in [
        (NO_CUSTOMER, "missing_customer_role"),
        (TWO_ADDRESSES, "invalid_billing_address"),
        (ARCHIVED, "invalid_archived"),
        ("c0de0000-0000-4000-8000-999999999999", "missing_entity"),
    ] {
        let request = but(|request| request["address"]["contactId"] = json!(contact));
        let answer = office.create(&request).await;
        assert_eq!(answer.status, 406, "{contact}");
        let issue = &answer.json()["IssueList"][0];
        assert_eq!(
            (&issue["i18nKey"], &issue["source"]),
            (&json!(key), &json!("address.contactId"))
        );
        assert_eq!(answer.json().get("details"), None);
    }
}

#[tokio::test]
async fn an_address_that_is_spelt_out_takes_the_place_of_the_contacts() {
    let office = office().await;
    let address = json!({"contactId": TWO_ADDRESSES, "name": "Zwei Häfen Spedition", "city": "Kiel", "countryCode": "DE"});
    let id = office
        .created(&but(|request| request["address"] = address))
        .await;
    assert_eq!(office.invoice(&id).await["address"]["city"], "Kiel");
}

#[tokio::test]
async fn a_one_time_address_needs_name_and_country() {
    let office = office().await;
    let answer = office
        .create(&but(|request| request["address"] = json!({"city": "Kiel"})))
        .await;
    let fields: Vec<String> = details(&answer)
        .into_iter()
        .map(|(_, field)| field)
        .collect();
    assert_eq!(fields, ["address.name", "address.countryCode"]);
    let address = json!({"name": "Laufkundschaft", "countryCode": "DE"});
    let id = office
        .created(&but(|request| request["address"] = address))
        .await;
    let rows = office
        .rows("/voucherlist?voucherType=invoice&voucherStatus=draft")
        .await;
    let row = rows.iter().find(|row| row["id"] == id.as_str()).unwrap();
    assert_eq!(
        (&row["contactId"], &row["contactName"]),
        (&Value::Null, &json!("Laufkundschaft"))
    );
}
