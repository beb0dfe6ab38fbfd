//! New drafts: what arrives, and what is not even sent.

use domain::unit::Unit;
use providers::hq::{Dialect, MissingTable, TextFormat};
use providers::{Expected, ProviderError, compare};
use sandbox::{FirstStatus, NewDocument, UnitIds};
use serde_json::json;

use crate::sample::{october, position, sum_up};
use crate::support::{BOTH, REFERENCE, Tenant};

#[tokio::test]
async fn the_tool_has_what_a_person_expects_to_see() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let mut payload = october(tenant.customer("ACME GmbH").await);
        if dialect == Dialect::V1Odata {
            payload.header = "Rechnung Oktober 2026".to_owned();
        }
        let id = tenant.made(&payload).await.remote_id;
        let document = tenant.document(&id).await;
        assert_eq!(
            (
                &document["status"],
                &document["net"],
                &document["tax"],
                &document["gross"]
            ),
            (
                &json!("Draft"),
                &json!("2386.25"),
                &json!("443.49"),
                &json!("2829.74")
            )
        );
        let line = &document["positions"][0];
        let text = line["text"].as_str().unwrap();
        assert!(
            text.starts_with("Backend & <b>API</b>\n12 Einträge"),
            "{text}"
        );
        match dialect {
            Dialect::V1Odata => {
                assert_eq!(document["reference"], REFERENCE);
                assert_eq!(document["header"], "Rechnung Oktober 2026");
                assert_eq!(line["unit"], "Std.");
            }
            Dialect::V2Rest => assert!(text.ends_with("\n(Einheit: Std.)"), "{text}"),
        }
    }
}

#[tokio::test]
async fn a_unit_whose_id_is_known_is_sent_by_it() {
    let known = |units: &mut providers::hq::HqSettings| {
        units.unit_ids.hour = Some(4020);
        units.unit_ids.piece = Some(4023);
    };
    let tenant = Tenant::open_with(Dialect::V2Rest, |_| {}, known).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    let found = tenant.made(&payload).await;
    assert_eq!(
        compare(&payload, Expected::New { reference: None }, &found),
        []
    );
    let document = tenant.document(&found.remote_id).await;
    let shown = |index: usize| document["positions"][index]["unit"].clone();
    assert_eq!([shown(0), shown(1), shown(2)], ["Std.", "", "Stk."]);
    let without = Tenant::open_with(
        Dialect::V2Rest,
        |tenant| tenant.units = UnitIds::None,
        known,
    );
    let without = without.await;
    let id = without.head(&payload).await;
    let refused = without.complete(&without.hq, &id, &payload, None).await;
    let expected = "unitId1: The unit does not exist.".to_owned();
    assert_eq!(refused, Err(ProviderError::Refused { message: expected }));
}

#[tokio::test]
async fn plain_texts_are_sent_as_they_are_where_that_is_assumed() {
    for dialect in BOTH {
        let plain = |settings: &mut providers::hq::HqSettings| {
            settings.text_format = TextFormat::Plain;
        };
        let tenant = Tenant::open_with(dialect, |_| {}, plain).await;
        let mut payload = october(tenant.customer("ACME GmbH").await);
        payload.positions = vec![position("1 < 2 & 3", "0.01", Unit::Hour, "-4.5")];
        sum_up(&mut payload);
        let found = tenant.made(&payload).await;
        assert_eq!(found.lines[0].text, "1 < 2 & 3");
        assert_eq!(found.net, payload.net);
    }
}

#[tokio::test]
async fn a_document_without_a_table_gets_one() {
    let no_table =
        |tenant: &mut sandbox::HqOptions| tenant.new_document = NewDocument::WithoutTable;
    let tenant = Tenant::open_with(Dialect::V2Rest, no_table, |_| {}).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    assert_eq!(tenant.made(&payload).await.lines.len(), 3);
    assert_eq!(tenant.count("add_table").await, 1);
    let strict = tenant.assuming(|settings| settings.missing_table = MissingTable::Refuse);
    let id = tenant.head(&payload).await;
    let refused = tenant.complete(&strict, &id, &payload, None).await;
    assert!(
        matches!(&refused, Err(ProviderError::Refused { message }) if message.contains("missing_table"))
    );
}

#[tokio::test]
async fn a_document_that_is_no_draft_gets_no_lines() {
    for dialect in BOTH {
        let review = |tenant: &mut sandbox::HqOptions| tenant.first_status = FirstStatus::Review;
        let tenant = Tenant::open_with(dialect, review, |_| {}).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        let refused = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(refused, Err(ProviderError::Refused { .. })),
            "{refused:?}"
        );
        assert_eq!(tenant.count("add_position").await, 0);
    }
}

#[tokio::test]
async fn a_document_of_another_company_gets_no_lines() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        tenant.fault("create_document", "changed_contact").await;
        let id = tenant.head(&payload).await;
        let refused = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(refused, Err(ProviderError::Refused { .. })),
            "{refused:?}"
        );
        assert_eq!(tenant.count("add_position").await, 0);
    }
}
