//! From sums to groups and rows: clients from projects, months from days, names, and the order in which they stand.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::report::Dimension;
use domain::{ClientId, ProjectId, TaskId, UserId};

use super::aggregate::Cell;
use super::key::{Key, Value, first_of_month};
use super::names::Names;
use super::totals::Totals;
use super::{Group, SumRow, Title};
use crate::name::sort_key;

/// All groups of a report with all their rows. A report that is not grouped is one group without a title.
pub(super) fn fold(
    cells: &[Cell],
    names: &Names,
    group: Option<Dimension>,
    sum: Option<Dimension>,
) -> Vec<Group> {
    let mut groups: HashMap<Option<Key>, Folded> = HashMap::new();
    for cell in cells {
        let folded = groups.entry(key(group, cell.group, names)).or_default();
        folded.totals.add(cell.status, cell.sums);
        if let Some(row) = key(sum, cell.sum, names) {
            folded
                .rows
                .entry(row)
                .or_default()
                .add(cell.status, cell.sums);
        }
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(key, folded)| folded.into_group(key, names))
        .collect();
    groups.sort_by_cached_key(|group| group.title.as_ref().map(Title::order));
    groups
}

#[derive(Default)]
struct Folded {
    totals: Totals,
    rows: HashMap<Key, Totals>,
}

impl Folded {
    fn into_group(self, key: Option<Key>, names: &Names) -> Group {
        let mut rows: Vec<SumRow> = self
            .rows
            .into_iter()
            .map(|(key, totals)| SumRow {
                title: Title::of(key, names),
                totals,
            })
            .collect();
        rows.sort_by_cached_key(|row| row.title.order());
        Group {
            title: key.map(|key| Title::of(key, names)),
            totals: self.totals,
            rows,
            entries: Vec::new(),
        }
    }
}

fn key(dimension: Option<Dimension>, value: Option<Value>, names: &Names) -> Option<Key> {
    match (dimension?, value?) {
        (Dimension::Client, Value::Id(id)) => {
            Some(Key::Client(id.and_then(|id| names.get(&id)?.client)))
        }
        (Dimension::Project, Value::Id(id)) => Some(Key::Project(id.map(ProjectId))),
        (Dimension::Task, Value::Id(id)) => Some(Key::Task(id.map(TaskId))),
        (Dimension::User, Value::Id(id)) => id.map(|id| Key::User(UserId(id))),
        (Dimension::Day, Value::Day(day)) => Some(Key::Day(day)),
        (Dimension::Month, Value::Day(day)) => Some(Key::Month(first_of_month(day))),
        (_, Value::Id(_) | Value::Day(_)) => None,
    }
}

impl Title {
    fn of(key: Key, names: &Names) -> Self {
        let id = match key {
            Key::Client(_) | Key::Day(_) | Key::Month(_) => None,
            Key::Project(id) => id.map(|id| id.0),
            Key::Task(id) => id.map(|id| id.0),
            Key::User(id) => Some(id.0),
        };
        let found = id.and_then(|id| names.get(&id));
        let (name, of) = match (key, found) {
            (Key::Client(Some(client)), _) => (client_name(client, names), String::new()),
            (_, Some(found)) => (found.name.clone(), found.of.clone()),
            _ => (String::new(), String::new()),
        };
        Self { key, name, of }
    }

    /// As a page shows them: by what they belong to, then by name; days in the order of time, and what has no value last.
    fn order(&self) -> (Reverse<bool>, String, String, Key) {
        let is_set = !matches!(
            self.key,
            Key::Client(None) | Key::Project(None) | Key::Task(None)
        );
        (
            Reverse(is_set),
            sort_key(&self.of),
            sort_key(&self.name),
            self.key,
        )
    }
}

fn client_name(client: ClientId, names: &Names) -> String {
    let project = names.values().find(|named| named.client == Some(client));
    project.map(|named| named.of.clone()).unwrap_or_default()
}
