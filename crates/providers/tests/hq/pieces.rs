//! Drafts that are written in pieces: interrupted after each request, and continued.

use domain::payload::Payload;
use providers::hq::Dialect;
use providers::{Provider, ProviderError};
use serde_json::{Value, json};

use crate::sample::october;
use crate::support::{BOTH, Tenant};

/// The lines, called for again until they are there.
async fn lines(tenant: &Tenant, id: &str, payload: &Payload) {
    for _ in 0..3 {
        match tenant.complete(&tenant.hq, id, payload, None).await {
            Ok(()) => return,
            Err(ProviderError::Unavailable { .. } | ProviderError::Unexpected { .. }) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("the lines never come");
}

#[tokio::test]
async fn each_line_is_sent_once_and_the_draft_is_read_once() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        tenant
            .complete(&tenant.hq, &id, &payload, None)
            .await
            .unwrap();
        assert_eq!(tenant.count("add_position").await, 3);
        assert_eq!(tenant.count("get_document").await, 1);
        assert_eq!(tenant.count("get_positions").await, 1);
    }
}

#[tokio::test]
async fn a_stranger_at_the_draft_is_left_to_a_person() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        tenant
            .fault_with(
                "add_position",
                "status_before_commit",
                json!({"status": 503, "after": 1}),
            )
            .await;
        let stopped = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(stopped, Err(ProviderError::Unavailable { .. })),
            "{stopped:?}"
        );
        let line = tenant.document(&id).await["positions"][0]["id"].clone();
        let action = format!("{id}/positions/{}/change", line.as_str().unwrap());
        tenant
            .press(
                &action,
                &[("text", "Backend"), ("amount", "3"), ("price", "95")],
            )
            .await;
        let refused = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(refused, Err(ProviderError::Refused { .. })),
            "{refused:?}"
        );
        assert_eq!(
            tenant.document(&id).await["positions"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }
}

#[tokio::test]
async fn a_line_that_comes_twice_stops_the_rest() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        tenant.fault("add_position", "extra_line").await;
        tenant
            .fault_with("add_position", "lost_before_commit", json!({"after": 1}))
            .await;
        let stopped = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(stopped, Err(ProviderError::Refused { .. })),
            "{stopped:?}"
        );
        assert_eq!(
            tenant.document(&id).await["positions"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
    }
}

#[tokio::test]
async fn a_line_that_is_on_its_way_is_not_sent_again_at_once() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        tenant
            .fault_with("add_position", "commit_late_504", json!({"delay_ms": 300}))
            .await;
        let stopped = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert!(
            matches!(stopped, Err(ProviderError::Unavailable { .. })),
            "{stopped:?}"
        );
        assert_eq!(tenant.count("add_position").await, 1);
        while tenant.document(&id).await["positions"] == Value::Array(Vec::new()) {
            tokio::task::yield_now().await;
        }
        lines(&tenant, &id, &payload).await;
        assert_eq!(
            tenant.document(&id).await["positions"]
                .as_array()
                .unwrap()
                .len(),
            3
        );
    }
}

#[tokio::test]
async fn a_draft_that_is_gone_is_no_failure() {
    let tenant = Tenant::open(Dialect::V2Rest).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    let id = tenant.head(&payload).await;
    tenant.press(&format!("{id}/delete"), &[]).await;
    assert_eq!(
        tenant.complete(&tenant.hq, &id, &payload, None).await,
        Ok(())
    );
    assert_eq!(tenant.hq.read(&id).await, Ok(None));
}
