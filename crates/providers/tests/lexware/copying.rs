//! Copy-and-extend: a new draft with the old lines and ours.

use domain::money::Cents;
use domain::payload::{Payload, Target};
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use providers::{BeforeImage, Expected, Obstacle, Outcome, Provider, Refusal, compare};
use serde_json::{Value, json};

use crate::office::{Office, executed};
use crate::sample::{ACME_DRAFT, MUELLER_DRAFT, acme, mueller, position, september};

fn onto(before: &BeforeImage, customer: domain::payload::CustomerRef) -> Payload {
    let target = Target::ExistingDraft {
        remote_id: before.remote_id.clone(),
    };
    Payload {
        target,
        ..september(customer)
    }
}

async fn refused(office: &Office, payload: &Payload, before: &BeforeImage) -> Refusal {
    let sent = office.count("create_invoice").await;
    let outcome = office.lexware.append(payload, before).await;
    assert_eq!(office.count("create_invoice").await, sent);
    match outcome {
        Outcome::NotExecuted(refusal) => refusal,
        outcome => panic!("{outcome:?}"),
    }
}

#[tokio::test]
async fn the_copy_has_the_old_lines_and_ours_and_the_old_draft_stays() {
    let office = Office::open().await;
    let old = office.raw(ACME_DRAFT).await;
    let before = office.before(ACME_DRAFT).await;
    let payload = onto(&before, acme());
    let id = executed(office.lexware.append(&payload, &before).await);
    assert_ne!(id, ACME_DRAFT);
    let copy = office.lexware.read(&id).await.unwrap().unwrap();
    assert_eq!(
        compare(&payload, Expected::Copied { before: &before }, &copy),
        []
    );
    assert_eq!(copy.lines.len(), 5);
    assert_eq!(office.raw(ACME_DRAFT).await, old);
    let new = office.raw(&id).await;
    for key in [
        "voucherDate",
        "title",
        "introduction",
        "remark",
        "shippingConditions",
        "paymentConditions",
        "address",
        "language",
    ] {
        assert_eq!(new[key], old[key], "{key}");
    }
    assert_eq!(new["voucherStatus"], "draft");
}

#[tokio::test]
async fn discounts_texts_articles_and_an_own_address_are_carried_over() {
    let office = Office::open().await;
    let price = json!({"currency": "EUR", "netAmount": 10.1234, "taxRatePercentage": 7});
    let id = office
        .by_hand(
            "",
            &json!({
                "voucherDate": "2026-10-01T00:00:00.000+02:00",
                "address": {"contactId": mueller().id, "name": "Müller, Einkauf", "street": "Hintertür 1", "countryCode": "DE"},
                "lineItems": [
                    {"type": "service", "id": "a7e0f8a2-0000-4000-8000-000000000001", "name": "Artikel", "quantity": 2, "unitName": "Monat",
                     "unitPrice": price, "discountPercentage": 12.5},
                    {"type": "text", "name": "Hinweis", "description": "**fett**"}],
                "totalPrice": {"currency": "EUR", "totalDiscountAbsolute": 5},
                "taxConditions": {"taxType": "net", "taxTypeNote": "so"},
                "paymentConditions": {"paymentTermLabel": "30 Tage", "paymentTermDuration": 30,
                    "paymentDiscountConditions": {"discountPercentage": 3, "discountRange": 10}},
                "shippingConditions": {"shippingType": "none"},
                "language": "en", "printLayoutId": "28c212c4-b6dd-11ee-b80a-dbc65f4ceccf", "xRechnung": {"buyerReference": "04011000-1234"}
            }),
        )
        .await;
    let before = office.before(&id).await;
    let payload = onto(&before, mueller());
    let copy = executed(office.lexware.append(&payload, &before).await);
    let (old, new) = (office.raw(&id).await, office.raw(&copy).await);
    for key in [
        "address",
        "taxConditions",
        "paymentConditions",
        "language",
        "printLayoutId",
        "xRechnung",
    ] {
        assert_eq!(new[key], old[key], "{key}");
        assert_ne!(new[key], Value::Null, "{key}");
    }
    for index in 0..2 {
        assert_eq!(new["lineItems"][index], old["lineItems"][index]);
    }
    assert_eq!(new["totalPrice"]["totalDiscountAbsolute"], 5);
    let copy = office.lexware.read(&copy).await.unwrap().unwrap();
    assert_eq!(
        compare(&payload, Expected::Copied { before: &before }, &copy),
        []
    );
}

#[tokio::test]
async fn a_discount_in_percent_takes_its_share_of_our_lines() {
    let office = Office::open().await;
    let before = office.before(MUELLER_DRAFT).await;
    let payload = onto(&before, mueller());
    let id = executed(office.lexware.append(&payload, &before).await);
    let copy = office.lexware.read(&id).await.unwrap().unwrap();
    assert_eq!(
        compare(&payload, Expected::Copied { before: &before }, &copy),
        []
    );
    assert_eq!(copy.net, Cents(181_121));
}

#[tokio::test]
async fn what_does_not_belong_together_is_not_sent() {
    let office = Office::open().await;
    let before = office.before(ACME_DRAFT).await;
    let not_sendable = |obstacle| Refusal::NotSendable(obstacle);
    let other = onto(&before, mueller());
    assert_eq!(
        refused(&office, &other, &before).await,
        not_sendable(Obstacle::OtherCustomer)
    );
    let mut exempt = onto(&before, acme());
    exempt.treatment = Treatment::Exempt;
    exempt
        .positions
        .iter_mut()
        .for_each(|position| position.tax = TaxRate(0));
    assert_eq!(
        refused(&office, &exempt, &before).await,
        not_sendable(Obstacle::OtherTreatment)
    );
    let mut many = onto(&before, acme());
    many.positions = (1..=298)
        .map(|no| position(no, "Zeile", "1", Unit::Hour, "1"))
        .collect();
    let most = Obstacle::TooManyPositions { most: 300 };
    assert_eq!(refused(&office, &many, &before).await, not_sendable(most));
}
