//! Adding to a draft that exists.

use std::collections::BTreeMap;

use domain::payload::{Payload, Target};
use providers::{
    BeforeImage, Difference, Expected, Outcome, Provider, ReadBack, Uncertainty, compare,
};
use sandbox::{SevdeskOptions, UnlistedPositions};
use serde_json::{Value, json};

use crate::sample::october;
use crate::support::Account;

/// A draft that somebody worked on: own texts, articles, discounts on lines, fractions, and 250 lines.
fn worked_on() -> Value {
    json!({"drafts": [{
        "contact": "ACME GmbH",
        "reference": "PO 4711",
        "header": "Rechnung <Sommer>",
        "head_text": "<p>Guten Tag,<br>wie besprochen &amp; vereinbart.</p>",
        "foot_text": "Zahlbar in 10 Tagen mit „Skonto“.",
        "cash_discount": 2,
        "positions": [
            {"name": "Festpreis", "text": "eigener\nText", "quantity": "0.333", "unit": "piece",
             "price": "1234.567", "tax_rate": "19", "discount": "12.5"},
            {"name": null, "text": "nur Text", "quantity": "1", "unit": "kg", "price": "5", "tax_rate": "7"}
        ],
        "generated_lines": 248,
    }]})
}

/// A draft in an account, as it was seen, and what is to be added to it.
struct Scene {
    account: Account,
    before: BeforeImage,
    payload: Payload,
}

impl Scene {
    async fn open(options: SevdeskOptions, draft: Value) -> Self {
        let account = Account::open_with(options).await;
        let seeded = account.seed(draft).await;
        let remote_id = seeded["drafts"][0].as_str().unwrap().to_owned();
        let before = account
            .sevdesk
            .before_image(&remote_id)
            .await
            .unwrap()
            .unwrap();
        let mut payload = october(account.customer("ACME GmbH").await);
        payload.target = Target::ExistingDraft { remote_id };
        Self {
            account,
            before,
            payload,
        }
    }

    async fn append(&self) -> Outcome {
        self.account
            .sevdesk
            .append(&self.payload, &self.before)
            .await
    }

    /// The draft as it is now.
    async fn document(&self) -> ReadBack {
        let read = self.account.sevdesk.read(&self.before.remote_id).await;
        read.unwrap().unwrap()
    }

    /// In what it differs from what was meant.
    async fn differences(&self) -> Vec<Difference> {
        let expected = Expected::Added {
            before: &self.before,
        };
        compare(&self.payload, expected, &self.document().await)
    }

    /// The draft as the tool answers it.
    async fn raw(&self) -> (Value, Vec<Value>) {
        let id = &self.before.remote_id;
        let invoice = self.account.get(&format!("Invoice/{id}")).await["objects"][0].clone();
        let positions = self
            .account
            .get(&format!("Invoice/{id}/getPositions?limit=1000"))
            .await;
        (invoice, positions["objects"].as_array().unwrap().clone())
    }
}

/// A received object without what changes with every save.
fn lasting(object: &Value) -> BTreeMap<String, Value> {
    let fields = object.as_object().unwrap().clone().into_iter();
    fields.filter(|(key, _)| key != "update").collect()
}

#[tokio::test]
async fn everything_but_the_new_lines_is_as_before() {
    let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    let (invoice_before, lines_before) = scene.raw().await;
    assert_eq!(lines_before.len(), 250);
    let outcome = scene.append().await;
    assert_eq!(
        outcome,
        Outcome::Executed {
            remote_id: scene.before.remote_id.clone()
        }
    );
    let (invoice, lines) = scene.raw().await;
    assert_eq!(lines.len(), 252);
    for (before, after) in lines_before.iter().zip(&lines) {
        assert_eq!(lasting(before), lasting(after));
    }
    let without_sums = |object: &Value| -> BTreeMap<String, Value> {
        lasting(object)
            .into_iter()
            .filter(|(key, _)| !key.starts_with("sum"))
            .collect()
    };
    assert_eq!(without_sums(&invoice_before), without_sums(&invoice));
    let ours: Vec<_> = lines[250..]
        .iter()
        .map(|line| (&line["name"], &line["positionNumber"]))
        .collect();
    assert_eq!(
        ours,
        [
            (&json!("Backend"), &json!("250")),
            (&json!("Workshop"), &json!("251"))
        ]
    );
    assert_eq!(scene.differences().await, []);
    assert_eq!(scene.account.count("save_invoice").await, 1);
}

#[tokio::test]
async fn it_does_not_matter_what_happens_to_unlisted_positions() {
    for unlisted_positions in [
        UnlistedPositions::Dropped,
        UnlistedPositions::Kept,
        UnlistedPositions::KeptOutOfTotal,
    ] {
        let options = SevdeskOptions {
            unlisted_positions,
            unit_shift: 40,
            ..SevdeskOptions::default()
        };
        let scene = Scene::open(options, worked_on()).await;
        assert!(matches!(scene.append().await, Outcome::Executed { .. }));
        assert_eq!(scene.differences().await, []);
    }
}

#[tokio::test]
async fn a_discount_on_the_whole_draft_stays() {
    let mut draft = worked_on();
    draft["drafts"][0]["discounts"] = json!([{"text": "Treue", "percentage": true, "value": "10"}]);
    let scene = Scene::open(SevdeskOptions::default(), draft).await;
    assert!(scene.before.document.discount.0 > 0);
    assert!(matches!(scene.append().await, Outcome::Executed { .. }));
    assert_eq!(scene.differences().await, []);
    assert!(scene.document().await.discount > scene.before.document.discount);
}

#[tokio::test]
async fn an_address_that_somebody_typed_stays() {
    let mut scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    let id: u64 = scene.before.remote_id.parse().unwrap();
    let typed = json!({
        "invoice": {"id": id, "objectName": "Invoice", "mapAll": true, "address": "Frau Beispiel\nHinterhaus"},
        "invoicePosSave": [{"objectName": "InvoicePos", "mapAll": true, "quantity": 1, "taxRate": 19, "price": 1,
            "unity": {"id": 9, "objectName": "Unity"}, "name": "Wartung"}],
    });
    scene
        .account
        .post("Invoice/Factory/saveInvoice", &typed)
        .await;
    scene.before = scene
        .account
        .sevdesk
        .before_image(&scene.before.remote_id)
        .await
        .unwrap()
        .unwrap();
    assert!(matches!(scene.append().await, Outcome::Executed { .. }));
    assert_eq!(scene.raw().await.0["address"], "Frau Beispiel\nHinterhaus");
    assert_eq!(scene.differences().await, []);
}

#[tokio::test]
async fn an_addition_whose_answer_is_lost_is_unknown_and_found_by_reading() {
    let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    scene
        .account
        .fault("save_invoice", "lost_after_commit")
        .await;
    let outcome = scene.append().await;
    assert!(
        matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. })),
        "{outcome:?}"
    );
    assert_eq!(scene.differences().await, []);
}

#[tokio::test]
async fn lines_that_must_be_read_first_and_cannot_send_nothing() {
    let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    for fault in [
        "html_body",
        "lost_after_commit",
        "malformed_body",
        "error_in_200",
    ] {
        scene.account.fault("get_positions", fault).await;
        let outcome = scene.append().await;
        assert!(
            matches!(outcome, Outcome::NotExecuted(_)),
            "{fault}: {outcome:?}"
        );
    }
    assert_eq!(scene.account.count("save_invoice").await, 0);
}
