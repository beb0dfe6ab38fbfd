//! Adding to a draft that exists.

use domain::payload::{Payload, Target};
use domain::tax::Treatment;
use providers::hq::Dialect;
use providers::{
    BeforeImage, DraftChange, Expected, Obstacle, Outcome, Provider, ProviderError, Refusal,
    compare,
};
use serde_json::json;

use crate::sample::october;
use crate::support::{BOTH, Tenant};

/// The draft of the sample data and what is to be added to it.
async fn chosen(tenant: &Tenant) -> (Payload, BeforeImage) {
    let (customer, before) = tenant.drafted().await;
    let mut payload = october(customer);
    payload.target = Target::ExistingDraft {
        remote_id: before.remote_id.clone(),
    };
    (payload, before)
}

#[tokio::test]
async fn lines_come_behind_those_that_were_there() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let (payload, before) = chosen(&tenant).await;
        let id = before.remote_id.clone();
        let done = Outcome::Executed {
            remote_id: id.clone(),
        };
        assert_eq!(tenant.hq.append(&payload, &before).await, done);
        assert_eq!(tenant.count("add_position").await, 0);
        tenant
            .complete(&tenant.hq, &id, &payload, Some(&before))
            .await
            .unwrap();
        let found = tenant.hq.read(&id).await.unwrap().unwrap();
        let expected = Expected::Added { before: &before };
        assert_eq!(compare(&payload, expected, &found), [], "{dialect:?}");
        assert_eq!(found.lines.len(), before.document.lines.len() + 3);
    }
}

#[tokio::test]
async fn an_addition_goes_on_where_it_ended() {
    for dialect in BOTH {
        for after in 0..3 {
            let tenant = Tenant::open(dialect).await;
            let (payload, before) = chosen(&tenant).await;
            let id = before.remote_id.as_str();
            let order = json!({"after": after, "status": 503});
            tenant
                .fault_with("add_position", "status_before_commit", order)
                .await;
            let stopped = tenant
                .complete(&tenant.hq, id, &payload, Some(&before))
                .await;
            assert!(
                matches!(stopped, Err(ProviderError::Unavailable { .. })),
                "{stopped:?}"
            );
            tenant
                .complete(&tenant.hq, id, &payload, Some(&before))
                .await
                .unwrap();
            let found = tenant.hq.read(id).await.unwrap().unwrap();
            let expected = Expected::Added { before: &before };
            assert_eq!(
                compare(&payload, expected, &found),
                [],
                "{dialect:?} {after}"
            );
        }
    }
}

#[tokio::test]
async fn a_changed_draft_is_not_added_to() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let (payload, before) = chosen(&tenant).await;
        let id = before.remote_id.clone();
        let line = &before.document.lines[0].id;
        tenant.clock.advance(1);
        let form = [("text", "Anders"), ("amount", "1"), ("price", "5")];
        tenant
            .press(&format!("{id}/positions/{line}/change"), &form)
            .await;
        let edited = Refusal::DraftChanged(DraftChange::Edited);
        assert_eq!(
            tenant.hq.append(&payload, &before).await,
            Outcome::NotExecuted(edited)
        );
        let refused = tenant
            .complete(&tenant.hq, &id, &payload, Some(&before))
            .await;
        assert!(
            matches!(refused, Err(ProviderError::Refused { .. })),
            "{refused:?}"
        );
        tenant.press(&format!("{id}/finalise"), &[]).await;
        let gone = Outcome::NotExecuted(Refusal::DraftChanged(DraftChange::Gone));
        assert_eq!(tenant.hq.append(&payload, &before).await, gone);
        assert_eq!(tenant.hq.before_image(&id).await, Ok(None));
    }
}

#[tokio::test]
async fn a_deleted_draft_is_gone() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let (payload, before) = chosen(&tenant).await;
        tenant
            .press(&format!("{}/delete", before.remote_id), &[])
            .await;
        let gone = Outcome::NotExecuted(Refusal::DraftChanged(DraftChange::Gone));
        assert_eq!(tenant.hq.append(&payload, &before).await, gone);
    }
}

#[tokio::test]
async fn another_customer_or_treatment_was_meant_for_another_draft() {
    let tenant = Tenant::open(Dialect::V1Odata).await;
    let (payload, before) = chosen(&tenant).await;
    let not = |obstacle| Outcome::NotExecuted(Refusal::NotSendable(obstacle));
    let mut other = payload.clone();
    other.customer.id = "24515".to_owned();
    assert_eq!(
        tenant.hq.append(&other, &before).await,
        not(Obstacle::OtherCustomer)
    );
    let mut other = payload;
    other.treatment = Treatment::Exempt;
    for line in &mut other.positions {
        line.tax = Treatment::Exempt.usual_rate();
    }
    assert_eq!(
        tenant.hq.append(&other, &before).await,
        not(Obstacle::OtherTreatment)
    );
}
