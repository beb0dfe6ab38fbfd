//! What can be chosen in the filters.

use chrono::{DateTime, Utc};
use domain::{ClientId, ProjectId, UserId};
use store::StoreError;
use texts::say;

use crate::context::Cx;

/// Clients, projects and users by their names. What is archived comes last, and is marked: reports look back.
pub struct Choices {
    /// Clients.
    pub clients: Vec<(ClientId, String)>,
    /// Projects with their clients.
    pub projects: Vec<Project>,
    /// Users.
    pub users: Vec<(UserId, String)>,
}

/// A project that can be chosen.
pub struct Project {
    /// Which.
    pub id: ProjectId,
    /// Its client.
    pub client: ClientId,
    /// Its client's name.
    pub of: String,
    /// Its name.
    pub name: String,
}

impl Choices {
    /// All of them. A few small tables.
    pub async fn load(cx: &Cx) -> Result<Self, StoreError> {
        let store = &cx.state.store;
        let (clients, projects, users) =
            tokio::try_join!(store.clients(), store.projects(), store.users())?;
        let clients = archived_last(clients, |client| client.archived_at.is_some());
        let projects = archived_last(projects, |project| project.archived_at.is_some());
        let users = archived_last(users, |user| user.archived_at.is_some());
        let name = |name: String, archived: Option<DateTime<Utc>>| match archived {
            Some(_) => format!("{name} ({})", say!(cx.words(), pieces.archived)),
            None => name,
        };
        Ok(Self {
            clients: clients
                .map(|client| (client.id, name(client.name, client.archived_at)))
                .collect(),
            users: users
                .map(|user| (user.id, name(user.name, user.archived_at)))
                .collect(),
            projects: projects
                .map(|project| Project {
                    id: project.id,
                    client: project.client,
                    of: project.client_name,
                    name: name(project.name, project.archived_at),
                })
                .collect(),
        })
    }
}

fn archived_last<T>(mut all: Vec<T>, is_archived: impl Fn(&T) -> bool) -> std::vec::IntoIter<T> {
    all.sort_by_key(is_archived);
    all.into_iter()
}
