//! A project and its tasks.

use domain::ProjectId;
use domain::role::Role;
use leptos::prelude::*;
use store::{Project, Task};
use texts::say;

use super::table::{Named, named_table, rate_input};
use crate::components::{
    ArchivedMark, Crumbs, Done, FormProblem, HiddenField, Keeping, TextField, Title, page,
};
use crate::context::{Cx, PageError, id_in_path};

/// A project's name, rate and tasks.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let id = id_in_path::<ProjectId>();
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let project = cx
            .state
            .store
            .project(id?)
            .await?
            .ok_or(PageError::NotFound)?;
        let tasks = cx.state.store.tasks_of(project.id).await?;
        let archived = project.archived_at.is_some();
        let trail = vec![
            ("/clients".to_owned(), say!(l, work.clients)),
            (
                format!("/clients/{}", project.client),
                project.client_name.clone(),
            ),
        ];
        Ok(view! {
            <Title text=project.name.clone() />
            <Crumbs l trail />
            <div class="titlebar"><h1>{project.name.clone()}</h1><ArchivedMark l archived /></div>
            <Done />
            <FormProblem form="archive" /><FormProblem form="restore" /><FormProblem form="delete" />
            {tasks_of(&cx, tasks)}
            {(!archived).then(|| add_task(l))}
            {edit(&cx, &project)}
            <Keeping l archived archive_hint=say!(l, work.archive_project_hint) delete_question=say!(l, work.delete_project, name = project.name) />
        }
        .into_any())
    })
}

fn tasks_of(cx: &Cx, tasks: Vec<Task>) -> impl IntoView + use<> {
    let l = cx.words();
    let list = if tasks.is_empty() {
        view! { <section class="empty"><p>{say!(l, work.no_tasks)}</p></section> }.into_any()
    } else {
        let rows = tasks.into_iter().map(|task| Named {
            url: format!("/tasks/{}", task.id),
            archived: task.archived_at.is_some(),
            more: Vec::new(),
            name: task.name,
        });
        named_table(
            cx.locale,
            say!(l, work.tasks),
            vec![say!(l, pieces.name)],
            rows.collect(),
        )
        .into_any()
    };
    view! { <h2>{say!(l, work.tasks)}</h2>{list} }
}

fn add_task(l: texts::Locale) -> impl IntoView {
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, work.add_task)}</h2>
            <FormProblem form="add" />
            <HiddenField name="form" value="add" />
            <TextField form="add" name="name" label=say!(l, pieces.name) autocomplete="off" required=true />
            <div class="actions"><button class="primary">{say!(l, work.add_task)}</button></div>
        </form>
    }
}

fn edit(cx: &Cx, project: &Project) -> impl IntoView + use<> {
    let l = cx.words();
    let rate = rate_input(cx.locale, project.rate);
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, work.edit_project)}</h2>
            <FormProblem form="edit" />
            <HiddenField name="form" value="edit" />
            <div class="fields wide">
                <TextField form="edit" name="name" label=say!(l, pieces.name) value=project.name.clone() autocomplete="off" required=true />
                <TextField form="edit" name="rate" label=say!(l, pieces.rate) value=rate hint=say!(l, work.project_rate_hint) inputmode="decimal" autocomplete="off" />
            </div>
            <div class="actions"><button>{say!(l, common.save)}</button></div>
        </form>
    }
}
