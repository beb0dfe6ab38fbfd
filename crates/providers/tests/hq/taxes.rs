//! Tenants that write tax rates in another scale than is assumed.

use providers::hq::{Dialect, Hq, TaxScale};
use providers::{Expected, Provider, ProviderError, compare};
use sandbox::TaxScale as TenantsScale;
use serde_json::json;

use crate::sample::october;
use crate::support::{BOTH, Tenant};

/// A tenant and an adapter that is wrong about it.
async fn mistaken(dialect: Dialect) -> (Tenant, Hq) {
    let tenant = Tenant::open_with(
        dialect,
        |tenant| {
            if dialect == Dialect::V2Rest {
                tenant.tax_scale = TenantsScale::Fraction;
            }
        },
        |_| {},
    )
    .await;
    let hq = tenant.assuming(|settings| {
        settings.tax_scale = match dialect {
            Dialect::V1Odata => TaxScale::Fraction,
            Dialect::V2Rest => TaxScale::Percent,
        };
    });
    (tenant, hq)
}

fn names_the_setting(result: &Result<(), ProviderError>) -> bool {
    matches!(result, Err(ProviderError::Refused { message }) if message.contains("`tax_scale`"))
}

#[tokio::test]
async fn the_first_line_is_taken_back_and_the_setting_named() {
    for dialect in BOTH {
        let (tenant, hq) = mistaken(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        let stopped = tenant.complete(&hq, &id, &payload, None).await;
        assert!(names_the_setting(&stopped), "{stopped:?}");
        assert_eq!(tenant.count("add_position").await, 1);
        assert_eq!(tenant.document(&id).await["positions"], json!([]));
    }
}

#[tokio::test]
async fn a_first_line_that_nobody_looked_at_is_looked_at_later() {
    for dialect in BOTH {
        let (tenant, hq) = mistaken(dialect).await;
        let mut payload = october(tenant.customer("ACME GmbH").await);
        payload.positions.truncate(1);
        let id = tenant.head(&payload).await;
        // The line is there, and neither its answer nor the next look arrives.
        tenant.fault("add_position", "lost_after_commit").await;
        tenant
            .fault_with(
                "get_document",
                "status_before_commit",
                json!({"status": 503, "after": 1}),
            )
            .await;
        let lost = tenant.complete(&hq, &id, &payload, None).await;
        assert!(
            matches!(lost, Err(ProviderError::Unavailable { .. })),
            "{lost:?}"
        );
        let stopped = tenant.complete(&hq, &id, &payload, None).await;
        assert!(names_the_setting(&stopped), "{stopped:?}");
        assert_eq!(tenant.document(&id).await["positions"], json!([]));
    }
}

#[tokio::test]
async fn with_the_right_setting_it_fits() {
    let fraction = |tenant: &mut sandbox::HqOptions| tenant.tax_scale = TenantsScale::Fraction;
    let tenant = Tenant::open_with(Dialect::V2Rest, fraction, |settings| {
        settings.tax_scale = TaxScale::Fraction;
    })
    .await;
    let payload = october(tenant.customer("ACME GmbH").await);
    let found = tenant.made(&payload).await;
    assert_eq!(
        compare(&payload, Expected::New { reference: None }, &found),
        []
    );
    assert_eq!(tenant.document(&found.remote_id).await["tax"], "443.49");
}

#[tokio::test]
async fn a_draft_of_somebody_else_keeps_its_lines() {
    let (tenant, _) = mistaken(Dialect::V2Rest).await;
    let (customer, _) = tenant.drafted().await;
    // What the sample's lines say is 0.19 here.
    let right = tenant.assuming(|settings| settings.tax_scale = TaxScale::Fraction);
    let before = right.before_image("157117").await.unwrap().unwrap();
    let payload = october(customer);
    tenant
        .complete(&right, "157117", &payload, Some(&before))
        .await
        .unwrap();
    let found = right.read("157117").await.unwrap().unwrap();
    assert_eq!(
        compare(&payload, Expected::Added { before: &before }, &found),
        []
    );
}
