//! Units, whose ids are nowhere written down.

use serde_json::json;

use super::support::{HOUR, account, but, good, world};

#[tokio::test]
async fn units_are_known_by_their_code() {
    let world = world().await;
    let units = world.get("/Unity?limit=1000").await.rows();
    let id = |code: &str| {
        units
            .iter()
            .find(|unit| unit["translationCode"] == code)
            .unwrap()["id"]
            .clone()
    };
    assert_eq!(id("UNITY_HOUR"), HOUR.to_string());
    let others = ["UNITY_DAYS", "UNITY_PIECE", "UNITY_BLANKET"].map(id);
    assert_eq!(others, ["13", "1", "7"].map(|id| json!(id)));
}

#[tokio::test]
async fn in_another_account_9_may_not_be_the_hour() {
    let world = account(|options| options.unit_shift = 374_000).await;
    let (status, code, _) = world.save(&good()).await.refusal();
    assert_eq!((status, code), (404, json!(151)));
    let units = world.get("/Unity").await.rows();
    let hour = units
        .iter()
        .find(|unit| unit["translationCode"] == "UNITY_HOUR")
        .unwrap();
    assert_eq!(hour["id"], "374009");
    world
        .saved(&but(|request| {
            request["invoicePosSave"][0]["unity"]["id"] = json!(374_009);
        }))
        .await;
}

#[tokio::test]
async fn some_libraries_take_2_for_the_hour_but_it_is_a_square_metre() {
    let world = world().await;
    let id = world
        .saved(&but(|request| {
            request["invoicePosSave"][0]["unity"]["id"] = json!(2);
        }))
        .await;
    let positions = world
        .get(&format!("/Invoice/{id}/getPositions?embed=unity"))
        .await
        .rows();
    assert_ne!(positions[0]["unity"]["translationCode"], "UNITY_HOUR");
}
