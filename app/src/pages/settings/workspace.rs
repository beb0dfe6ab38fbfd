//! The company: its name and its time zone.

use axum::response::Response;
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use crate::components::{Done, FormProblem, SettingsTabs, TextField, Title, ZoneField, page};
use crate::context::PageError;
use crate::forms::{Posted, Problems, Refusal, typed};

/// A form with both.
#[component]
pub fn WorkspacePage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let workspace = cx
            .state
            .store
            .workspace()
            .await?
            .ok_or(PageError::NotFound)?;
        Ok(view! {
            <Title text=say!(l, pieces.workspace) />
            <SettingsTabs />
            <h1>{say!(l, pieces.workspace)}</h1>
            <Done />
            <form method="post" class="card add">
                <FormProblem />
                <TextField name="name" label=say!(l, people.workspace_name) value=workspace.name autocomplete="organization" required=true />
                <ZoneField label=say!(l, account.zone) value=workspace.zone hint=say!(l, people.zone_hint) />
                <div class="actions"><button class="primary">{say!(l, common.save)}</button></div>
            </form>
        }
        .into_any())
    })
}

/// Saves both.
pub async fn post(posted: Posted) -> Response {
    let done = save(&posted).await;
    posted.finish(done).await
}

async fn save(posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let l = cx.words();
    let mut problems = Problems::default();
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let zone = problems.take("zone", typed::zone(l, posted.text("zone")));
    let (Some(name), Some(zone)) = (name, zone) else {
        return Err(problems.refuse());
    };
    if !cx.state.store.set_workspace(&name, zone).await? {
        return Err(PageError::NotFound.into());
    }
    Ok("/settings/workspace?done=saved".to_owned())
}
