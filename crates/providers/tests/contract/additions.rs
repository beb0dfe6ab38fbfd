//! Adding to a draft that exists, or what stands in for it.

use domain::capabilities::Addition;
use domain::payload::Target;
use providers::{DraftChange, Lookup, Outcome, ProviderError, Refusal, Sought};
use serde_json::{Value, json};

use crate::acts::{Acts as _, executed, sought};
use crate::office::Office;
use crate::sample::MARKER;

for_each_office!(
    former_lines_stay_and_ours_come_once_at_the_end,
    the_tool_shows_the_former_lines_as_they_were,
    a_draft_of_ours_can_be_added_to,
    an_addition_goes_on_where_it_ended,
    a_copy_whose_answer_was_lost_is_found,
    a_copy_that_never_arrived_is_absent,
);

async fn former_lines_stay_and_ours_come_once_at_the_end<O: Office>() {
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    assert!(!before.document.lines.is_empty());
    let id = executed(office.adapter().append(&payload, &before).await);
    office.complete(&id, &payload, Some(&before)).await.unwrap();
    let found = office.read(&id).await;
    assert_eq!(office.differs_from_added(&payload, &before, &found), []);
    assert_eq!(found.lines.len(), before.document.lines.len() + 3);
    // Once more changes nothing.
    let writes = office.writes().await;
    office.complete(&id, &payload, Some(&before)).await.unwrap();
    assert_eq!(
        (office.writes().await, office.read(&id).await),
        (writes, found)
    );
}

/// By the tool's own view, should the adapter read as wrongly as it writes.
async fn the_tool_shows_the_former_lines_as_they_were<O: Office>() {
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    let shown = |document: Value| {
        let mut lines = document["positions"].as_array().unwrap().clone();
        if office.tool().addition == Some(Addition::Copy) {
            for line in &mut lines {
                line["id"] = Value::Null;
            }
        }
        lines
    };
    let former = shown(office.desk().document(&before.remote_id).await);
    let id = executed(office.adapter().append(&payload, &before).await);
    office.complete(&id, &payload, Some(&before)).await.unwrap();
    let lines = shown(office.desk().document(&id).await);
    assert_eq!(lines.len(), former.len() + 3);
    assert_eq!(lines[..former.len()], former[..]);
    let prices: Vec<&Value> = lines[former.len()..]
        .iter()
        .map(|line| &line["price"])
        .collect();
    assert_eq!(prices, ["95.00", "760.00", "0.33"]);
}

/// And again: a draft that was added to is a draft like any other.
async fn a_draft_of_ours_can_be_added_to<O: Office>() {
    let office = O::open().await;
    let mut payload = office.october().await;
    let mut remote_id = office.made(&payload, MARKER).await.remote_id;
    for lines in [6, 9] {
        let before = office
            .adapter()
            .before_image(&remote_id)
            .await
            .unwrap()
            .unwrap();
        payload.target = Target::ExistingDraft {
            remote_id: remote_id.clone(),
        };
        remote_id = executed(office.adapter().append(&payload, &before).await);
        office
            .complete(&remote_id, &payload, Some(&before))
            .await
            .unwrap();
        let found = office.read(&remote_id).await;
        assert_eq!(office.differs_from_added(&payload, &before, &found), []);
        assert_eq!(found.lines.len(), lines);
    }
}

async fn an_addition_goes_on_where_it_ended<O: Office>() {
    let Some(operation) = O::OPERATIONS.add_line else {
        return;
    };
    for after in 0..3 {
        for fault in [
            "status_before_commit",
            "lost_before_commit",
            "lost_after_commit",
        ] {
            let office = O::open().await;
            let (payload, before) = office.drafted().await;
            let id = executed(office.adapter().append(&payload, &before).await);
            let order = json!({"after": after, "status": 503});
            office.desk().fault_with(operation, fault, order).await;
            let stopped = office.complete(&id, &payload, Some(&before)).await;
            match stopped {
                // The line that was written is found again at once.
                Ok(()) => assert_eq!(fault, "lost_after_commit"),
                Err(ProviderError::Unavailable { .. }) => {
                    office.complete(&id, &payload, Some(&before)).await.unwrap();
                }
                other => panic!("{fault} {after}: {other:?}"),
            }
            let found = office.read(&id).await;
            let differences = office.differs_from_added(&payload, &before, &found);
            assert_eq!(differences, [], "{fault} {after}");
        }
    }
}

/// The other ways to add are seen on the draft itself.
async fn a_copy_whose_answer_was_lost_is_found<O: Office>() {
    let office = O::open().await;
    if office.tool().addition != Some(Addition::Copy) {
        return;
    }
    let (payload, before) = office.drafted().await;
    let since = office.now();
    office
        .desk()
        .fault(O::OPERATIONS.create, "lost_after_commit")
        .await;
    let outcome = office.adapter().append(&payload, &before).await;
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    office.wait();
    let sought = Sought {
        before: Some(&before),
        ..sought(&payload, since)
    };
    let found = office.adapter().find(&sought).await.unwrap();
    let Lookup::Found { remote_id } = found else {
        panic!("{found:?}");
    };
    assert_ne!(remote_id, before.remote_id);
    let found = office.read(&remote_id).await;
    assert_eq!(office.differs_from_added(&payload, &before, &found), []);
}

async fn a_copy_that_never_arrived_is_absent<O: Office>() {
    let office = O::open().await;
    if office.tool().addition != Some(Addition::Copy) {
        return;
    }
    let since = office.now();
    // The draft that was to be copied is as young as the copy, and has the same lines as ours.
    let mut payload = office.october().await;
    let remote_id = office.made(&payload, MARKER).await.remote_id;
    let before = office
        .adapter()
        .before_image(&remote_id)
        .await
        .unwrap()
        .unwrap();
    payload.target = Target::ExistingDraft { remote_id };
    office
        .desk()
        .fault(O::OPERATIONS.create, "lost_before_commit")
        .await;
    let outcome = office.adapter().append(&payload, &before).await;
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    office.wait();
    let sought = Sought {
        before: Some(&before),
        ..sought(&payload, since)
    };
    assert_eq!(office.adapter().find(&sought).await, Ok(Lookup::Absent));
    // What was lost can be sent again as long as the draft is as it was.
    office.edit(&before.remote_id).await;
    let outcome = office.adapter().append(&payload, &before).await;
    let edited = Refusal::DraftChanged(DraftChange::Edited);
    assert_eq!(outcome, Outcome::NotExecuted(edited));
}
