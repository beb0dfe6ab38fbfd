//! Looking for a draft after its answer was lost.

use domain::unit::Unit;
use providers::{Lookup, Outcome, Sought};
use serde_json::json;

use crate::acts::{Acts as _, executed, sought};
use crate::office::Office;
use crate::sample::{EARLIER, MARKER, position, sum_up};

for_each_office!(
    a_draft_whose_answer_was_lost_is_found,
    a_draft_that_was_finalised_meanwhile_is_found,
    what_never_arrived_is_absent,
    two_alike_are_never_guessed_between,
    what_belongs_to_another_invoice_of_ours_is_not_it,
    what_was_there_before_is_not_it,
    what_another_customer_got_is_not_it,
    what_else_the_customer_got_is_not_it,
    a_draft_whose_reference_was_written_over_is_not_absent,
    absence_needs_an_earlier_invoice_that_is_found,
    a_failed_look_up_is_never_an_absence,
);

/// Sends October, and the answer is lost with or without its draft.
async fn lost<O: Office>(office: &O, fault: &str) {
    let payload = office.october().await;
    office.desk().fault(O::OPERATIONS.create, fault).await;
    let outcome = office.adapter().create(&payload, MARKER).await;
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    office.wait();
}

/// The id of the document that is there beside those that were.
async fn newcomer<O: Office>(office: &O, before: &[serde_json::Value]) -> String {
    let documents = office.desk().documents().await;
    let mut new = documents
        .into_iter()
        .filter(|document| !before.contains(document));
    let newcomer = new.next().unwrap();
    assert!(new.next().is_none());
    newcomer["id"].as_str().unwrap().to_owned()
}

async fn a_draft_whose_answer_was_lost_is_found<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let before = office.desk().documents().await;
    lost(&office, "lost_after_commit").await;
    let found = office.adapter().find(&sought(&payload, since)).await;
    let remote_id = newcomer(&office, &before).await;
    assert_eq!(
        found,
        Ok(Lookup::Found {
            remote_id: remote_id.clone()
        })
    );
    // It can be gone on with.
    office.complete(&remote_id, &payload, None).await.unwrap();
    let found = office.read(&remote_id).await;
    assert_eq!(office.differs(&payload, &found), []);
}

async fn a_draft_that_was_finalised_meanwhile_is_found<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let before = office.desk().documents().await;
    lost(&office, "lost_after_commit").await;
    let remote_id = newcomer(&office, &before).await;
    office
        .desk()
        .press(&format!("{remote_id}/finalise"), &[])
        .await;
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::Found { remote_id }));
}

async fn what_never_arrived_is_absent<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    lost(&office, "lost_before_commit").await;
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::Absent));
}

async fn two_alike_are_never_guessed_between<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let mut remote_ids = Vec::new();
    for _ in 0..2 {
        remote_ids.push(executed(office.adapter().create(&payload, MARKER).await));
        office.desk().clock.advance(1);
    }
    office.wait();
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::FoundMany { remote_ids }));
}

async fn what_belongs_to_another_invoice_of_ours_is_not_it<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let others = [executed(office.adapter().create(&payload, EARLIER).await)];
    lost(&office, "lost_before_commit").await;
    let sought = Sought {
        others: &others,
        canary: Some(EARLIER),
        ..sought(&payload, since)
    };
    assert_eq!(office.adapter().find(&sought).await, Ok(Lookup::Absent));
    // Nor does it hide the one that is ours.
    lost(&office, "lost_after_commit").await;
    let found = office.adapter().find(&sought).await;
    assert!(
        matches!(&found, Ok(Lookup::Found { remote_id }) if *remote_id != others[0]),
        "{found:?}"
    );
}

async fn what_was_there_before_is_not_it<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    executed(office.adapter().create(&payload, EARLIER).await);
    office.desk().clock.advance(3_600);
    let since = office.now();
    office.wait();
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::Absent));
}

async fn what_another_customer_got_is_not_it<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let mut theirs = payload.clone();
    theirs.customer = office.customer("O'Brien Ltd.").await;
    executed(office.adapter().create(&theirs, EARLIER).await);
    office.wait();
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::Absent));
}

/// Other work of the same days, invoiced at the same time.
async fn what_else_the_customer_got_is_not_it<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    let mut other = payload.clone();
    other.positions = vec![position("Etwas anderes", "3", Unit::Hour, "80")];
    sum_up(&mut other);
    office.made(&other, EARLIER).await;
    office.wait();
    let found = office.adapter().find(&sought(&payload, since)).await;
    assert_eq!(found, Ok(Lookup::Absent));
}

/// Where drafts are found by a reference.
async fn absence_needs_an_earlier_invoice_that_is_found<O: Office>() {
    let office = O::open().await;
    if !office.tool().marker {
        return;
    }
    let (payload, since) = (office.october().await, office.now());
    executed(office.adapter().create(&payload, EARLIER).await);
    let find = async |canary| {
        let sought = Sought {
            canary: Some(canary),
            ..sought(&payload, since)
        };
        office.adapter().find(&sought).await.unwrap()
    };
    assert_eq!(find(EARLIER).await, Lookup::Absent);
    let missing = find("BH-2026-08-GONE00").await;
    assert!(
        matches!(missing, Lookup::Inconclusive { .. }),
        "{missing:?}"
    );
}

/// Where drafts are found by a reference. Once a person has looked, it is theirs.
async fn a_draft_whose_reference_was_written_over_is_not_absent<O: Office>() {
    for written in [
        "Projekt Nord",
        "",
        "BH-2026-10-7KQ2MD, Projekt Nord",
        "PO 8 BH-2026-10-7KQ2MD",
    ] {
        let office = O::open().await;
        if !office.tool().marker {
            return;
        }
        let (payload, since) = (office.october().await, office.now());
        let earlier = executed(office.adapter().create(&payload, EARLIER).await);
        let before = office.desk().documents().await;
        let reference = format!("PO 7 {MARKER}");
        let create = O::OPERATIONS.create;
        office.desk().fault(create, "lost_after_commit").await;
        let outcome = office.adapter().create(&payload, &reference).await;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
        let remote_id = newcomer(&office, &before).await;
        let action = format!("{remote_id}/reference");
        office.desk().press(&action, &[("text", written)]).await;
        for canary in [None, Some(EARLIER)] {
            let sought = Sought {
                canary,
                reference: &reference,
                ..sought(&payload, since)
            };
            let found = office.adapter().find(&sought).await;
            assert!(
                matches!(found, Ok(Lookup::Inconclusive { .. })),
                "{written:?}: {found:?}"
            );
            // Unless it belongs to another invoice of ours.
            let others = [earlier.clone(), remote_id.clone()];
            let sought = Sought {
                others: &others,
                ..sought
            };
            assert_eq!(office.adapter().find(&sought).await, Ok(Lookup::Absent));
        }
    }
}

async fn a_failed_look_up_is_never_an_absence<O: Office>() {
    let office = O::open().await;
    let (payload, since) = (office.october().await, office.now());
    lost(&office, "lost_after_commit").await;
    let (desk, sought) = (office.desk(), sought(&payload, since));
    for fault in [
        "html_body",
        "malformed_body",
        "empty_body",
        "wrong_type_body",
        "error_in_200",
        "lost_after_commit",
        "redirect",
    ] {
        desk.fault(O::OPERATIONS.documents, fault).await;
        let found = office.adapter().find(&sought).await;
        assert!(found.is_err(), "{fault}: {found:?}");
    }
    for status in [400, 401, 403, 404, 422, 429, 500, 503] {
        let order = json!({"status": status});
        desk.fault_with(O::OPERATIONS.documents, "status_before_commit", order)
            .await;
        let found = office.adapter().find(&sought).await;
        assert!(found.is_err(), "{status}: {found:?}");
    }
    let found = office.adapter().find(&sought).await;
    assert!(matches!(found, Ok(Lookup::Found { .. })), "{found:?}");
}
