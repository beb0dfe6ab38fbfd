//! A creation that is interrupted at any of its requests, and gone on with as the engine does it.

use domain::payload::Payload;
use providers::{Lookup, Outcome, ProviderError, ReadBack};
use serde_json::{Value, json};

use crate::acts::{Acts as _, sought};
use crate::office::Office;
use crate::sample::MARKER;

for_each_office!(
    an_interruption_at_any_request_leaves_one_draft,
    a_token_that_is_lost_in_the_middle_leaves_a_beginning,
);

/// What can happen to a request so that nobody hears of its end.
fn interruptions() -> [(&'static str, Value); 7] {
    [
        ("lost_before_commit", json!({})),
        ("lost_after_commit", json!({})),
        ("cut_answer", json!({"at": 40})),
        ("cut_body", json!({"at": 12})),
        ("status_before_commit", json!({"status": 503})),
        ("status_after_commit", json!({"status": 500})),
        ("html_body", json!({})),
    ]
}

/// The draft or its head, whatever it takes: sent again only when it is certain that it is not there.
async fn begun<O: Office>(office: &O, payload: &Payload) -> String {
    for _ in 0..3 {
        let since = office.now();
        match office.adapter().create(payload, MARKER).await {
            Outcome::Executed { remote_id } => return remote_id,
            Outcome::NotExecuted(_) => continue,
            Outcome::Refused(_) | Outcome::Unknown(_) => office.wait(),
        }
        let found = office
            .adapter()
            .find(&sought(payload, since))
            .await
            .unwrap();
        match found {
            Lookup::Found { remote_id } => return remote_id,
            Lookup::Absent => {}
            other => panic!("{other:?}"),
        }
    }
    panic!("it never comes");
}

/// The whole draft, whatever it takes.
async fn whole<O: Office>(office: &O, payload: &Payload) -> ReadBack {
    let id = begun(office, payload).await;
    for _ in 0..3 {
        match office.complete(&id, payload, None).await {
            Ok(()) => break,
            Err(ProviderError::Unavailable { .. } | ProviderError::Unexpected { .. }) => {}
            Err(ProviderError::RateLimited { .. }) => office.wait(),
            Err(error) => panic!("{error:?}"),
        }
    }
    office.desk().no_more_faults().await;
    office.read(&id).await
}

async fn an_interruption_at_any_request_leaves_one_draft<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let documents = office.documents().await;
    for (fault, more) in interruptions() {
        // The most requests that a creation takes, and one that is not hit any more.
        for after in 0..8 {
            office.desk().reset().await;
            let mut order = more.clone();
            order["after"] = json!(after);
            office.desk().fault_with("any", fault, order).await;
            let made = whole(&office, &payload).await;
            let what = format!("{fault} after {after}");
            assert_eq!(office.differs(&payload, &made), [], "{what}");
            assert_eq!(office.documents().await, documents + 1, "{what}");
        }
    }
}

async fn a_token_that_is_lost_in_the_middle_leaves_a_beginning<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let documents = office.documents().await;
    for after in 0..8 {
        office.desk().reset().await;
        // Whatever is asked for from then on is refused.
        let order = json!({"status": 401, "after": after, "count": 1_000});
        office
            .desk()
            .fault_with("any", "status_before_commit", order)
            .await;
        let outcome = office.adapter().create(&payload, MARKER).await;
        let id = match outcome {
            Outcome::NotExecuted(refusal) => {
                assert_eq!(refusal, providers::Refusal::Unauthorized, "{after}");
                assert_eq!(office.documents().await, documents, "{after}");
                None
            }
            Outcome::Executed { remote_id } => {
                let stopped = office.complete(&remote_id, &payload, None).await;
                let fits = matches!(stopped, Ok(()) | Err(ProviderError::Unauthorized));
                assert!(fits, "{after}: {stopped:?}");
                Some(remote_id)
            }
            outcome => panic!("{after}: {outcome:?}"),
        };
        // Somebody reconnects, and it goes on where it ended.
        office.desk().no_more_faults().await;
        let made = match id {
            None => office.made(&payload, MARKER).await,
            Some(id) => {
                office.complete(&id, &payload, None).await.unwrap();
                office.read(&id).await
            }
        };
        assert_eq!(office.differs(&payload, &made), [], "{after}");
        assert_eq!(office.documents().await, documents + 1, "{after}");
    }
}
