//! The report, against a slow one that adds up entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use domain::period::{DayRange, Period};
use domain::report::{Dimension, Filters};
use domain::role::Role;
use domain::status::BillingStatus;
use domain::{ClientId, UserId};
use store::testing::bulk::{Volume, fill};
use store::testing::sample::{add_client, add_entry, add_project, add_user, entry, now, set_up};
use store::testing::{execute, for_each_db, on_sqlite, plan};
use store::{
    Entry, EntryFields, Key, REPORT_PAGE, Rate, Report, ReportScope, Store, Sums, Title, Totals,
};

fn days(period: &str) -> Option<DayRange> {
    Period::parse(period).unwrap().days(now().date_naive())
}

fn in_month(month: &str) -> ReportScope {
    ReportScope {
        days: days(month),
        ..ReportScope::default()
    }
}

fn with_filters(filters: Filters) -> ReportScope {
    ReportScope {
        filters,
        ..ReportScope::default()
    }
}

/// All pages of a report.
async fn pages(
    store: &Store,
    scope: &ReportScope,
    group: Option<Dimension>,
    sum: Option<Dimension>,
) -> Vec<Report> {
    let mut pages = vec![store.report(scope, group, sum, 1).await.unwrap()];
    for page in 2..=pages[0].pages {
        pages.push(store.report(scope, group, sum, page).await.unwrap());
    }
    pages
}

/// The entries of a report in their order.
async fn entries(store: &Store, scope: &ReportScope, group: Option<Dimension>) -> Vec<Entry> {
    let pages = pages(store, scope, group, None).await;
    pages
        .into_iter()
        .flat_map(|page| page.groups)
        .flat_map(|group| group.entries)
        .collect()
}

/// Six hundred entries over three months of four users and fifteen projects, and some that lack what others have.
async fn much(store: &Store) {
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

fn key_of(dimension: Dimension, entry: &Entry) -> Key {
    match dimension {
        Dimension::Client => Key::Client(entry.client),
        Dimension::Project => Key::Project(entry.project),
        Dimension::Task => Key::Task(entry.task),
        Dimension::User => Key::User(entry.user),
        Dimension::Day => Key::Day(entry.local_date),
        Dimension::Month => Key::Month(entry.local_date.with_day(1).unwrap()),
    }
}

fn add(totals: &mut Totals, entry: &Entry) {
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

type Expected = BTreeMap<Option<Key>, (Totals, BTreeMap<Key, Totals>)>;

fn expected(entries: &[Entry], group: Option<Dimension>, sum: Option<Dimension>) -> Expected {
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

fn shown(pages: &[Report]) -> Expected {
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

#[tokio::test]
async fn groups_stand_in_the_order_of_names_and_days() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let zoe = add_user(&store, "Zoe", Role::Member).await;
        let (b, a) = (
            add_client(&store, "Beta").await,
            add_client(&store, "Älpler").await,
        );
        let shop_b = add_project(&store, b, "Shop", None).await;
        let shop_a = add_project(&store, a, "Shop", None).await;
        let audit = add_project(&store, b, "audit", None).await;
        for (user, project, day) in [
            (zoe, Some(shop_b), 2),
            (anna, Some(shop_a), 0),
            (anna, None, 20),
            (zoe, Some(audit), 1),
        ] {
            add_entry(&store, &entry(user, project, day)).await;
        }
        let titles = async |dimension| -> Vec<String> {
            let report = store
                .report(&ReportScope::default(), Some(dimension), None, 1)
                .await
                .unwrap();
            let title = |title: Title| format!("{}/{}", title.name, title.of);
            report
                .groups
                .into_iter()
                .filter_map(|group| group.title.map(title))
                .collect()
        };
        assert_eq!(
            titles(Dimension::Project).await,
            ["audit/Beta", "Shop/Älpler", "Shop/Beta", "/"]
        );
        assert_eq!(titles(Dimension::Client).await, ["Älpler/", "Beta/", "/"]);
        assert_eq!(titles(Dimension::User).await, ["Anna Berg/", "Zoe/"]);
        let report = store
            .report(
                &ReportScope::default(),
                Some(Dimension::Month),
                Some(Dimension::Day),
                1,
            )
            .await
            .unwrap();
        let keys: Vec<(Key, usize)> = report
            .groups
            .iter()
            .map(|group| (group.title.as_ref().unwrap().key, group.rows.len()))
            .collect();
        let first = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        assert_eq!(
            keys,
            [(Key::Month(first(11)), 3), (Key::Month(first(12)), 1)]
        );
    })
    .await;
}

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

#[tokio::test]
async fn a_month_is_read_from_the_index_alone() {
    on_sqlite(async |store| {
        four(&store).await;
        for condition in ["", " and +e.project_id in (select id from projects where client_id in (x'00'))"] {
            let text = format!(
                "select e.project_id, e.user_id, e.status, count(*), sum(e.seconds), sum(e.seconds * e.rate_cents)
                 from time_entries e where e.local_date >= '2026-10-01' and e.local_date <= '2026-10-31'{condition}
                 group by e.project_id, e.user_id, e.status"
            );
            let plan = plan(&store, &text).await.unwrap().join("; ");
            assert!(plan.contains("USING COVERING INDEX time_entries_report (local_date>? AND local_date<?)"), "{plan}");
        }
    })
    .await;
}
