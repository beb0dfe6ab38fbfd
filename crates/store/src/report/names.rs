//! The names behind the keys of a report, one small query for each dimension.

use std::collections::{HashMap, HashSet};

use domain::ClientId;
use domain::report::Dimension;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::aggregate::Cell;
use super::key::{Column, Value};
use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// What is known of an id.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) name: String,
    /// What it belongs to: the client of a project, the project of a task.
    pub(super) of: String,
    /// The client of a project.
    pub(super) client: Option<ClientId>,
}

pub(super) type Names = HashMap<Uuid, Named>;

/// As many ids as a statement asks for at once, well below what either database takes.
const AT_ONCE: usize = 5_000;

const PROJECTS: &str = "select p.id, p.name, c.name, p.client_id from projects p join clients c on c.id = p.client_id where p.id in (";
const TASKS: &str = "select t.id, t.name, p.name, t.project_id from tasks t join projects p on p.id = t.project_id where t.id in (";
const USERS: &str = "select u.id, u.name, '', u.id from users u where u.id in (";

/// The names of all ids that the report's dimensions have come upon.
pub(super) async fn names(
    store: &Store,
    cells: &[Cell],
    group: Option<Dimension>,
    sum: Option<Dimension>,
) -> Result<Names, StoreError> {
    let mut names = Names::new();
    for (dimension, value) in [
        (group, (|cell| cell.group) as fn(&Cell) -> _),
        (sum, |cell| cell.sum),
    ] {
        let Some(dimension) = dimension else { continue };
        let query = match Column::of(dimension) {
            Column::Project => PROJECTS,
            Column::Task => TASKS,
            Column::User => USERS,
            Column::Day => continue,
        };
        let ids: HashSet<Uuid> = cells
            .iter()
            .filter_map(value)
            .filter_map(Value::id)
            .collect();
        let unknown: Vec<Uuid> = ids
            .into_iter()
            .filter(|id| !names.contains_key(id))
            .collect();
        for ids in unknown.chunks(AT_ONCE) {
            names.extend(load(store, query, ids, dimension).await?);
        }
    }
    Ok(names)
}

async fn load(
    store: &Store,
    query: &str,
    ids: &[Uuid],
    dimension: Dimension,
) -> Result<Names, StoreError> {
    let rows: Vec<(Uuid, String, String, Uuid)> = read!(store.db, |pool| {
        let mut query = QueryBuilder::new(query);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(")");
        query.build_query_as().fetch_all(pool).await
    })?;
    let client = |parent| (Column::of(dimension) == Column::Project).then_some(ClientId(parent));
    let named = |(id, name, of, parent)| {
        (
            id,
            Named {
                name,
                of,
                client: client(parent),
            },
        )
    };
    Ok(rows.into_iter().map(named).collect())
}

impl Value {
    fn id(self) -> Option<Uuid> {
        match self {
            Self::Id(id) => id,
            Self::Day(_) => None,
        }
    }
}
