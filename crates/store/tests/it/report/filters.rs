//! Which entries are in a report.

use domain::report::{Dimension, Filters};
use domain::role::Role;
use domain::status::BillingStatus;
use domain::{ClientId, UserId};
use store::testing::for_each_db;
use store::testing::sample::{add_client, add_entry, add_project, add_user, entry, set_up};
use store::{EntryFields, ReportScope, Store};

use super::{entries, in_month, with_filters};

/// Two clients, two users; the hours of each entry are its own power of two, so that a sum tells what is in it.
struct Four {
    anna: UserId,
    ben: UserId,
    one: ClientId,
    two: ClientId,
}

async fn four(store: &Store) -> Four {
    let anna = set_up(store).await;
    let ben = add_user(store, "Ben", Role::Member).await;
    let (one, two) = (
        add_client(store, "One").await,
        add_client(store, "Two").await,
    );
    let p1 = add_project(store, one, "P1", None).await;
    let p2 = add_project(store, two, "P2", None).await;
    let hours = |fields: EntryFields, hours: i64| EntryFields {
        seconds: hours * 3600,
        ..fields
    };
    add_entry(store, &hours(entry(anna, Some(p1), 0), 1)).await;
    add_entry(store, &hours(entry(ben, Some(p1), 0), 2)).await;
    add_entry(
        store,
        &hours(
            EntryFields {
                billable: false,
                ..entry(anna, Some(p2), 0)
            },
            4,
        ),
    )
    .await;
    add_entry(store, &hours(entry(ben, Some(p2), -30), 8)).await;
    add_entry(store, &hours(entry(anna, None, 0), 16)).await;
    Four {
        anna,
        ben,
        one,
        two,
    }
}

#[tokio::test]
async fn filters_narrow_and_their_values_widen() {
    for_each_db(async |store| {
        let Four {
            anna,
            ben,
            one,
            two,
        } = four(&store).await;
        let hours = async |scope: &ReportScope| {
            let report = store
                .report(scope, Some(Dimension::Client), Some(Dimension::User), 1)
                .await
                .unwrap();
            let seen = entries(&store, scope, None).await;
            assert_eq!(
                report.totals.all().seconds,
                seen.iter().map(|entry| entry.seconds).sum::<i64>()
            );
            report.totals.all().seconds / 3600
        };
        let filters =
            |clients: &[ClientId], users: &[UserId], statuses: &[BillingStatus]| Filters {
                clients: clients.to_vec(),
                users: users.to_vec(),
                statuses: statuses.to_vec(),
                ..Filters::default()
            };
        assert_eq!(hours(&ReportScope::default()).await, 31);
        assert_eq!(hours(&in_month("2026-11")).await, 23);
        assert_eq!(hours(&with_filters(filters(&[one], &[], &[]))).await, 3);
        assert_eq!(
            hours(&with_filters(filters(&[one, two], &[], &[]))).await,
            15
        );
        assert_eq!(hours(&with_filters(filters(&[], &[ben], &[]))).await, 10);
        assert_eq!(hours(&with_filters(filters(&[two], &[ben], &[]))).await, 8);
        assert_eq!(
            hours(&with_filters(filters(
                &[],
                &[],
                &[BillingStatus::NotBillable]
            )))
            .await,
            4
        );
        assert_eq!(
            hours(&with_filters(filters(
                &[],
                &[anna],
                &[BillingStatus::Billable]
            )))
            .await,
            17
        );
        let projects = store
            .projects()
            .await
            .unwrap()
            .into_iter()
            .map(|project| project.id)
            .collect();
        let in_month = ReportScope {
            filters: Filters {
                projects,
                ..Filters::default()
            },
            ..in_month("2026-11")
        };
        assert_eq!(hours(&in_month).await, 7);
    })
    .await;
}

#[tokio::test]
async fn a_member_sees_nothing_of_others_whatever_the_filter() {
    for_each_db(async |store| {
        let Four { anna, ben, .. } = four(&store).await;
        let mut scope = ReportScope {
            viewer: Some(ben),
            ..ReportScope::default()
        };
        let report = store
            .report(&scope, None, Some(Dimension::User), 1)
            .await
            .unwrap();
        assert_eq!(report.totals.all().seconds, 10 * 3600);
        assert_eq!(report.groups[0].rows.len(), 1);
        scope.filters.users = vec![anna];
        let report = store.report(&scope, None, None, 1).await.unwrap();
        assert_eq!((report.rows, report.groups.len(), report.pages), (0, 0, 1));
    })
    .await;
}
