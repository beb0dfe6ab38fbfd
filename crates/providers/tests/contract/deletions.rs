//! Deleting a draft, where the tool has a way.

use providers::ProviderError;
use serde_json::json;

use crate::acts::Acts as _;
use crate::office::Office;
use crate::sample::MARKER;

for_each_office!(
    a_draft_is_deleted_where_that_is_declared,
    what_is_no_draft_any_more_is_not_deleted,
    a_deletion_may_be_asked_for_again_wherever_it_ended,
    what_is_turned_away_deletes_nothing,
);

async fn a_draft_is_deleted_where_that_is_declared<O: Office>() {
    let office = O::open().await;
    let documents = office.desk().documents().await;
    let id = office.made(&office.october().await, MARKER).await.remote_id;
    let deleted = office.adapter().delete(&id).await;
    assert_eq!(O::OPERATIONS.delete.is_some(), office.tool().deletes);
    if !office.tool().deletes {
        let refused = matches!(deleted, Err(ProviderError::Refused { .. }));
        assert!(refused, "{deleted:?}");
        assert_eq!(office.documents().await, documents.len() + 1);
        return;
    }
    assert_eq!(deleted, Ok(()));
    // That one and no other.
    assert_eq!(office.desk().documents().await, documents);
    assert_eq!(office.adapter().read(&id).await, Ok(None));
    let again = office.adapter().delete(&id).await;
    assert_eq!(again, Err(ProviderError::NotFound));
    let nonsense = office.adapter().delete("../7").await;
    assert!(nonsense.is_err());
}

async fn what_is_no_draft_any_more_is_not_deleted<O: Office>() {
    let office = O::open().await;
    let id = office.made(&office.october().await, MARKER).await.remote_id;
    office.desk().press(&format!("{id}/finalise"), &[]).await;
    let before = office.desk().documents().await;
    let deleted = office.adapter().delete(&id).await;
    let refused = matches!(deleted, Err(ProviderError::Refused { .. }));
    assert!(refused, "{deleted:?}");
    assert_eq!(office.desk().documents().await, before);
}

async fn a_deletion_may_be_asked_for_again_wherever_it_ended<O: Office>() {
    let Some(operation) = O::OPERATIONS.delete else {
        return;
    };
    let office = O::open().await;
    let payload = office.october().await;
    for (fault, is_gone) in [
        ("lost_before_commit", false),
        ("lost_after_commit", true),
        ("status_before_commit", false),
        ("status_after_commit", true),
    ] {
        let id = office.made(&payload, MARKER).await.remote_id;
        let order = json!({"status": 503});
        office.desk().fault_with(operation, fault, order).await;
        let deleted = office.adapter().delete(&id).await;
        let open = matches!(deleted, Err(ProviderError::Unavailable { .. }));
        assert!(open, "{fault}: {deleted:?}");
        let expected = if is_gone {
            Err(ProviderError::NotFound)
        } else {
            Ok(())
        };
        assert_eq!(office.adapter().delete(&id).await, expected, "{fault}");
        assert_eq!(office.adapter().read(&id).await, Ok(None), "{fault}");
    }
}

async fn what_is_turned_away_deletes_nothing<O: Office>() {
    let Some(operation) = O::OPERATIONS.delete else {
        return;
    };
    let office = O::open().await;
    let made = office.made(&office.october().await, MARKER).await;
    for status in [401, 403, 429, 500] {
        let order = json!({"status": status});
        let desk = office.desk();
        desk.fault_with(operation, "status_before_commit", order)
            .await;
        let deleted = office.adapter().delete(&made.remote_id).await;
        let fits = match &deleted {
            Err(ProviderError::Unauthorized) => status == 401,
            Err(ProviderError::Forbidden { .. }) => status == 403,
            Err(ProviderError::RateLimited { .. }) => status == 429,
            Err(ProviderError::Unavailable { .. }) => status == 500,
            _ => false,
        };
        assert!(fits, "{status}: {deleted:?}");
    }
    assert_eq!(office.read(&made.remote_id).await, made);
}
