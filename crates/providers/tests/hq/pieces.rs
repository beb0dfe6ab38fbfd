//! Drafts that are written in pieces: interrupted after each request, and continued.

use chrono::TimeDelta;
use domain::Clock as _;
use domain::payload::Payload;
use providers::hq::Dialect;
use providers::{Expected, Lookup, Outcome, Pieces, Provider, ProviderError, compare};
use serde_json::{Value, json};

use crate::sample::october;
use crate::support::{BOTH, REFERENCE, Tenant};

/// What can happen to a request so that nobody hears of its end.
const INTERRUPTIONS: [(&str, u16, u64); 6] = [
    ("lost_before_commit", 0, 0),
    ("lost_after_commit", 0, 0),
    ("cut_answer", 0, 40),
    ("cut_body", 0, 12),
    ("status_after_commit", 500, 0),
    ("html_body", 0, 0),
];

/// The head, whatever it takes.
async fn head(tenant: &Tenant, payload: &Payload) -> String {
    match tenant.hq.create(payload, REFERENCE).await {
        Outcome::Executed { remote_id } => return remote_id,
        Outcome::Unknown(_) => {}
        outcome => panic!("{outcome:?}"),
    }
    match tenant.find(payload, &[]).await {
        Lookup::Found { remote_id } => remote_id,
        Lookup::Absent => tenant.head(payload).await,
        other => panic!("{other:?}"),
    }
}

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
async fn an_interruption_at_any_request_costs_nothing() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("Kranich Reisen GmbH").await);
        for (fault, status, at) in INTERRUPTIONS {
            // Head, two reads, elements, three lines: and one request that is not hit any more.
            for after in 0..8 {
                tenant.reset().await;
                let mut more = json!({"after": after, "at": at});
                if status > 0 {
                    more["status"] = json!(status);
                }
                tenant.fault_with("any", fault, more).await;
                let id = head(&tenant, &payload).await;
                lines(&tenant, &id, &payload).await;
                // The fault may hit this read.
                let _ = tenant.hq.read(&id).await;
                let found = tenant.hq.read(&id).await.unwrap().unwrap();
                let expected = Expected::New { reference: None };
                let differences = compare(&payload, expected, &found);
                assert_eq!(differences, [], "{dialect:?} {fault} after {after}");
                let documents = tenant.documents().await.len();
                assert_eq!(documents, 4, "{dialect:?} {fault} after {after}");
            }
        }
    }
}

#[tokio::test]
async fn a_complete_draft_is_left_alone() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.made(&payload).await.remote_id;
        tenant
            .complete(&tenant.hq, &id, &payload, None)
            .await
            .unwrap();
        assert_eq!(tenant.count("add_position").await, 3);
    }
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
async fn no_line_is_begun_after_its_time() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        let pieces = Pieces {
            remote_id: &id,
            payload: &payload,
            before: None,
            until: tenant.clock.now() - TimeDelta::seconds(1),
        };
        let stopped = tenant.hq.complete(&pieces).await;
        assert!(
            matches!(stopped, Err(ProviderError::Unavailable { .. })),
            "{stopped:?}"
        );
        assert_eq!(tenant.count("add_position").await, 0);
    }
}

#[tokio::test]
async fn a_token_that_is_lost_in_the_middle_leaves_a_beginning() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let id = tenant.head(&payload).await;
        let order = json!({"status": 401, "after": 1});
        tenant
            .fault_with("add_position", "status_before_commit", order)
            .await;
        let stopped = tenant.complete(&tenant.hq, &id, &payload, None).await;
        assert_eq!(stopped, Err(ProviderError::Unauthorized));
        assert_eq!(tenant.hq.read(&id).await.unwrap().unwrap().lines.len(), 1);
        tenant
            .complete(&tenant.hq, &id, &payload, None)
            .await
            .unwrap();
        assert_eq!(tenant.hq.read(&id).await.unwrap().unwrap().lines.len(), 3);
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
