//! What people are told before a draft is copied: what the copy will have of it, and what not.

use providers::{BeforeImage, CarriedOver, Kept, Lost, Provider};
use serde_json::{Value, json};

use crate::office::Office;
use crate::sample::{ACME_DRAFT, MUELLER_DRAFT};

fn told(office: &Office, before: &BeforeImage) -> CarriedOver {
    office.lexware.carried_over(before).unwrap()
}

/// The same draft with something else in its JSON.
fn with(before: &BeforeImage, change: impl FnOnce(&mut Value)) -> BeforeImage {
    let mut raw: Value = serde_json::from_str(&before.raw).unwrap();
    change(&mut raw);
    BeforeImage {
        raw: raw.to_string(),
        ..before.clone()
    }
}

#[tokio::test]
async fn what_the_draft_has_is_kept_and_named() {
    let office = Office::open().await;
    let acme = told(&office, &office.before(ACME_DRAFT).await);
    assert_eq!(acme.lines, 3);
    for part in [
        Kept::Address,
        Kept::Title,
        Kept::Intro,
        Kept::Closing,
        Kept::Date,
        Kept::ServicePeriod,
        Kept::Payment,
        Kept::Tax,
        Kept::Language,
    ] {
        assert!(acme.kept.contains(&part), "{part:?} {acme:?}");
    }
    assert!(!acme.kept.contains(&Kept::Discount), "{acme:?}");
    assert_eq!(acme.lost, [Lost::Unseen]);

    let mueller = told(&office, &office.before(MUELLER_DRAFT).await);
    assert!(mueller.kept.contains(&Kept::Discount), "{mueller:?}");
}

#[tokio::test]
async fn what_the_copy_will_lack_is_named() {
    let office = Office::open().await;
    let before = office.before(ACME_DRAFT).await;
    let before = with(&before, |raw| {
        raw["voucherNumber"] = json!("RE1007");
        raw["address"]["contactPerson"] = json!("Erika Beispiel");
        raw["dunningStop"] = json!(true);
        raw["lineItems"][1]["costCentre"] = json!("4711");
        raw["title"] = json!("");
        raw["emptyList"] = json!([]);
    });
    let told = told(&office, &before);
    assert_eq!(
        told.lost,
        [
            Lost::Number,
            Lost::ContactPerson,
            Lost::Unseen,
            Lost::Field("costCentre".to_owned()),
            Lost::Field("dunningStop".to_owned()),
        ]
    );
    assert!(!told.kept.contains(&Kept::Title), "{told:?}");
}

#[tokio::test]
async fn of_a_draft_that_cannot_be_read_nothing_is_told() {
    let office = Office::open().await;
    let before = office.before(ACME_DRAFT).await;
    let unreadable = BeforeImage {
        raw: "<html>".to_owned(),
        ..before
    };
    assert_eq!(office.lexware.carried_over(&unreadable), None);
}
