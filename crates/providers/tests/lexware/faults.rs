//! Each kind of failure, as the engine sees it.

use std::time::Duration;

use providers::{Outcome, Provider, ProviderError, Refusal, Uncertainty};
use serde_json::json;

use crate::office::Office;
use crate::sample::{acme, september};

async fn creates(office: &Office, fault: &str, status: u16) -> Outcome {
    office
        .fault_with("create_invoice", fault, json!({"status": status}))
        .await;
    office.lexware.create(&september(acme()), "").await
}

#[tokio::test]
async fn what_is_turned_away_is_not_executed() {
    let office = Office::open().await;
    let before = office.documents().await.len();
    for status in [401, 402, 403, 404, 406, 429] {
        let outcome = creates(&office, "status_before_commit", status).await;
        let Outcome::NotExecuted(refusal) = outcome else {
            panic!("{status}: {outcome:?}");
        };
        let fits = match status {
            401 => refusal == Refusal::Unauthorized,
            402 | 403 => matches!(refusal, Refusal::Forbidden { .. }),
            429 => {
                refusal
                    == Refusal::RateLimited {
                        retry_after: Duration::from_secs(1),
                    }
            }
            _ => matches!(refusal, Refusal::Invalid { .. }),
        };
        assert!(fits, "{status}: {refusal:?}");
    }
    assert_eq!(office.documents().await.len(), before);
}

#[tokio::test]
async fn a_limit_that_looks_like_a_server_error_leaves_everything_open() {
    let office = Office::open_with(|options| {
        options.requests_per_second = Some(2);
        options.rate_limit_as_500 = true;
    })
    .await;
    // Opening took one of two.
    assert!(office.lexware.check().await.is_ok());
    let outcome = office.lexware.create(&september(acme()), "").await;
    assert!(
        matches!(
            outcome,
            Outcome::Unknown(Uncertainty::Status { status: 500, .. })
        ),
        "{outcome:?}"
    );
    let read = office.lexware.check().await;
    assert!(
        matches!(read, Err(ProviderError::RateLimited { .. })),
        "{read:?}"
    );
}

#[tokio::test]
async fn reading_fails_in_words() {
    let office = Office::open().await;
    for status in [401, 402, 403, 406, 429, 500, 503, 504] {
        office
            .fault_with("profile", "status_before_commit", json!({"status": status}))
            .await;
        let error = office.lexware.check().await.unwrap_err();
        let fits = match status {
            401 => error == ProviderError::Unauthorized,
            402 | 403 => matches!(error, ProviderError::Forbidden { .. }),
            406 => matches!(error, ProviderError::Refused { .. }),
            // The sandbox's 500 speaks of the limit, as the real one was seen to.
            429 | 500 => matches!(error, ProviderError::RateLimited { .. }),
            _ => matches!(error, ProviderError::Unavailable { .. }),
        };
        assert!(fits, "{status}: {error:?}");
    }
    for fault in [
        "malformed_body",
        "html_body",
        "empty_body",
        "wrong_type_body",
    ] {
        office.fault("profile", fault).await;
        let error = office.lexware.check().await.unwrap_err();
        assert!(
            matches!(error, ProviderError::Unexpected { .. }),
            "{fault}: {error:?}"
        );
    }
}
