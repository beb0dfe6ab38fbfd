//! The names that a file has, each once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::row::SourceRow;

/// The distinct names of a file, in their order, each with how many of its rows have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The clients.
    pub clients: Vec<(String, u64)>,
    /// The projects; equal names of different clients are different projects.
    pub projects: Vec<(ProjectName, u64)>,
    /// The tasks; equal names in different projects are different tasks.
    pub tasks: Vec<(TaskName, u64)>,
    /// The users.
    pub users: Vec<(UserName, u64)>,
}

/// A project of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectName {
    /// The client, empty where the project has none.
    pub client: String,
    /// The project.
    pub project: String,
}

/// A task of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskName {
    /// The client, empty where the project has none.
    pub client: String,
    /// The project.
    pub project: String,
    /// The task.
    pub task: String,
}

/// A user, by whatever the file has of name and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserName {
    /// The e-mail address, or empty.
    pub email: String,
    /// The name, or empty.
    pub name: String,
}

/// Counts names row by row; its size depends on how many there are, not on the rows.
#[derive(Default)]
pub(crate) struct NameCounts {
    work: Level,
    users: Level,
}

/// Names below one another, with the rows that have them.
#[derive(Default)]
struct Level {
    rows: u64,
    below: BTreeMap<String, Level>,
}

impl Level {
    fn count(&mut self, path: &[&str]) {
        self.rows += 1;
        let Some((name, rest)) = path.split_first() else {
            return;
        };
        // Most names are known already: looked up without making a string of them.
        match self.below.get_mut(*name) {
            Some(level) => level.count(rest),
            None => self
                .below
                .entry((*name).to_owned())
                .or_default()
                .count(rest),
        }
    }
}

impl NameCounts {
    pub(crate) fn count(&mut self, row: &SourceRow) {
        self.work.count(&[&row.client, &row.project, &row.task]);
        self.users.count(&[&row.user_email, &row.user_name]);
    }

    pub(crate) fn finish(self) -> Names {
        let mut names = Names::default();
        for (client, level) in &self.work.below {
            push(&mut names.clients, client, level, || client.clone());
            for (project, level) in &level.below {
                push(&mut names.projects, project, level, || ProjectName {
                    client: client.clone(),
                    project: project.clone(),
                });
                for (task, level) in &level.below {
                    push(&mut names.tasks, task, level, || TaskName {
                        client: client.clone(),
                        project: project.clone(),
                        task: task.clone(),
                    });
                }
            }
        }
        for (email, level) in &self.users.below {
            for (name, level) in &level.below {
                let known = if email.is_empty() { name } else { email };
                push(&mut names.users, known, level, || UserName {
                    email: email.clone(),
                    name: name.clone(),
                });
            }
        }
        names
    }
}

/// Adds a name with its rows; rows without a name are no name.
fn push<T>(list: &mut Vec<(T, u64)>, name: &str, level: &Level, made: impl FnOnce() -> T) {
    if !name.is_empty() {
        list.push((made(), level.rows));
    }
}
