//! The report: what it is about, and what it shows.
//!
//! Everything above the entries comes from one statement over one index ([`aggregate`]); clients, months, names and
//! the order are made of its answer here. A page of entries is a second statement, where there is no summing.

mod aggregate;
mod entries;
mod filter;
mod fold;
mod key;
mod names;
mod page;
mod totals;

use domain::report::Dimension;

use crate::Store;
use crate::entries::Entry;
use crate::error::StoreError;

pub(crate) use filter::Binds;
pub use filter::ReportScope;
pub use key::Key;
pub use totals::{Sums, Totals};

/// Rows on a page: sum rows where the report sums, entries where it does not.
pub const REPORT_PAGE: usize = 100;

/// One page of a report, and the totals of all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Over all entries of the report, whatever the page.
    pub totals: Totals,
    /// The groups that have rows on this page, in their order. Without grouping it is one, without a title.
    pub groups: Vec<Group>,
    /// This page, from 1; the last one where a later one was asked for.
    pub page: u32,
    /// How many pages there are, at least one.
    pub pages: u32,
    /// How many rows there are on all pages.
    pub rows: usize,
}

/// The entries that share a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value; `None` in a report that is not grouped.
    pub title: Option<Title>,
    /// Over the whole group, also where its rows go on over several pages.
    pub totals: Totals,
    /// Its sum rows on this page, where the report sums.
    pub rows: Vec<SumRow>,
    /// Its entries on this page, where it does not.
    pub entries: Vec<Entry>,
}

/// The entries of a group that share a second value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumRow {
    /// The value.
    pub title: Title,
    /// Over its entries.
    pub totals: Totals,
}

/// A value with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// What makes it one value.
    pub key: Key,
    /// The name of what it is; empty for days and months, and for "none".
    pub name: String,
    /// What that belongs to: the client of a project, the project of a task; otherwise empty.
    pub of: String,
}

impl Store {
    /// One page of a report, counted from 1.
    pub async fn report(
        &self,
        scope: &ReportScope,
        group: Option<Dimension>,
        sum: Option<Dimension>,
        page: u32,
    ) -> Result<Report, StoreError> {
        let cells = aggregate::aggregate(self, scope, group, sum).await?;
        let names = names::names(self, &cells, group, sum).await?;
        let groups = fold::fold(&cells, &names, group, sum);
        let mut totals = Totals::default();
        for cell in &cells {
            totals.add(cell.status, cell.sums);
        }
        let mut report = page::cut(groups, totals, sum.is_some(), page);
        if sum.is_none() {
            entries::fill(self, scope, group, &mut report).await?;
        }
        Ok(report.shown)
    }
}
