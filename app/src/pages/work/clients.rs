//! The list of clients.

use std::collections::HashMap;

use axum::response::Response;
use domain::ClientId;
use domain::role::Role;
use leptos::prelude::*;
use store::{Client, Project};
use texts::say;

use super::refused::refused;
use super::table::{Named, named_table};
use crate::components::{Done, FormProblem, HiddenField, TextField, Title, page};
use crate::context::Cx;
use crate::forms::{Posted, Refusal, typed};

/// All clients, and a form that adds one.
#[component]
pub fn ClientsPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let clients = cx.state.store.clients().await?;
        let projects = cx.state.store.projects().await?;
        Ok(view! {
            <Title text=say!(l, work.clients) />
            <div class="titlebar">
                <h1 class="grow">{say!(l, work.clients)}</h1>
                <a class="button" href="/settings/work-types">{say!(l, pieces.work_types)}</a>
                <a class="button" href="/import">{say!(l, work.import)}</a>
            </div>
            <Done />
            {list(&cx, clients, &projects)}
            <form method="post" class="card add">
                <h2>{say!(l, work.add_client)}</h2>
                <FormProblem form="add" />
                <HiddenField name="form" value="add" />
                <TextField form="add" name="name" label=say!(l, pieces.name) autocomplete="off" required=true />
                <div class="actions"><button class="primary">{say!(l, work.add_client)}</button></div>
            </form>
        }
        .into_any())
    })
}

fn list(cx: &Cx, clients: Vec<Client>, projects: &[Project]) -> AnyView {
    let l = cx.words();
    if clients.is_empty() {
        return view! { <section class="empty"><h2>{say!(l, work.no_clients)}</h2><p>{say!(l, work.no_clients_hint)}</p></section> }.into_any();
    }
    let mut open: HashMap<ClientId, usize> = HashMap::new();
    for project in projects
        .iter()
        .filter(|project| project.archived_at.is_none())
    {
        *open.entry(project.client).or_default() += 1;
    }
    let rows = clients.into_iter().map(|client| Named {
        url: format!("/clients/{}", client.id),
        archived: client.archived_at.is_some(),
        more: vec![
            open.get(&client.id)
                .copied()
                .unwrap_or_default()
                .to_string(),
        ],
        name: client.name,
    });
    let headings = vec![say!(l, pieces.name), say!(l, work.projects)];
    named_table(cx.locale, say!(l, work.clients), headings, rows.collect()).into_any()
}

/// Adds a client.
pub async fn post(posted: Posted) -> Response {
    let done = add(&posted).await;
    posted.finish(done).await
}

async fn add(posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let name = typed::name(cx.words(), posted.text("name"))
        .map_err(|problem| Refusal::of("name", problem))?;
    let id = ClientId::new(cx.now(), &cx.id_bytes());
    cx.state
        .store
        .add_client(id, &name)
        .await
        .map_err(|error| refused(cx.words(), error))?;
    Ok(format!("/clients/{id}?done=added"))
}
