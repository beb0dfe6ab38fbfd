//! Which Billhour may send: this one, another one on the same data, or both.

use std::collections::HashMap;

use axum::extract::Extension;
use axum::response::Response;
use domain::UserId;
use domain::role::Role;
use leptos::prelude::*;
use store::{Admitted, Installation};
use texts::say;
use tower_sessions::Session;

use super::INSTALLATION;
use crate::components::{
    Choice, Done, FormProblem, Notice, SelectField, SettingsTabs, Title, moment_text, page,
};
use crate::context::Cx;
use crate::forms::{Posted, Refusal};
use crate::password::{self, password_field, prove};

/// In the place of all others.
const MOVED: &str = "moved";
/// Together with the others.
const BESIDE: &str = "beside";

/// The page.
#[component]
pub fn InstallationPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let store = &cx.state.store;
        let this = cx.state.engine.installation();
        let all = store.admitted_installations().await?;
        let is_admitted = all.iter().any(|admitted| admitted.installation == *this);
        let ask_password = password::is_asked(&cx).await;
        let users = store.users().await?.into_iter();
        let names: HashMap<_, _> = users.map(|user| (user.id, user.name)).collect();
        let listed: Vec<_> = all
            .iter()
            .map(|admitted| admitted_card(&cx, admitted, this, &names))
            .collect();
        let state = if is_admitted {
            view! { <Notice kind="good">{say!(l, sending.may_send)}</Notice> }.into_any()
        } else {
            ask(&cx, this, ask_password)
        };
        Ok(view! {
            <Title text=say!(l, sending.installation_title) />
            <SettingsTabs />
            <h1>{say!(l, sending.installation_title)}</h1>
            <p class="muted">{say!(l, sending.installation_intro)}</p>
            <Done />
            {state}
            <h2>{say!(l, sending.admitted_title)}</h2>
            <div class="cards">{listed}</div>
        }
        .into_any())
    })
}

/// What it means to let this one send, and the button.
fn ask(cx: &Cx, this: &Installation, ask_password: bool) -> AnyView {
    let l = cx.words();
    let choices = vec![
        Choice::new("", say!(l, sending.choose)),
        Choice::new(MOVED, say!(l, sending.choose_moved)),
        Choice::new(BESIDE, say!(l, sending.choose_beside)),
    ];
    view! {
        <Notice kind="bad">{say!(l, sending.not_admitted)}</Notice>
        <form method="post" class="card">
            <h2>{say!(l, sending.which_title)}</h2>
            <dl class="facts">
                <dt>{say!(l, sending.address)}</dt><dd>{address(cx, this)}</dd>
                <dt>{say!(l, sending.id)}</dt><dd>{this.id.clone()}</dd>
            </dl>
            <ul>
                <li>{say!(l, sending.if_copy)}</li>
                <li>{say!(l, sending.if_moved)}</li>
                <li>{say!(l, sending.if_beside)}</li>
            </ul>
            <FormProblem />
            <div class="fields">
                <SelectField name="what" label=say!(l, sending.what) choices=choices />
                {ask_password.then(|| password_field(l, ""))}
            </div>
            <div class="actions"><button class="danger">{say!(l, sending.admit)}</button></div>
        </form>
    }
    .into_any()
}

fn admitted_card(
    cx: &Cx,
    admitted: &Admitted,
    this: &Installation,
    names: &HashMap<UserId, String>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let by = admitted.by.and_then(|id| names.get(&id).cloned());
    let by = by.unwrap_or_else(|| say!(l, sending.by_itself));
    let is_this = admitted.installation.id == this.id;
    view! {
        <section class="card">
            {is_this.then(|| view! { <h3>{say!(l, sending.this_one)}</h3> })}
            <dl class="facts">
                <dt>{say!(l, sending.address)}</dt><dd>{address(cx, &admitted.installation)}</dd>
                <dt>{say!(l, sending.id)}</dt><dd>{admitted.installation.id.clone()}</dd>
                <dt>{say!(l, sending.admitted)}</dt><dd>{moment_text(cx, admitted.at)}", "{by}</dd>
            </dl>
        </section>
    }
}

fn address(cx: &Cx, installation: &Installation) -> String {
    if installation.origin.is_empty() {
        say!(cx.words(), sending.no_address)
    } else {
        installation.origin.clone()
    }
}

/// Lets this one send.
pub async fn post(Extension(session): Extension<Session>, posted: Posted) -> Response {
    let done = admit(&session, &posted).await;
    posted.finish(done).await
}

async fn admit(session: &Session, posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let beside_others = match posted.text("what") {
        MOVED => false,
        BESIDE => true,
        _ => {
            return Err(Refusal::of(
                "what",
                say!(cx.words(), sending.choose_missing),
            ));
        }
    };
    prove(session, posted).await?;
    let this = cx.state.engine.installation();
    let (store, stamp) = (&cx.state.store, cx.stamp());
    store
        .admit_installation(this, beside_others, &stamp)
        .await?;
    Ok(format!("{INSTALLATION}?done=saved"))
}
