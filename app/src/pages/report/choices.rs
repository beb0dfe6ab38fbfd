//! What can be chosen in the filters.

use domain::{ClientId, ProjectId, UserId};
use store::StoreError;

use crate::context::Cx;

/// Clients, projects and users by their names, without what is archived.
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
        let clients = clients
            .into_iter()
            .filter(|client| client.archived_at.is_none());
        let users = users.into_iter().filter(|user| user.archived_at.is_none());
        let projects = projects
            .into_iter()
            .filter(|project| project.archived_at.is_none());
        Ok(Self {
            clients: clients.map(|client| (client.id, client.name)).collect(),
            users: users.map(|user| (user.id, user.name)).collect(),
            projects: projects
                .map(|project| Project {
                    id: project.id,
                    client: project.client,
                    of: project.client_name,
                    name: project.name,
                })
                .collect(),
        })
    }
}
