//! A client and its projects.

use domain::ClientId;
use domain::role::Role;
use leptos::prelude::*;
use store::{Client, Project};
use texts::say;

use super::table::{Named, named_table, rate_text};
use crate::components::{
    ArchivedMark, Crumbs, Done, FormProblem, HiddenField, Keeping, TextField, Title, page,
};
use crate::context::{Cx, PageError, id_in_path};

/// A client's name and projects.
#[component]
pub fn ClientPage() -> impl IntoView {
    let id = id_in_path::<ClientId>();
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let client = cx
            .state
            .store
            .client(id?)
            .await?
            .ok_or(PageError::NotFound)?;
        let mut projects = cx.state.store.projects().await?;
        projects.retain(|project| project.client == client.id);
        let archived = client.archived_at.is_some();
        Ok(view! {
            <Title text=client.name.clone() />
            <Crumbs l trail=vec![("/clients".to_owned(), say!(l, work.clients))] />
            <div class="titlebar"><h1>{client.name.clone()}</h1><ArchivedMark l archived /></div>
            <Done />
            <FormProblem form="archive" /><FormProblem form="restore" /><FormProblem form="delete" />
            {projects_of(&cx, projects)}
            {(!archived).then(|| add_project(l))}
            {rename(l, &client)}
            <Keeping l archived archive_hint=say!(l, work.archive_client_hint) delete_question=say!(l, work.delete_client, name = client.name) />
        }
        .into_any())
    })
}

fn projects_of(cx: &Cx, projects: Vec<Project>) -> impl IntoView + use<> {
    let l = cx.words();
    let list = if projects.is_empty() {
        view! { <section class="empty"><p>{say!(l, work.no_projects)}</p></section> }.into_any()
    } else {
        let rows = projects.into_iter().map(|project| Named {
            url: format!("/projects/{}", project.id),
            archived: project.archived_at.is_some(),
            more: vec![rate_text(cx.locale, project.rate)],
            name: project.name,
        });
        let headings = vec![say!(l, pieces.name), say!(l, work.rate)];
        named_table(cx.locale, say!(l, work.projects), headings, rows.collect()).into_any()
    };
    view! { <h2>{say!(l, work.projects)}</h2>{list} }
}

fn add_project(l: texts::Locale) -> impl IntoView {
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, work.add_project)}</h2>
            <FormProblem form="add" />
            <HiddenField name="form" value="add" />
            <div class="fields wide">
                <TextField form="add" name="name" label=say!(l, pieces.name) autocomplete="off" required=true />
                <TextField form="add" name="rate" label=say!(l, pieces.rate) hint=say!(l, pieces.rate_hint) inputmode="decimal" autocomplete="off" />
            </div>
            <div class="actions"><button class="primary">{say!(l, work.add_project)}</button></div>
        </form>
    }
}

fn rename(l: texts::Locale, client: &Client) -> impl IntoView + use<> {
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, work.edit_client)}</h2>
            <FormProblem form="rename" />
            <HiddenField name="form" value="rename" />
            <TextField form="rename" name="name" label=say!(l, pieces.name) value=client.name.clone() autocomplete="off" required=true />
            <div class="actions"><button>{say!(l, common.save)}</button></div>
        </form>
    }
}
