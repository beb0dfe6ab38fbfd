//! From the names in a file to clients, projects and tasks, those that exist and those that will be added.
//!
//! A project has a client, but in a time tracker it can have none. It then gets a client of its own name: one client for
//! all of them would put work for several customers on one invoice.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::random::{self, Random};
use domain::{ClientId, ImportId, ProjectId, TaskId, UserId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::people::People;
use super::{Comparison, Person};
use crate::Store;
use crate::db::{Tx, exec, read};
use crate::email::Email;
use crate::error::StoreError;
use crate::name::{Name, NameProblem};
use crate::rate::Rate;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A client.
    Client,
    /// A project of a client.
    Project,
    /// A task of a project.
    Task,
    /// A user.
    User,
}

/// Something that an import will add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// What it is.
    pub kind: NameKind,
    /// Its name.
    pub name: String,
    pub(super) id: Uuid,
    pub(super) parent: Option<Uuid>,
    /// The name in small letters; of a user the address.
    pub(super) key: String,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The project; `None` for work without one.
    pub project: Option<ProjectId>,
    /// The task.
    pub task: Option<TaskId>,
    /// What an hour of the project costs.
    pub rate: Option<Rate>,
}

/// Finds what the names of a file mean. The same name always means the same, in whatever spelling of its letters' case.
pub struct NameBook {
    clients: HashMap<String, ClientId>,
    projects: HashMap<(ClientId, String), (ProjectId, Option<Rate>)>,
    tasks: HashMap<(ProjectId, String), TaskId>,
    /// Every place that was asked for, by client, project and task as the file spells them: most rows repeat one.
    places: HashMap<String, HashMap<String, HashMap<String, Place>>>,
    people: People,
    fresh: Fresh,
}

/// What is new, with the means to make it.
pub(super) struct Fresh {
    names: Vec<NewName>,
    now: DateTime<Utc>,
    random: Arc<dyn Random>,
}

impl Fresh {
    /// Notes something new and answers its id.
    pub(super) fn add(
        &mut self,
        kind: NameKind,
        parent: Option<Uuid>,
        name: String,
        key: String,
    ) -> Uuid {
        let bytes = random::id_bytes(&*self.random);
        let id = match kind {
            NameKind::Client => ClientId::new(self.now, &bytes).0,
            NameKind::Project => ProjectId::new(self.now, &bytes).0,
            NameKind::Task => TaskId::new(self.now, &bytes).0,
            NameKind::User => UserId::new(self.now, &bytes).0,
        };
        self.names.push(NewName {
            kind,
            name,
            id,
            parent,
            key,
        });
        id
    }
}

impl NewName {
    /// Whether this is a user whose address the file knows.
    pub fn has_address(&self) -> bool {
        self.kind == NameKind::User
            && !Email::parse(&self.key).is_ok_and(|email| email.is_placeholder())
    }
}

impl NameKind {
    /// The name in the database.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Project => "project",
            Self::Task => "task",
            Self::User => "user",
        }
    }
}

impl NameBook {
    /// What a row with these names is for; empty where it names none.
    pub fn place(&mut self, client: &str, project: &str, task: &str) -> Result<Place, NameProblem> {
        let known = self.places.get(client);
        let known = known.and_then(|projects| projects.get(project));
        if let Some(place) = known.and_then(|tasks| tasks.get(task)) {
            return Ok(*place);
        }
        let place = self.find_place(client, project, task)?;
        let projects = self.places.entry(client.to_owned()).or_default();
        let tasks = projects.entry(project.to_owned()).or_default();
        tasks.insert(task.to_owned(), place);
        Ok(place)
    }

    /// Whose entry a row with this name and address is; whoever imports, where it names nobody.
    pub fn person(&mut self, name: &str, email: &str) -> Result<Person, NameProblem> {
        self.people.find(name, email, &mut self.fresh)
    }

    /// The new names that new entries need: others belong to rows that were imported before, under a name that has been
    /// changed here since.
    pub fn needed(self, comparison: &Comparison) -> Vec<NewName> {
        let mut needed: HashSet<Uuid> = comparison.used_by_new().collect();
        // A name comes after the one that it belongs to.
        for name in self.fresh.names.iter().rev() {
            if needed.contains(&name.id) {
                needed.extend(name.parent);
            }
        }
        let mut names = self.fresh.names;
        names.retain(|name| needed.contains(&name.id));
        names
    }

    fn find_place(
        &mut self,
        client: &str,
        project: &str,
        task: &str,
    ) -> Result<Place, NameProblem> {
        if project.is_empty() {
            return Ok(Place::default());
        }
        let client = Name::parse(if client.is_empty() { project } else { client })?;
        let client = self.client(&client);
        let (project, rate) = self.project(client, &Name::parse(project)?);
        let task = match task {
            "" => None,
            task => Some(self.task(project, &Name::parse(task)?)),
        };
        Ok(Place {
            project: Some(project),
            task,
            rate,
        })
    }

    fn client(&mut self, name: &Name) -> ClientId {
        let fresh = &mut self.fresh;
        *self.clients.entry(name.key()).or_insert_with(|| {
            ClientId(fresh.add(NameKind::Client, None, name.as_str().to_owned(), name.key()))
        })
    }

    fn project(&mut self, client: ClientId, name: &Name) -> (ProjectId, Option<Rate>) {
        let fresh = &mut self.fresh;
        *self
            .projects
            .entry((client, name.key()))
            .or_insert_with(|| {
                let text = name.as_str().to_owned();
                let id = fresh.add(NameKind::Project, Some(client.0), text, name.key());
                (ProjectId(id), None)
            })
    }

    fn task(&mut self, project: ProjectId, name: &Name) -> TaskId {
        let fresh = &mut self.fresh;
        *self.tasks.entry((project, name.key())).or_insert_with(|| {
            let text = name.as_str().to_owned();
            TaskId(fresh.add(NameKind::Task, Some(project.0), text, name.key()))
        })
    }
}

impl Store {
    /// All names there are, archived ones too. `importer` gets the rows that name nobody.
    pub async fn name_book(
        &self,
        importer: UserId,
        now: DateTime<Utc>,
        random: Arc<dyn Random>,
    ) -> Result<NameBook, StoreError> {
        let clients: Vec<(String, Uuid)> = read!(self.db, |pool| {
            sqlx::query_as("select name_key, id from clients")
                .fetch_all(pool)
                .await
        })?;
        let projects: Vec<(Uuid, String, Uuid, Option<i64>)> = read!(self.db, |pool| {
            sqlx::query_as("select client_id, name_key, id, rate_cents from projects")
                .fetch_all(pool)
                .await
        })?;
        let tasks: Vec<(Uuid, String, Uuid)> = read!(self.db, |pool| {
            sqlx::query_as("select project_id, name_key, id from tasks")
                .fetch_all(pool)
                .await
        })?;
        let clients = clients.into_iter().map(|(key, id)| (key, ClientId(id)));
        let tasks = tasks.into_iter();
        let tasks = tasks.map(|(project, key, id)| ((ProjectId(project), key), TaskId(id)));
        let projects = projects.into_iter().map(|(client, key, id, rate)| {
            let project = (ProjectId(id), Rate::stored(rate)?);
            Ok(((ClientId(client), key), project))
        });
        Ok(NameBook {
            clients: clients.collect(),
            projects: projects.collect::<Result<_, StoreError>>()?,
            tasks: tasks.collect(),
            places: HashMap::new(),
            people: People::new(self.users().await?, importer),
            fresh: Fresh {
                names: Vec::new(),
                now,
                random,
            },
        })
    }
}

/// Keeps names for the moment at which they are added.
pub(super) async fn insert_names(
    tx: &mut Tx,
    import: ImportId,
    names: &[NewName],
) -> Result<(), StoreError> {
    for chunk in names.chunks(1_000) {
        exec!(&mut *tx, |conn| {
            let mut query = QueryBuilder::new(
                "insert into import_names (import_id, kind, id, parent_id, name, name_key) ",
            );
            query.push_values(chunk, |mut values, name| {
                values
                    .push_bind(import.0)
                    .push_bind(name.kind.as_str())
                    .push_bind(name.id)
                    .push_bind(name.parent)
                    .push_bind(name.name.as_str())
                    .push_bind(name.key.as_str());
            });
            query.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}
