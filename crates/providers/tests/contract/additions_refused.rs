//! When nothing is added, because the draft is not what it was, or nobody can tell.

use providers::{DraftChange, Outcome, ProviderError, Refusal};
use serde_json::json;

use crate::acts::{Acts as _, executed};
use crate::office::Office;

for_each_office!(
    a_draft_that_somebody_edited_is_left_alone,
    a_draft_that_is_gone_or_final_is_not_made_anew,
    what_must_be_read_first_and_cannot_sends_nothing,
    no_line_comes_onto_a_draft_that_somebody_edits_meanwhile,
);

async fn a_draft_that_somebody_edited_is_left_alone<O: Office>() {
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    office.edit(&before.remote_id).await;
    let outcome = office.adapter().append(&payload, &before).await;
    let edited = Refusal::DraftChanged(DraftChange::Edited);
    assert_eq!(outcome, Outcome::NotExecuted(edited));
    assert_eq!(office.writes().await, 0);
    // Seen again, it can be added to.
    let seen = office.adapter().before_image(&before.remote_id).await;
    let seen = seen.unwrap().unwrap();
    assert_ne!(seen.raw, before.raw);
    executed(office.adapter().append(&payload, &seen).await);
}

async fn a_draft_that_is_gone_or_final_is_not_made_anew<O: Office>() {
    for action in ["delete", "finalise"] {
        let office = O::open().await;
        let (payload, before) = office.drafted().await;
        let action = format!("{}/{action}", before.remote_id);
        office.desk().press(&action, &[]).await;
        let outcome = office.adapter().append(&payload, &before).await;
        let gone = Refusal::DraftChanged(DraftChange::Gone);
        assert_eq!(outcome, Outcome::NotExecuted(gone), "{action}");
        assert_eq!(office.writes().await, 0);
    }
}

async fn what_must_be_read_first_and_cannot_sends_nothing<O: Office>() {
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    for fault in [
        "html_body",
        "malformed_body",
        "empty_body",
        "wrong_type_body",
        "error_in_200",
        "lost_after_commit",
        "redirect",
    ] {
        office.desk().fault(O::OPERATIONS.document, fault).await;
        let outcome = office.adapter().append(&payload, &before).await;
        let unsent = matches!(outcome, Outcome::NotExecuted(_));
        assert!(unsent, "{fault}: {outcome:?}");
    }
    for status in [401, 403, 429, 500, 503] {
        let order = json!({"status": status});
        let operation = O::OPERATIONS.document;
        office
            .desk()
            .fault_with(operation, "status_before_commit", order)
            .await;
        let outcome = office.adapter().append(&payload, &before).await;
        let Outcome::NotExecuted(refusal) = outcome else {
            panic!("{status}: {outcome:?}");
        };
        let fits = match refusal {
            Refusal::Unauthorized => status == 401,
            Refusal::Forbidden { .. } => status == 403,
            Refusal::RateLimited { .. } => matches!(status, 429 | 500),
            Refusal::NotSent { .. } => matches!(status, 500 | 503),
            _ => false,
        };
        assert!(fits, "{status}: {refusal:?}");
    }
    assert_eq!(office.writes().await, 0);
}

async fn no_line_comes_onto_a_draft_that_somebody_edits_meanwhile<O: Office>() {
    let Some(operation) = O::OPERATIONS.add_line else {
        return;
    };
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    let id = executed(office.adapter().append(&payload, &before).await);
    let order = json!({"after": 1, "status": 503});
    office
        .desk()
        .fault_with(operation, "status_before_commit", order)
        .await;
    let stopped = office.complete(&id, &payload, Some(&before)).await;
    assert!(
        matches!(stopped, Err(ProviderError::Unavailable { .. })),
        "{stopped:?}"
    );
    office.edit(&id).await;
    let writes = office.writes().await;
    let refused = office.complete(&id, &payload, Some(&before)).await;
    assert!(
        matches!(refused, Err(ProviderError::Refused { .. })),
        "{refused:?}"
    );
    assert_eq!(office.writes().await, writes);
}
