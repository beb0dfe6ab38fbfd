//! New drafts, read back and compared.

use domain::money::Cents;
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use providers::{Expected, LongText, Obstacle, Outcome, Provider, Refusal, RemoteStatus, compare};
use serde_json::json;

use crate::office::Office;
use crate::sample::{acme, named, position, september};

const NEW: Expected<'static> = Expected::New { reference: None };

#[tokio::test]
async fn what_was_sent_is_what_is_there() {
    let office = Office::open().await;
    let payload = september(acme());
    let draft = office.made(&payload).await;
    assert_eq!(compare(&payload, NEW, &draft), []);
    assert_eq!(
        (draft.status, draft.gross),
        (RemoteStatus::Draft, Cents(184_945))
    );
    let raw = office.raw(&draft.remote_id).await;
    assert_eq!(raw["voucherDate"], "2026-10-01T00:00:00.000+02:00");
    let shipping = &raw["shippingConditions"];
    assert_eq!(shipping["shippingType"], "serviceperiod");
    assert_eq!(shipping["shippingEndDate"], "2026-09-30T00:00:00.000+02:00");
    assert_eq!(
        (&raw["title"], &raw["remark"]),
        (&json!("Rechnung September"), &json!("Danke!"))
    );
    assert_eq!(raw["lineItems"][1]["quantity"], json!(3.3333));
    assert_eq!(raw["lineItems"][0]["description"], "01.09. bis 30.09.");
}

#[tokio::test]
async fn what_is_left_empty_is_the_companys_own() {
    let office = Office::open().await;
    let mut payload = september(acme());
    payload.header.clear();
    payload.intro = "  ".to_owned();
    payload.closing.clear();
    payload.service_from = payload.service_to;
    let draft = office.made(&payload).await;
    let raw = office.raw(&draft.remote_id).await;
    assert_eq!(raw["title"], "Rechnung");
    assert_eq!(
        raw["introduction"],
        "Für unsere Leistungen berechnen wir Ihnen:"
    );
    assert_eq!(raw["shippingConditions"]["shippingType"], "service");
    assert_eq!(raw["paymentConditions"]["paymentTermDuration"], 14);
}

#[tokio::test]
async fn markers_of_formatting_are_printed_as_typed() {
    let office = Office::open().await;
    let mut payload = september(acme());
    payload.intro = "**nicht fett**\n- keine Liste".to_owned();
    payload.positions[0].text = "__init__ & <main>\n- Punkt __eins__\n\"zwei\" 👩‍💻".to_owned();
    let draft = office.made(&payload).await;
    assert_eq!(compare(&payload, NEW, &draft), []);
    let raw = office.raw(&draft.remote_id).await;
    for text in [&raw["introduction"], &raw["lineItems"][0]["description"]] {
        let text = text.as_str().unwrap();
        assert!(
            !text.contains("**") && !text.contains("__") && !text.contains("- "),
            "{text}"
        );
    }
    // A name is never formatted.
    assert_eq!(raw["lineItems"][0]["name"], "__init__ & <main>");
}

#[tokio::test]
async fn each_treatment_has_its_tax_type() {
    let office = Office::open().await;
    for (treatment, kind) in [
        (Treatment::Exempt, "vatfree"),
        (Treatment::ReverseCharge, "constructionService13b"),
        (Treatment::EuServices, "externalService13b"),
        (Treatment::NotTaxable, "thirdPartyCountryService"),
    ] {
        let mut payload = september(acme());
        payload.treatment = treatment;
        for position in &mut payload.positions {
            position.tax = TaxRate(0);
        }
        let draft = office.made(&payload).await;
        assert_eq!(compare(&payload, NEW, &draft), []);
        assert_eq!(
            office.raw(&draft.remote_id).await["taxConditions"]["taxType"],
            kind
        );
        assert_eq!(office.before(&draft.remote_id).await.treatment, treatment);
    }
}

#[tokio::test]
async fn a_small_business_charges_no_tax() {
    let office = Office::open_with(|options| {
        options.tax_type = sandbox::TaxType::VatFree;
        options.small_business = true;
    })
    .await;
    let mut payload = september(acme());
    let refusal = Refusal::NotSendable(Obstacle::Treatment);
    assert_eq!(
        office.lexware.create(&payload, "").await,
        Outcome::NotExecuted(refusal)
    );
    payload.treatment = Treatment::SmallBusiness;
    for position in &mut payload.positions {
        position.tax = TaxRate(0);
    }
    let draft = office.made(&payload).await;
    assert_eq!((draft.tax, draft.gross), (Cents(0), Cents(155_416)));
}

#[tokio::test]
async fn what_is_beyond_a_limit_is_not_sent() {
    let office = Office::open().await;
    let mut many = september(acme());
    many.positions = (1..=301)
        .map(|no| position(no, "Zeile", "1", Unit::Hour, "1"))
        .collect();
    let mut title = september(acme());
    title.header = "x".repeat(26);
    let mut backwards = september(acme());
    backwards.service_from = "2026-10-02".parse().unwrap();
    for (payload, obstacle) in [
        (many, Obstacle::TooManyPositions { most: 300 }),
        (
            title,
            Obstacle::TextTooLong {
                text: LongText::Header,
                most: 25,
            },
        ),
        (backwards, Obstacle::PeriodEndsBeforeStart),
    ] {
        let outcome = office.lexware.create(&payload, "").await;
        assert_eq!(
            outcome,
            Outcome::NotExecuted(Refusal::NotSendable(obstacle))
        );
    }
    assert_eq!(office.count("create_invoice").await, 0);
    let mut most = september(acme());
    most.positions = (1..=300)
        .map(|no| position(no, "Zeile", "1", Unit::Hour, "1"))
        .collect();
    most.net = Cents(30_000);
    assert_eq!(compare(&most, NEW, &office.made(&most).await), []);
}

#[tokio::test]
async fn a_customer_that_cannot_be_invoiced_is_refused_in_words() {
    let office = Office::open().await;
    for (id, words) in [
        (
            "c0de0000-0000-4000-8000-000000000021",
            "invalid_billing_address",
        ),
        (
            "c0de0000-0000-4000-8000-000000000022",
            "missing_customer_role",
        ),
        ("c0de0000-0000-4000-8000-00000000ffff", "missing_entity"),
    ] {
        let outcome = office.lexware.create(&september(named(id, "?")), "").await;
        match outcome {
            Outcome::NotExecuted(Refusal::Invalid { message }) => {
                assert_eq!(message, format!("address.contactId: {words}"));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(office.documents().await.len(), 3);
}
