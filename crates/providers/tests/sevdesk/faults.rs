//! Each way in which the tool can fail, and what that proves about a draft.

use std::time::Duration;

use providers::http::{Clients, TimeOuts};
use providers::{Outcome, Provider, Refusal, Settings, Uncertainty};
use serde_json::json;

use crate::sample::october;
use crate::support::Account;

const MARKER: &str = "BH-2026-10-7KQ2MD";

async fn after(account: &Account, fault: &str, more: serde_json::Value) -> Outcome {
    let payload = october(account.customer("ACME GmbH").await);
    account.fault_with("save_invoice", fault, more).await;
    account.sevdesk.create(&payload, MARKER).await
}

#[tokio::test]
async fn a_refusal_may_have_written_all_the_same() {
    let account = Account::open().await;
    for status in [400, 422] {
        for fault in ["status_before_commit", "status_after_commit"] {
            let outcome = after(&account, fault, json!({"status": status})).await;
            assert!(
                matches!(outcome, Outcome::Refused(Refusal::Invalid { .. })),
                "{outcome:?}"
            );
        }
    }
    assert_eq!(account.carrying(MARKER).await, 2);
}

#[tokio::test]
async fn a_late_answer_is_unknown_but_the_draft_is_there() {
    let account = Account::open().await;
    let payload = october(account.customer("ACME GmbH").await);
    let time_outs = TimeOuts {
        connect: Duration::from_secs(5),
        total: Duration::from_millis(500),
    };
    let hasty = account.with_clients(Clients::new(time_outs).unwrap());
    account
        .fault_with(
            "save_invoice",
            "late_after_commit",
            json!({"delay_ms": 5_000}),
        )
        .await;
    let outcome = hasty.create(&payload, MARKER).await;
    assert!(
        matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. })),
        "{outcome:?}"
    );
    assert_eq!(account.carrying(MARKER).await, 1);
}

#[tokio::test]
async fn what_must_be_read_first_and_cannot_leaves_nothing_behind() {
    let account = Account::open().await;
    let payload = october(account.customer("ACME GmbH").await);
    for fault in ["html_body", "lost_after_commit", "error_in_200"] {
        account.fault("list_addresses", fault).await;
        let outcome = account.sevdesk.create(&payload, MARKER).await;
        assert!(
            matches!(outcome, Outcome::NotExecuted(_)),
            "{fault}: {outcome:?}"
        );
    }
    let stranger = account.with("00000000000000000000000000000000", account.settings.clone());
    assert_eq!(
        stranger.create(&payload, MARKER).await,
        Outcome::NotExecuted(Refusal::Unauthorized)
    );
    assert_eq!(account.count("save_invoice").await, 0);
}

#[tokio::test]
async fn no_token_in_any_text() {
    let account = Account::open().await;
    let secret = "c0ffee00c0ffee00c0ffee00c0ffee00";
    let sevdesk = account.with(secret, Settings::default());
    let payload = october(account.customer("ACME GmbH").await);
    let texts = [
        format!("{sevdesk:?}"),
        format!("{:?}", sevdesk.check().await),
        format!("{:?}", sevdesk.create(&payload, MARKER).await),
    ];
    for text in texts {
        assert!(!text.contains(secret), "{text}");
    }
}
