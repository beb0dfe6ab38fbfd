//! Clients, projects, tasks and types of work in the database.

use std::collections::HashMap;

use app::state::AppState;
use domain::{ClientId, ProjectId, TaskId, WorkTypeId, random};
use store::{Name, NewProject, Rate};

use super::DemoError;
use super::jobs::{Chore, JOBS, Job, WORK_TYPES};

/// The ids of what is worked on, by name.
#[derive(Debug, Default)]
pub struct Work {
    /// Clients.
    pub clients: HashMap<&'static str, ClientId>,
    projects: HashMap<(&'static str, &'static str), ProjectId>,
    tasks: HashMap<(ProjectId, &'static str), TaskId>,
    types: HashMap<&'static str, WorkTypeId>,
}

/// What an entry is for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ids {
    /// The project.
    pub project: Option<ProjectId>,
    /// The task.
    pub task: Option<TaskId>,
    /// The type of work.
    pub work_type: Option<WorkTypeId>,
}

impl Work {
    /// Adds all jobs.
    pub async fn add(state: &AppState) -> Result<Self, DemoError> {
        let mut work = Self::default();
        for name in WORK_TYPES {
            let id = WorkTypeId::new(state.clock.now(), &random::id_bytes(&*state.random));
            state.store.add_work_type(id, &Name::parse(name)?).await?;
            work.types.insert(name, id);
        }
        for job in JOBS {
            work.add_job(state, job).await?;
        }
        Ok(work)
    }

    /// The ids behind a job's task.
    pub fn ids(&self, job: &Job, chore: &Chore) -> Ids {
        let project = self.projects.get(&(job.client, job.project)).copied();
        Ids {
            project,
            task: project.and_then(|project| self.tasks.get(&(project, chore.task)).copied()),
            work_type: self.types.get(chore.work_type).copied(),
        }
    }

    async fn add_job(&mut self, state: &AppState, job: &'static Job) -> Result<(), DemoError> {
        let client = self.client(state, job.client).await?;
        let id = ProjectId::new(state.clock.now(), &random::id_bytes(&*state.random));
        let project = NewProject {
            id,
            client,
            name: Name::parse(job.project)?,
            rate: job
                .euro_per_hour
                .and_then(|euro| Rate::of_cents(euro * 100)),
        };
        state.store.add_project(&project).await?;
        self.projects.insert((job.client, job.project), id);
        for chore in job.chores {
            let task = TaskId::new(state.clock.now(), &random::id_bytes(&*state.random));
            state
                .store
                .add_task(task, id, &Name::parse(chore.task)?)
                .await?;
            self.tasks.insert((id, chore.task), task);
        }
        Ok(())
    }

    async fn client(
        &mut self,
        state: &AppState,
        name: &'static str,
    ) -> Result<ClientId, DemoError> {
        if let Some(id) = self.clients.get(name) {
            return Ok(*id);
        }
        let id = ClientId::new(state.clock.now(), &random::id_bytes(&*state.random));
        state.store.add_client(id, &Name::parse(name)?).await?;
        self.clients.insert(name, id);
        Ok(id)
    }
}
