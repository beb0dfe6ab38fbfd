//! Each way in which a creating request can fail, and what that proves.

use std::time::Duration;

use providers::{Outcome, Refusal, Uncertainty};
use serde_json::{Value, json};

use crate::acts::{Acts as _, executed};
use crate::common::fault_server::{FaultServer, Play, huge};
use crate::office::{Connection, Office};
use crate::sample::MARKER;

for_each_office!(
    what_is_turned_away_was_not_executed,
    what_may_have_been_written_is_never_said_not_to_be,
    server_errors_prove_nothing,
    a_lost_answer_proves_nothing_and_nothing_is_sent_again,
    an_answer_that_cannot_be_read_proves_nothing,
    a_redirect_is_not_followed,
    the_name_of_an_answers_form_does_not_matter,
    a_huge_answer_is_given_up,
    what_is_not_listened_to_was_not_sent,
);

/// Creates while this goes wrong.
async fn after<O: Office>(office: &O, fault: &str, more: Value) -> Outcome {
    let payload = office.october().await;
    let (desk, create) = (office.desk(), O::OPERATIONS.create);
    desk.fault_with(create, fault, more).await;
    let before = desk.count(create).await;
    let outcome = office.adapter().create(&payload, MARKER).await;
    assert_eq!(desk.count(create).await, before + 1, "{fault}: {outcome:?}");
    outcome
}

async fn what_is_turned_away_was_not_executed<O: Office>() {
    let office = O::open().await;
    let documents = office.documents().await;
    for status in [401, 403, 404, 429] {
        let order = json!({"status": status, "retry_after": "17"});
        let outcome = after(&office, "status_before_commit", order).await;
        let Outcome::NotExecuted(refusal) = outcome else {
            panic!("{status}: {outcome:?}");
        };
        let fits = match status {
            401 => refusal == Refusal::Unauthorized,
            403 => matches!(refusal, Refusal::Forbidden { .. }),
            404 => matches!(refusal, Refusal::Invalid { .. }),
            _ => {
                let retry_after = Duration::from_secs(17);
                refusal == Refusal::RateLimited { retry_after }
            }
        };
        assert!(fits, "{status}: {refusal:?}");
    }
    assert_eq!(office.documents().await, documents);
}

async fn what_may_have_been_written_is_never_said_not_to_be<O: Office>() {
    let office = O::open().await;
    for fault in ["status_before_commit", "status_after_commit"] {
        let outcome = after(&office, fault, json!({"status": 422})).await;
        let open = matches!(outcome, Outcome::Refused(_) | Outcome::Unknown(_));
        assert!(open, "{fault}: {outcome:?}");
    }
}

async fn server_errors_prove_nothing<O: Office>() {
    let office = O::open().await;
    for status in [408, 409, 500, 502, 503, 504] {
        for fault in ["status_before_commit", "status_after_commit"] {
            let outcome = after(&office, fault, json!({"status": status})).await;
            let Outcome::Unknown(Uncertainty::Status { status: seen, .. }) = outcome else {
                panic!("{status} {fault}: {outcome:?}");
            };
            assert_eq!(seen, status);
        }
    }
}

async fn a_lost_answer_proves_nothing_and_nothing_is_sent_again<O: Office>() {
    let office = O::open().await;
    for (fault, at) in [
        ("lost_before_commit", 0),
        ("lost_after_commit", 0),
        ("commit_late_lost", 0),
        ("cut_answer", 10),
        ("cut_body", 0),
        ("cut_body", 7),
    ] {
        let outcome = after(&office, fault, json!({"at": at})).await;
        let open = matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. }));
        assert!(open, "{fault} {at}: {outcome:?}");
    }
}

async fn an_answer_that_cannot_be_read_proves_nothing<O: Office>() {
    let office = O::open().await;
    for fault in [
        "malformed_body",
        "html_body",
        "empty_body",
        "wrong_type_body",
        "error_in_200",
    ] {
        let outcome = after(&office, fault, json!({})).await;
        let open = matches!(outcome, Outcome::Unknown(Uncertainty::Unreadable { .. }));
        assert!(open, "{fault}: {outcome:?}");
    }
}

async fn a_redirect_is_not_followed<O: Office>() {
    let office = O::open().await;
    let outcome = after(&office, "redirect", json!({"location": "/elsewhere"})).await;
    let open = matches!(
        outcome,
        Outcome::Unknown(Uncertainty::Status { status: 302, .. })
    );
    assert!(open, "{outcome:?}");
}

async fn the_name_of_an_answers_form_does_not_matter<O: Office>() {
    let office = O::open().await;
    let id = executed(after(&office, "wrong_media_type", json!({})).await);
    let payload = office.october().await;
    office.complete(&id, &payload, None).await.unwrap();
    assert_eq!(office.differs(&payload, &office.read(&id).await), []);
}

async fn a_huge_answer_is_given_up<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    for (length, most) in huge(providers::http::CREATING_LIMIT) {
        let head = format!("HTTP/1.1 200 OK\r\n{length}\r\n\r\n");
        let flood = Play::Flood(head.into_bytes(), 100 << 20);
        let server = FaultServer::start(flood).await;
        let adapter = office.connected(Connection {
            base: &server.base,
            token: O::TOKEN,
            settings: office.settings().clone(),
        });
        let outcome = adapter.create(&payload, MARKER).await;
        let open = matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. }));
        assert!(open, "{outcome:?}");
        let log = server.log();
        assert_eq!(log.creating.len(), 1);
        assert!(log.taken < most, "{} bytes were taken", log.taken);
    }
}

async fn what_is_not_listened_to_was_not_sent<O: Office>() {
    let office = O::open().await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let adapter = office.connected(Connection {
        base: &base,
        token: O::TOKEN,
        settings: office.settings().clone(),
    });
    let outcome = adapter.create(&office.october().await, MARKER).await;
    let unsent = matches!(outcome, Outcome::NotExecuted(Refusal::NotSent { .. }));
    assert!(unsent, "{outcome:?}");
}
