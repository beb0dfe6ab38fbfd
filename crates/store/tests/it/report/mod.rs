//! The report.

mod filters;
mod order;
mod pages;
mod slow;
mod sums;

use domain::period::{DayRange, Period};
use domain::report::{Dimension, Filters};
use store::testing::sample::now;
use store::{Entry, Report, ReportScope, Store};

pub fn days(period: &str) -> Option<DayRange> {
    Period::parse(period).unwrap().days(now().date_naive())
}

pub fn in_month(month: &str) -> ReportScope {
    ReportScope {
        days: days(month),
        ..ReportScope::default()
    }
}

pub fn with_filters(filters: Filters) -> ReportScope {
    ReportScope {
        filters,
        ..ReportScope::default()
    }
}

/// All pages of a report.
pub async fn pages(
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
pub async fn entries(store: &Store, scope: &ReportScope, group: Option<Dimension>) -> Vec<Entry> {
    let pages = pages(store, scope, group, None).await;
    pages
        .into_iter()
        .flat_map(|page| page.groups)
        .flat_map(|group| group.entries)
        .collect()
}
