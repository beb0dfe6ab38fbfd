//! Looking for a draft whose answer was lost.

use domain::Clock as _;
use domain::payload::Payload;
use providers::hq::Dialect;
use providers::{Lookup, Outcome, Provider, Sought, Uncertainty};
use sandbox::{AnswerToCreate, Filters, FirstStatus};
use serde_json::json;

use crate::sample::{day, october};
use crate::support::{BOTH, REFERENCE, Tenant};

/// Makes a head whose answer is lost.
async fn lost(tenant: &Tenant, payload: &Payload) {
    tenant.fault("create_document", "lost_after_commit").await;
    let outcome = tenant.hq.create(payload, REFERENCE).await;
    assert!(
        matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. })),
        "{outcome:?}"
    );
}

fn one(lookup: Lookup) -> String {
    match lookup {
        Lookup::Found { remote_id } => remote_id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_draft_is_found_after_its_answer_was_lost() {
    for dialect in BOTH {
        for filters in [Filters::Followed, Filters::Ignored] {
            let tenant =
                Tenant::open_with(dialect, |tenant| tenant.filters = filters, |_| {}).await;
            let (customer, _) = tenant.drafted().await;
            let payload = october(customer);
            assert_eq!(tenant.find(&payload, &[]).await, Lookup::Absent);
            lost(&tenant, &payload).await;
            let id = one(tenant.find(&payload, &[]).await);
            tenant
                .complete(&tenant.hq, &id, &payload, None)
                .await
                .unwrap();
            assert_eq!(tenant.document(&id).await["net"], "2386.25");
        }
    }
}

#[tokio::test]
async fn a_draft_is_found_even_if_it_is_no_draft() {
    for dialect in BOTH {
        let review = |tenant: &mut sandbox::HqOptions| tenant.first_status = FirstStatus::Review;
        let tenant = Tenant::open_with(dialect, review, |_| {}).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        lost(&tenant, &payload).await;
        one(tenant.find(&payload, &[]).await);
    }
}

#[tokio::test]
async fn what_cannot_be_it_is_passed_over() {
    let tenant = Tenant::open(Dialect::V2Rest).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    // An earlier time.
    tenant.head(&payload).await;
    tenant.clock.advance(3_600);
    // Another company.
    tenant
        .head(&october(tenant.customer("O'Brien Ltd.").await))
        .await;
    // Lines that are worth something else.
    let mut other = payload.clone();
    other.positions.truncate(1);
    tenant.made(&other).await;
    assert_eq!(tenant.find(&payload, &[]).await, Lookup::Absent);
    lost(&tenant, &payload).await;
    let id = one(tenant.find(&payload, &[]).await);
    assert_eq!(tenant.document(&id).await["positions"], json!([]));
}

/// Somebody may have been at it before it was found.
#[tokio::test]
async fn what_may_be_it_and_was_changed_is_for_a_person() {
    let payload = async |tenant: &Tenant| october(tenant.customer("ACME GmbH").await);
    let another_date = async |tenant: &Tenant| {
        let mut moved = payload(tenant).await;
        moved.invoice_date = day(10, 30);
        tenant.head(&moved).await
    };
    let a_line = async |tenant: &Tenant| {
        let mut gift = payload(tenant).await;
        gift.positions.truncate(1);
        gift.positions[0].price = domain::Decimal::ZERO;
        tenant.made(&gift).await.remote_id
    };
    let all_lines = async |tenant: &Tenant| tenant.made(&payload(tenant).await).await.remote_id;
    for change in 0..3 {
        let tenant = Tenant::open(Dialect::V2Rest).await;
        let id = match change {
            0 => another_date(&tenant).await,
            1 => a_line(&tenant).await,
            _ => all_lines(&tenant).await,
        };
        let payload = payload(&tenant).await;
        let found = tenant.find(&payload, &[]).await;
        assert!(
            matches!(found, Lookup::Inconclusive { .. }),
            "{change}: {found:?}"
        );
        assert_eq!(tenant.find(&payload, &[id]).await, Lookup::Absent);
        // What is as it was sent goes before.
        lost(&tenant, &payload).await;
        one(tenant.find(&payload, &[]).await);
    }
}

#[tokio::test]
async fn an_absence_counts_only_where_an_earlier_invoice_is_found() {
    let tenant = Tenant::open(Dialect::V1Odata).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    let find = async |canary: Option<&str>| {
        let sought = Sought {
            reference: "BH-2026-10-NEVER7",
            payload: &payload,
            before: None,
            since: tenant.clock.now(),
            others: &[],
            canary,
        };
        tenant.hq.find(&sought).await.unwrap()
    };
    assert_eq!(find(None).await, Lookup::Absent);
    assert!(matches!(
        find(Some(REFERENCE)).await,
        Lookup::Inconclusive { .. }
    ));
    // The canary may belong to another customer.
    tenant
        .head(&october(tenant.customer("O'Brien Ltd.").await))
        .await;
    assert_eq!(find(Some(REFERENCE)).await, Lookup::Absent);
    let part = REFERENCE.trim_start_matches("PO 4711 ");
    assert!(matches!(
        find(Some(part)).await,
        Lookup::Inconclusive { .. }
    ));
}

#[tokio::test]
async fn a_reference_is_found_where_it_cannot_be_asked_for() {
    let unasked = |settings: &mut providers::hq::HqSettings| settings.sync_id_filter = false;
    let tenant = Tenant::open_with(Dialect::V1Odata, |_| {}, unasked).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    lost(&tenant, &payload).await;
    one(tenant.find(&payload, &[]).await);
}

#[tokio::test]
async fn an_answer_without_a_body_is_read_from_its_address_or_found() {
    let with = async |form: AnswerToCreate| {
        let tenant = Tenant::open_with(
            Dialect::V2Rest,
            |tenant| tenant.answer_to_create = form,
            |_| {},
        );
        tenant.await
    };
    let tenant = with(AnswerToCreate::Location).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    assert_eq!(tenant.made(&payload).await.lines.len(), 3);
    let tenant = with(AnswerToCreate::Empty).await;
    let outcome = tenant.hq.create(&payload, REFERENCE).await;
    assert!(
        matches!(outcome, Outcome::Unknown(Uncertainty::Unreadable { .. })),
        "{outcome:?}"
    );
    one(tenant.find(&payload, &[]).await);
}
