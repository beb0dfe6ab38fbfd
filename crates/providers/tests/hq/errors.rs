//! What each kind of answer means.

use std::time::Duration;

use providers::{Outcome, Provider, ProviderError, Refusal};
use serde_json::{Value, json};

use crate::sample::october;
use crate::support::{BOTH, REFERENCE, Tenant};

const SAYS: &str = "request: The simulation was told to refuse this request.";

fn refused_with(status: u16, retry_after: Option<&str>) -> Value {
    json!({"status": status, "retry_after": retry_after})
}

#[tokio::test]
async fn reading_fails_in_as_many_ways_as_there_are() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let waiting = |seconds| ProviderError::RateLimited {
            retry_after: Duration::from_secs(seconds),
        };
        let says = SAYS.to_owned();
        for (order, expected) in [
            (refused_with(401, None), ProviderError::Unauthorized),
            (
                refused_with(403, None),
                ProviderError::Forbidden {
                    message: says.clone(),
                },
            ),
            (refused_with(404, None), ProviderError::NotFound),
            (
                refused_with(400, None),
                ProviderError::Refused {
                    message: says.clone(),
                },
            ),
            (
                refused_with(422, None),
                ProviderError::Refused {
                    message: says.clone(),
                },
            ),
            (refused_with(429, None), waiting(1)),
            (refused_with(429, Some("")), waiting(30)),
            (refused_with(429, Some("17")), waiting(17)),
            (
                refused_with(500, None),
                ProviderError::Unavailable {
                    detail: format!("HTTP 500: {says}"),
                },
            ),
        ] {
            tenant
                .fault_with("list_companies", "status_before_commit", order.clone())
                .await;
            assert_eq!(tenant.hq.customers("").await, Err(expected), "{order}");
        }
        assert_eq!(tenant.hq.customers("").await.unwrap().customers.len(), 19);
    }
}

#[tokio::test]
async fn a_document_that_makes_no_sense_is_an_error() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let (_, before) = tenant.drafted().await;
        for operation in ["get_document", "get_positions"] {
            for fault in [
                "malformed_body",
                "html_body",
                "empty_body",
                "wrong_type_body",
                "error_in_200",
            ] {
                tenant.fault(operation, fault).await;
                let read = tenant.hq.read(&before.remote_id).await;
                assert!(
                    matches!(read, Err(ProviderError::Unexpected { .. })),
                    "{operation} {fault}: {read:?}"
                );
            }
        }
        tenant
            .fault_with("get_document", "redirect", json!({"location": "/"}))
            .await;
        let read = tenant.hq.read(&before.remote_id).await;
        assert!(
            matches!(read, Err(ProviderError::Unexpected { .. })),
            "{read:?}"
        );
    }
}

#[tokio::test]
async fn a_document_that_is_refused_says_why() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let payload = october(tenant.customer("ACME GmbH").await);
        let create = async || tenant.hq.create(&payload, REFERENCE).await;
        let message = SAYS.to_owned();
        let retry_after = Duration::from_secs(30);
        let not = Outcome::NotExecuted;
        for (order, expected) in [
            (refused_with(401, None), not(Refusal::Unauthorized)),
            (
                refused_with(403, None),
                not(Refusal::Forbidden {
                    message: message.clone(),
                }),
            ),
            (
                refused_with(404, None),
                not(Refusal::Invalid {
                    message: message.clone(),
                }),
            ),
            (
                refused_with(429, Some("")),
                not(Refusal::RateLimited { retry_after }),
            ),
            (
                refused_with(400, None),
                Outcome::Refused(Refusal::Invalid { message }),
            ),
        ] {
            tenant
                .fault_with("create_document", "status_before_commit", order.clone())
                .await;
            assert_eq!(create().await, expected, "{order}");
        }
    }
}

#[tokio::test]
async fn no_text_shows_the_token() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let token = crate::support::token(dialect);
        assert!(!format!("{:?}", tenant.hq).contains(token));
        let wrong = tenant.with("a-wrong-token\r\nX: 1", tenant.settings.clone());
        let text = format!("{:?}", wrong.customers("").await);
        assert!(!text.contains("a-wrong-token"), "{text}");
    }
}
