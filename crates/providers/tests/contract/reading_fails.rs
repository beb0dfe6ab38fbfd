//! Each way in which a reading request can fail: an error in words, never an empty list or a document that is gone.

use std::time::Duration;

use providers::ProviderError;
use serde_json::{Value, json};

use crate::acts::Acts as _;
use crate::common::fault_server::{FaultServer, Play, huge};
use crate::office::{Connection, Office};
use crate::sample::MARKER;

for_each_office!(
    each_status_has_its_error,
    nonsense_is_an_error,
    a_broken_answer_is_an_error,
    a_document_does_not_disappear_because_it_cannot_be_read,
    the_name_of_an_answers_form_does_not_matter,
    a_huge_answer_is_given_up,
);

/// The three questions that a person waits for.
async fn asked<O: Office>(office: &O, index: usize) -> Result<(), ProviderError> {
    match index {
        0 => office.adapter().check().await.map(drop),
        1 => office.adapter().customers("acme").await.map(drop),
        _ => {
            let customer = office.customer(O::DRAFTED).await;
            office.adapter().drafts(&customer).await.map(drop)
        }
    }
}

/// What is answered to each of them while this goes wrong.
async fn while_failing<O: Office>(fault: &str, more: &Value) -> Vec<ProviderError> {
    let office = O::open().await;
    let operations = [
        O::OPERATIONS.check,
        O::OPERATIONS.customers,
        O::OPERATIONS.documents,
    ];
    let mut errors = Vec::new();
    for (index, operation) in operations.into_iter().enumerate() {
        // Lists of customers are kept for a moment.
        office.wait();
        if index == 2 {
            office.customer(O::DRAFTED).await;
        }
        office
            .desk()
            .fault_with(operation, fault, more.clone())
            .await;
        let answer = asked(&office, index).await;
        let Err(error) = answer else {
            panic!("{operation} {fault} {more}: no error");
        };
        errors.push(error);
        office.desk().no_more_faults().await;
        // Nothing of it is kept.
        assert_eq!(asked(&office, index).await, Ok(()), "{operation} {fault}");
    }
    errors
}

async fn each_status_has_its_error<O: Office>() {
    for status in [401, 403, 404, 409, 422, 429, 500, 502, 503] {
        let order = json!({"status": status, "retry_after": "17"});
        for error in while_failing::<O>("status_before_commit", &order).await {
            let fits = match &error {
                ProviderError::Unauthorized => status == 401,
                ProviderError::Forbidden { message } => status == 403 && !message.is_empty(),
                // Only whoever renews tokens is told so, and no desk's faults hit that; no adapter holds back.
                ProviderError::NotAClient { .. } | ProviderError::Held { .. } => false,
                ProviderError::NotFound => status == 404,
                ProviderError::Refused { .. } => matches!(status, 409 | 422),
                // A tool that never answers so.
                ProviderError::Unexpected { .. } => matches!(status, 404 | 409 | 422),
                ProviderError::Unavailable { .. } => matches!(status, 500 | 502 | 503),
                // Some say "too many" with a 500.
                ProviderError::RateLimited { retry_after } => {
                    *retry_after == Duration::from_secs(17) && matches!(status, 429 | 500)
                }
            };
            assert!(fits, "{status}: {error:?}");
        }
    }
}

async fn nonsense_is_an_error<O: Office>() {
    for fault in [
        "malformed_body",
        "html_body",
        "empty_body",
        "wrong_type_body",
        "error_in_200",
        "redirect",
    ] {
        for error in while_failing::<O>(fault, &json!({})).await {
            let fits = matches!(
                error,
                ProviderError::Unexpected { .. } | ProviderError::Refused { .. }
            );
            assert!(fits, "{fault}: {error:?}");
        }
    }
}

async fn a_broken_answer_is_an_error<O: Office>() {
    for (fault, at) in [
        ("lost_after_commit", 0),
        ("cut_answer", 20),
        ("cut_body", 9),
    ] {
        for error in while_failing::<O>(fault, &json!({"at": at})).await {
            let fits = matches!(error, ProviderError::Unavailable { .. });
            assert!(fits, "{fault}: {error:?}");
        }
    }
}

async fn a_document_does_not_disappear_because_it_cannot_be_read<O: Office>() {
    let office = O::open().await;
    let made = office.made(&office.october().await, MARKER).await;
    let (desk, operation) = (office.desk(), O::OPERATIONS.document);
    for status in [401, 403, 429, 500, 503] {
        let order = json!({"status": status});
        desk.fault_with(operation, "status_before_commit", order)
            .await;
        assert!(
            office.adapter().read(&made.remote_id).await.is_err(),
            "{status}"
        );
    }
    for fault in [
        "html_body",
        "empty_body",
        "wrong_type_body",
        "lost_after_commit",
        "redirect",
    ] {
        desk.fault(operation, fault).await;
        assert!(
            office.adapter().read(&made.remote_id).await.is_err(),
            "{fault}"
        );
        desk.fault(operation, fault).await;
        let image = office.adapter().before_image(&made.remote_id).await;
        assert!(image.is_err(), "{fault}");
    }
    assert_eq!(office.read(&made.remote_id).await, made);
    // What the tool itself says is believed.
    desk.fault_with(operation, "status_before_commit", json!({"status": 404}))
        .await;
    assert_eq!(office.adapter().read(&made.remote_id).await, Ok(None));
}

async fn the_name_of_an_answers_form_does_not_matter<O: Office>() {
    let office = O::open().await;
    office
        .desk()
        .fault(O::OPERATIONS.customers, "wrong_media_type")
        .await;
    assert_eq!(office.customer("ACME GmbH").await.name, "ACME GmbH");
}

async fn a_huge_answer_is_given_up<O: Office>() {
    let office = O::open().await;
    for (length, most) in huge(providers::http::READING_LIMIT) {
        let head = format!("HTTP/1.1 200 OK\r\n{length}\r\n\r\n[");
        let server = FaultServer::to_all(Play::Flood(head.into_bytes(), 100 << 20)).await;
        let adapter = office.connected(Connection {
            base: &server.base,
            token: O::TOKEN,
            settings: office.settings().clone(),
        });
        let answer = adapter.customers("acme").await;
        let given_up = matches!(answer, Err(ProviderError::Unavailable { .. }));
        assert!(given_up, "{answer:?}");
        assert!(
            server.log().taken < most,
            "{} bytes were taken",
            server.log().taken
        );
    }
}
