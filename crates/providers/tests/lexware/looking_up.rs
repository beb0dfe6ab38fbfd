//! Looking for a draft whose answer was lost, by what it holds.

use std::time::Duration;

use domain::Clock;
use providers::{Lookup, Outcome, Provider};
use serde_json::json;

use crate::office::{Office, executed};
use crate::sample::{acme, mueller, september};

/// Sends a draft whose answer is lost after it was stored.
async fn lost(office: &Office) {
    office.fault("create_invoice", "lost_after_commit").await;
    let outcome = office.lexware.create(&september(acme()), "").await;
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
}

fn is_inconclusive(lookup: &Lookup) -> bool {
    matches!(lookup, Lookup::Inconclusive { .. })
}

#[tokio::test]
async fn an_empty_answer_counts_only_after_a_while() {
    let office = Office::open_with(|options| options.listing_lag = Duration::from_secs(40)).await;
    let (payload, since) = (september(acme()), office.clock.now());
    lost(&office).await;
    assert!(is_inconclusive(&office.find(&payload, since, &[]).await));
    office.clock.advance(40);
    assert!(matches!(
        office.find(&payload, since, &[]).await,
        Lookup::Found { .. }
    ));
}

#[tokio::test]
async fn what_never_arrived_is_absent_after_a_while() {
    let office = Office::open().await;
    let (payload, since) = (september(acme()), office.clock.now());
    office.fault("create_invoice", "lost_before_commit").await;
    office.lexware.create(&payload, "").await;
    assert!(is_inconclusive(&office.find(&payload, since, &[]).await));
    office.clock.advance(60);
    assert_eq!(office.find(&payload, since, &[]).await, Lookup::Absent);
}

#[tokio::test]
async fn one_that_somebody_edited_is_for_a_person_to_judge() {
    let office = Office::open().await;
    let since = office.clock.now();
    let id = executed(office.lexware.create(&september(acme()), "").await);
    office
        .press(&format!("{id}/lines/0/rename"), &[("text", "anders")])
        .await;
    office.clock.advance(60);
    let found = office.find(&september(acme()), since, &[]).await;
    assert!(is_inconclusive(&found), "{found:?}");
}

#[tokio::test]
async fn the_same_hours_in_another_month_are_not_it() {
    let office = Office::open().await;
    let since = office.clock.now();
    let mut august = september(acme());
    august.service_from = "2026-08-01".parse().unwrap();
    august.service_to = "2026-08-31".parse().unwrap();
    executed(office.lexware.create(&august, "").await);
    office.clock.advance(60);
    let found = office.find(&september(acme()), since, &[]).await;
    assert!(is_inconclusive(&found), "{found:?}");
}

#[tokio::test]
async fn other_customers_and_other_work_do_not_disturb() {
    let office = Office::open().await;
    let since = office.clock.now();
    executed(office.lexware.create(&september(mueller()), "").await);
    let mut other = september(acme());
    for position in &mut other.positions {
        position.text = "Etwas anderes".to_owned();
    }
    executed(office.lexware.create(&other, "").await);
    office.clock.advance(60);
    assert_eq!(
        office.find(&september(acme()), since, &[]).await,
        Lookup::Absent
    );
}

#[tokio::test]
async fn it_is_found_over_midnight_and_by_a_clock_that_is_behind() {
    let office = Office::open().await;
    // 23:59:30 in Berlin.
    office.clock.advance(13 * 3600 + 59 * 60 + 30);
    let since = office.clock.now() + chrono::TimeDelta::seconds(90);
    lost(&office).await;
    office.clock.advance(120);
    let found = office.find(&september(acme()), since, &[]).await;
    assert!(matches!(found, Lookup::Found { .. }), "{found:?}");
}

#[tokio::test]
async fn a_list_that_cannot_be_read_proves_nothing() {
    let office = Office::open().await;
    let (payload, since) = (september(acme()), office.clock.now());
    lost(&office).await;
    for fault in [
        "malformed_body",
        "html_body",
        "empty_body",
        "wrong_type_body",
        "error_in_200",
        "lost_before_commit",
    ] {
        office.fault("voucherlist", fault).await;
        let sought = providers::Sought {
            reference: "",
            payload: &payload,
            before: None,
            since,
            others: &[],
            canary: None,
        };
        assert!(office.lexware.find(&sought).await.is_err(), "{fault}");
        office.fault_with("get_invoice", fault, json!({})).await;
        assert!(office.lexware.find(&sought).await.is_err(), "{fault}");
    }
}
