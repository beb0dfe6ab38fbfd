//! Stored documents that differ from what was written.

use serde_json::{Value, json};

use super::faults::on_save;
use super::support::{ACME, World, good, line, number, world};

/// What a reader compares after writing.
async fn read_back(world: &World, id: u64) -> Vec<(&'static str, Value)> {
    let invoice = world.invoice(id).await;
    let lines = world.positions(id).await;
    let column = |key: &str| Value::Array(lines.iter().map(|line| line[key].clone()).collect());
    vec![
        ("contact", invoice["contact"]["id"].clone()),
        ("status", invoice["status"].clone()),
        ("reference", invoice["customerInternalNote"].clone()),
        ("net", invoice["sumNet"].clone()),
        ("lines", json!(lines.len())),
        ("text", column("name")),
        ("quantity", column("quantity")),
        ("price", column("price")),
        ("tax_rate", column("taxRate")),
    ]
}

#[tokio::test]
async fn a_corruption_changes_exactly_one_thing_and_the_answer_hides_it() {
    let faults = [
        "contact",
        "status",
        "reference",
        "text",
        "quantity",
        "price",
        "tax_rate",
        "net",
    ];
    for what in faults {
        let world = world().await;
        let clean = world.saved(&good()).await;
        on_save(&world, &format!("changed_{what}"), &json!({})).await;
        let answer = world.save(&good()).await.objects();
        assert_eq!(answer["invoice"]["contact"]["id"], ACME.to_string());
        assert_eq!(answer["invoice"]["sumNet"], "308.75");
        assert_eq!(answer["invoicePos"][0]["name"], "Backend");
        let written = read_back(&world, clean).await;
        let stored = read_back(&world, number(&answer["invoice"]["id"])).await;
        let differing = written
            .into_iter()
            .zip(stored)
            .filter(|(before, after)| before != after);
        assert_eq!(
            differing.map(|(before, _)| before.0).collect::<Vec<_>>(),
            [what]
        );
    }
}

#[tokio::test]
async fn a_line_can_be_lost_or_doubled() {
    for (fault, expected) in [
        ("dropped_line", ["B", "C"].as_slice()),
        ("extra_line", &["A", "B", "C", "A"]),
    ] {
        let world = world().await;
        let mut request = good();
        request["invoicePosSave"] = ["A", "B", "C"]
            .map(|name| line(0, name, json!(1), "10"))
            .into();
        on_save(&world, fault, &json!({"line": 0})).await;
        let id = world.saved(&request).await;
        let names: Vec<Value> = world
            .positions(id)
            .await
            .iter()
            .map(|line| line["name"].clone())
            .collect();
        assert_eq!(names, expected, "{fault}");
        assert_eq!(world.invoice(id).await["sumNet"], "30");
    }
}
