//! What a report adds up.

use domain::report::Dimension;
use domain::status::BillingStatus;
use store::testing::for_each_db;
use store::testing::sample::{add_entry, entry, set_up};
use store::{EntryFields, Rate, ReportScope, Sums, Totals};

use super::slow::{add, expected, much, shown};
use super::{entries, in_month, pages};

#[tokio::test]
async fn every_grouping_and_summing_adds_up() {
    for_each_db(async |store| {
        much(&store).await;
        let dimensions = || std::iter::once(None).chain(Dimension::ALL.map(Some));
        for scope in [ReportScope::default(), in_month("2026-09")] {
            let all = entries(&store, &scope, None).await;
            let mut totals = Totals::default();
            for entry in &all {
                add(&mut totals, entry);
            }
            assert!(
                BillingStatus::ALL
                    .iter()
                    .all(|status| totals.of(*status).entries > 0),
                "{totals:?}"
            );
            for (group, sum) in
                dimensions().flat_map(|group| dimensions().map(move |sum| (group, sum)))
            {
                let pages = pages(&store, &scope, group, sum).await;
                assert_eq!(
                    shown(&pages),
                    expected(&all, group, sum),
                    "{group:?} {sum:?}"
                );
                assert!(pages.iter().all(|page| page.totals == totals));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn money_is_exact_and_time_without_a_rate_is_told() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        for _ in 0..12 {
            let rate = Rate::of_cents(9500);
            add_entry(
                &store,
                &EntryFields {
                    seconds: 4800,
                    rate,
                    ..entry(anna, None, 0)
                },
            )
            .await;
        }
        add_entry(
            &store,
            &EntryFields {
                seconds: 60,
                ..entry(anna, None, 0)
            },
        )
        .await;
        let sums = store
            .report(&ReportScope::default(), None, None, 1)
            .await
            .unwrap()
            .totals
            .billable;
        assert_eq!(sums.money().0, 152_000);
        assert_eq!(
            sums,
            Sums {
                entries: 13,
                seconds: 57_660,
                cent_seconds: 547_200_000,
                seconds_without_rate: 60
            }
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_is_a_report_too() {
    for_each_db(async |store| {
        for (group, sum) in [(None, None), (Some(Dimension::Task), Some(Dimension::Day))] {
            let report = store
                .report(&in_month("2026-10"), group, sum, 7)
                .await
                .unwrap();
            assert_eq!((report.rows, report.page, report.pages), (0, 1, 1));
            assert_eq!((report.groups.len(), report.totals), (0, Totals::default()));
        }
    })
    .await;
}
