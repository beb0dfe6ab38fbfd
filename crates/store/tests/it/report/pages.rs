//! How a report is cut into pages.

use std::collections::BTreeSet;

use domain::report::Dimension;
use store::testing::for_each_db;
use store::{REPORT_PAGE, ReportScope};

use super::slow::{key_of, much};
use super::{entries, in_month, pages};

#[tokio::test]
async fn every_entry_is_on_one_page_and_within_its_group() {
    for_each_db(async |store| {
        much(&store).await;
        let all: BTreeSet<_> = entries(&store, &in_month("2026-10"), None)
            .await
            .iter()
            .map(|entry| entry.id)
            .collect();
        for group in Dimension::ALL {
            let pages = pages(&store, &in_month("2026-10"), Some(group), None).await;
            let mut seen = Vec::new();
            for (place, page) in pages.iter().enumerate() {
                let rows: usize = page.groups.iter().map(|group| group.entries.len()).sum();
                let is_last = place + 1 == pages.len();
                assert!(
                    if is_last {
                        rows > 0
                    } else {
                        rows == REPORT_PAGE
                    },
                    "{group:?}: {rows} rows"
                );
                for shown in &page.groups {
                    let key = shown.title.as_ref().unwrap().key;
                    assert!(
                        shown
                            .entries
                            .iter()
                            .all(|entry| key_of(group, entry) == key)
                    );
                    seen.extend(
                        shown.entries.iter().map(|entry| {
                            (place, key, entry.local_date, entry.started_at, entry.id)
                        }),
                    );
                }
            }
            let ids: Vec<_> = seen.iter().map(|row| row.4).collect();
            assert_eq!(ids.len(), pages[0].rows);
            assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), all, "{group:?}");
            // Within a group time runs on, across pages too.
            let runs = seen.windows(2).filter(|pair| pair[0].1 == pair[1].1);
            assert!(
                runs.map(|pair| ((pair[0].2, pair[0].3), (pair[1].2, pair[1].3)))
                    .all(|(a, b)| a <= b)
            );
        }
    })
    .await;
}

#[tokio::test]
async fn sum_rows_are_cut_into_pages_but_sums_are_not() {
    for_each_db(async |store| {
        much(&store).await;
        let (group, sum) = (Some(Dimension::Client), Some(Dimension::Day));
        let pages = pages(&store, &ReportScope::default(), group, sum).await;
        assert!(pages.len() > 2, "{} rows", pages[0].rows);
        for page in &pages[..pages.len() - 1] {
            assert_eq!(
                page.groups
                    .iter()
                    .map(|group| group.rows.len())
                    .sum::<usize>(),
                REPORT_PAGE
            );
        }
        let (first, second) = (&pages[0], &pages[1]);
        let cut = first.groups.last().unwrap();
        assert_eq!(
            (&cut.title, cut.totals),
            (&second.groups[0].title, second.groups[0].totals)
        );
        let beyond = store
            .report(&ReportScope::default(), group, sum, 1_000_000)
            .await
            .unwrap();
        assert_eq!(&beyond, pages.last().unwrap());
    })
    .await;
}
