//! A report that adds up entry by entry, to compare the fast one with.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use domain::report::Dimension;
use domain::status::BillingStatus;
use store::testing::bulk::{Volume, fill};
use store::testing::execute;
use store::testing::sample::{add_entry, entry, set_up};
use store::{Entry, Key, Report, Store, Totals};

/// Six hundred entries over three months of four users and fifteen projects, and some that lack what others have.
pub async fn much(store: &Store) {
    let anna = set_up(store).await;
    let from = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    fill(
        store,
        Volume {
            entries: 600,
            users: 4,
            clients: 3,
            from,
            days: 90,
        },
    )
    .await
    .unwrap();
    for day in [-60, -20, -20, 0] {
        add_entry(store, &entry(anna, None, day)).await;
    }
    execute(
        store,
        "update time_entries set reserved_by = id where status = 0 and seconds < 4000",
    )
    .await
    .unwrap();
    execute(
        store,
        "update time_entries set task_id = null where seconds > 9000",
    )
    .await
    .unwrap();
}

pub fn key_of(dimension: Dimension, entry: &Entry) -> Key {
    match dimension {
        Dimension::Client => Key::Client(entry.client),
        Dimension::Project => Key::Project(entry.project),
        Dimension::Task => Key::Task(entry.task),
        Dimension::User => Key::User(entry.user),
        Dimension::Day => Key::Day(entry.local_date),
        Dimension::Month => Key::Month(entry.local_date.with_day(1).unwrap()),
    }
}

pub fn add(totals: &mut Totals, entry: &Entry) {
    let sums = match entry.status {
        BillingStatus::Billable => &mut totals.billable,
        BillingStatus::Reserved => &mut totals.reserved,
        BillingStatus::Billed => &mut totals.billed,
        BillingStatus::NotBillable => &mut totals.not_billable,
    };
    sums.entries += 1;
    sums.seconds += entry.seconds;
    match entry.rate {
        Some(rate) => sums.cent_seconds += i128::from(entry.seconds * rate.cents()),
        None => sums.seconds_without_rate += entry.seconds,
    }
}

pub type Expected = BTreeMap<Option<Key>, (Totals, BTreeMap<Key, Totals>)>;

pub fn expected(entries: &[Entry], group: Option<Dimension>, sum: Option<Dimension>) -> Expected {
    let mut groups = Expected::new();
    for entry in entries {
        let (totals, rows) = groups
            .entry(group.map(|group| key_of(group, entry)))
            .or_default();
        add(totals, entry);
        if let Some(sum) = sum {
            add(rows.entry(key_of(sum, entry)).or_default(), entry);
        }
    }
    groups
}

pub fn shown(pages: &[Report]) -> Expected {
    let mut groups = Expected::new();
    for group in pages.iter().flat_map(|page| &page.groups) {
        let (totals, rows) = groups
            .entry(group.title.as_ref().map(|title| title.key))
            .or_default();
        *totals = group.totals;
        for row in &group.rows {
            assert!(
                rows.insert(row.title.key, row.totals).is_none(),
                "a row on two pages"
            );
        }
    }
    groups
}
