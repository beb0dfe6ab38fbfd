//! What the selects of an entry's form offer.

use domain::role::Role;
use domain::{ProjectId, TaskId};
use store::{Entry, Project, Task, User, WorkType};

use crate::components::{Choice, ChoiceGroup};
use crate::context::{Cx, PageError};

/// What an entry can be for: what is not archived, and what the entry already has.
pub struct Offer {
    /// Open projects by client.
    pub projects: Vec<Project>,
    /// Tasks of these projects.
    pub tasks: Vec<Task>,
    /// Types of work.
    pub work_types: Vec<WorkType>,
    /// Whose entry it may be; only the reader where the role allows no more.
    pub users: Vec<User>,
}

impl Offer {
    /// What there is for this reader and entry.
    pub async fn load(cx: &Cx, entry: Option<&Entry>) -> Result<Self, PageError> {
        let reader = cx.require(Role::Member)?;
        let store = &cx.state.store;
        let (mut projects, mut tasks) = (store.projects().await?, store.tasks().await?);
        let (mut work_types, mut users) = (store.work_types().await?, store.users().await?);
        let has_project = |id: ProjectId| entry.is_some_and(|entry| entry.project == Some(id));
        projects.retain(|project| project.is_open || has_project(project.id));
        let has_task = |id: TaskId| entry.is_some_and(|entry| entry.task == Some(id));
        tasks.retain(|task| task.archived_at.is_none() || has_task(task.id));
        work_types.retain(|kind| {
            kind.archived_at.is_none()
                || entry.is_some_and(|entry| entry.work_type == Some(kind.id))
        });
        users.retain(|user| {
            let own = user.id == reader.id;
            let others = reader.role >= Role::Biller && user.archived_at.is_none();
            own || others || entry.is_some_and(|entry| entry.user == user.id)
        });
        Ok(Self {
            projects,
            tasks,
            work_types,
            users,
        })
    }

    /// The projects under their clients.
    pub fn project_groups(&self) -> Vec<ChoiceGroup> {
        let mut groups: Vec<ChoiceGroup> = Vec::new();
        for project in &self.projects {
            let choice = Choice::new(project.id.to_string(), &project.name);
            push(&mut groups, &project.client_name, choice);
        }
        groups
    }

    /// The tasks under their projects, in the projects' order.
    pub fn task_groups(&self) -> Vec<ChoiceGroup> {
        let tasks_of = |project: &Project| {
            let tasks = self.tasks.iter().filter(|task| task.project == project.id);
            tasks
                .map(|task| Choice::new(task.id.to_string(), &task.name))
                .collect::<Vec<_>>()
        };
        let groups = self.projects.iter().map(|project| ChoiceGroup {
            label: format!("{} · {}", project.client_name, project.name),
            choices: tasks_of(project),
        });
        groups.filter(|group| !group.choices.is_empty()).collect()
    }
}

fn push(groups: &mut Vec<ChoiceGroup>, label: &str, choice: Choice) {
    match groups.iter_mut().find(|group| group.label == label) {
        Some(group) => group.choices.push(choice),
        None => groups.push(ChoiceGroup {
            label: label.to_owned(),
            choices: vec![choice],
        }),
    }
}
