//! The entries on a page of a report.

use std::cmp::Ordering;

use chrono::NaiveDate;
use domain::period::Span;
use domain::report::Dimension;
use sqlx::{Database, QueryBuilder};
use uuid::Uuid;

use super::filter::{Binds, ReportScope};
use super::key::Key;
use super::page::Cut;
use super::{Group, REPORT_PAGE};
use crate::Store;
use crate::db::read;
use crate::entries::{ENTRY_COLUMNS, Entry, EntryRow};
use crate::error::StoreError;

/// Fetches the entries of the groups on a page: in the groups' order, then by day and time.
pub(super) async fn fill(
    store: &Store,
    scope: &ReportScope,
    dimension: Option<Dimension>,
    cut: &mut Cut,
) -> Result<(), StoreError> {
    let keys: Vec<Key> = cut
        .shown
        .groups
        .iter()
        .filter_map(|group| Some(group.title.as_ref()?.key))
        .collect();
    let rows: Vec<EntryRow> = read!(store.db, |pool| {
        statement(scope, dimension, &keys, cut.skipped)
            .build_query_as()
            .fetch_all(pool)
            .await
    })?;
    let mut entries: Vec<Entry> = rows
        .into_iter()
        .map(Entry::try_from)
        .collect::<Result<_, _>>()?;
    entries.sort_by(in_group);
    for entry in entries {
        if let Some(group) = group_of(&mut cut.shown.groups, dimension, &entry) {
            group.entries.push(entry);
        }
    }
    Ok(())
}

fn in_group(a: &Entry, b: &Entry) -> Ordering {
    (a.local_date, a.started_at, a.id).cmp(&(b.local_date, b.started_at, b.id))
}

/// The group that an entry belongs to. One that was written between the two statements may have none: it is on the
/// next look.
fn group_of<'a>(
    groups: &'a mut [Group],
    dimension: Option<Dimension>,
    entry: &Entry,
) -> Option<&'a mut Group> {
    let key = dimension.map(|dimension| Key::of_entry(dimension, entry));
    groups
        .iter_mut()
        .find(|group| group.title.as_ref().map(|title| title.key) == key)
}

/// Which entries are on the page is found by their ids alone; names are fetched for those.
fn statement<DB>(
    scope: &ReportScope,
    dimension: Option<Dimension>,
    keys: &[Key],
    skipped: usize,
) -> QueryBuilder<DB>
where
    DB: Database,
    Uuid: Binds<DB>,
    NaiveDate: Binds<DB>,
    i32: Binds<DB>,
    i64: Binds<DB>,
{
    let mut query = QueryBuilder::new(ENTRY_COLUMNS);
    query.push(" where e.id in (select e.id from time_entries e");
    scope.push_where(&mut query);
    push_groups(&mut query, dimension, keys);
    query.push(" order by ");
    push_rank(&mut query, dimension, keys);
    query.push("e.local_date, e.started_at, e.id limit ");
    query.push_bind(whole(REPORT_PAGE)).push(" offset ");
    query.push_bind(whole(skipped)).push(")");
    query
}

/// Appends a condition for the groups on the page.
fn push_groups<DB>(query: &mut QueryBuilder<DB>, dimension: Option<Dimension>, keys: &[Key])
where
    DB: Database,
    Uuid: Binds<DB>,
    NaiveDate: Binds<DB>,
{
    // Days stand in the order of time, so what lies between the first and the last is on the page.
    if let (Some(first), Some(last)) = (
        keys.first().and_then(Key::days),
        keys.last().and_then(Key::days),
    ) {
        query.push(" and e.local_date >= ").push_bind(first.0);
        query.push(" and e.local_date <= ").push_bind(last.1);
        return;
    }
    let Some(value) = dimension.and_then(id_of) else {
        return;
    };
    query.push(" and (false");
    for key in keys {
        match key.id() {
            Some(id) => query.push(" or ").push(value).push(" = ").push_bind(id),
            None => query.push(" or ").push(value).push(" is null"),
        };
    }
    query.push(")");
}

/// Appends the place of an entry's group among those on the page, where the order of days does not tell.
fn push_rank<DB>(query: &mut QueryBuilder<DB>, dimension: Option<Dimension>, keys: &[Key])
where
    DB: Database,
    Uuid: Binds<DB>,
{
    let Some(value) = dimension.and_then(id_of) else {
        return;
    };
    query.push("case");
    for (rank, key) in keys.iter().enumerate() {
        if let Some(id) = key.id() {
            query
                .push(" when ")
                .push(value)
                .push(" = ")
                .push_bind(id)
                .push(" then ")
                .push(rank);
        }
    }
    // Entries without a value stand last.
    query
        .push(" when false then 0 else ")
        .push(keys.len())
        .push(" end, ");
}

fn whole(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Where an entry has the id of its group.
fn id_of(dimension: Dimension) -> Option<&'static str> {
    match dimension {
        Dimension::Client => Some("(select p.client_id from projects p where p.id = e.project_id)"),
        Dimension::Project => Some("e.project_id"),
        Dimension::Task => Some("e.task_id"),
        Dimension::User => Some("e.user_id"),
        Dimension::Day | Dimension::Month => None,
    }
}

impl Key {
    fn id(&self) -> Option<Uuid> {
        match self {
            Self::Client(id) => id.map(|id| id.0),
            Self::Project(id) => id.map(|id| id.0),
            Self::Task(id) => id.map(|id| id.0),
            Self::User(id) => Some(id.0),
            Self::Day(_) | Self::Month(_) => None,
        }
    }

    /// The first and the last day of a group of days.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Day(day) => Some((*day, *day)),
            Self::Month(first) => Some((*first, Span::Month.around(*first).to)),
            Self::Client(_) | Self::Project(_) | Self::Task(_) | Self::User(_) => None,
        }
    }
}
