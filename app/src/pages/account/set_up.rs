//! The first set-up, by the one-time link in the log.

use axum::extract::Path;
use axum::response::Response;
use domain::UserId;
use domain::role::Role;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use store::{Link, LinkError, LinkToken, MIN_PASSWORD, NewUser, UserError};
use texts::say;

use super::new_password::{hashed, new_password};
use super::void_link::void_link;
use crate::components::{FormProblem, TextField, Title, ZoneField, page};
use crate::context::{Cx, PageError};
use crate::forms::{Posted, Problems, Refusal, typed};

/// The company and its first admin.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let response = expect_context::<ResponseOptions>();
    page(async move |cx| {
        let l = cx.words();
        if !works(&cx, &token).await? {
            return Ok(void_link(l, &response, say!(l, account.set_up_void)));
        }
        Ok(view! {
            <Title text=say!(l, account.set_up) />
            <section class="narrow">
                <h1>{say!(l, account.set_up)}</h1>
                <p class="muted">{say!(l, account.set_up_hint)}</p>
                <FormProblem />
                <form method="post" class="card">
                    <TextField name="workspace" label=say!(l, account.company) autocomplete="organization" required=true />
                    <ZoneField label=say!(l, account.zone) value=cx.zone hint=say!(l, account.zone_hint) />
                    <h2>{say!(l, account.first_admin)}</h2>
                    <TextField name="name" label=say!(l, account.your_name) autocomplete="name" required=true />
                    <TextField name="email" label=say!(l, account.email) kind="email" autocomplete="username" required=true />
                    <TextField name="password" label=say!(l, account.password) kind="password" autocomplete="new-password"
                        hint=say!(l, account.password_hint, least = MIN_PASSWORD) required=true />
                    <button class="primary">{say!(l, account.set_up_button)}</button>
                </form>
            </section>
        }
        .into_any())
    })
}

async fn works(cx: &Cx, token: &str) -> Result<bool, PageError> {
    let Some(token) = LinkToken::parse(token) else {
        return Ok(false);
    };
    Ok(cx.state.store.link(&token, cx.now()).await? == Some(Link::SetUp))
}

/// Sets Billhour up.
pub async fn post(Path(token): Path<String>, posted: Posted) -> Response {
    let done = set_up(&posted, &token).await;
    posted.finish(done).await
}

async fn set_up(posted: &Posted, token: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let void = || Refusal::whole(say!(l, account.set_up_void));
    let token = LinkToken::parse(token).ok_or_else(void)?;
    let mut problems = Problems::default();
    let workspace = problems.take("workspace", typed::name(l, posted.text("workspace")));
    let zone = problems.take("zone", typed::zone(l, posted.text("zone")));
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let email = problems.take("email", typed::email(l, posted.text("email")));
    let password = email
        .as_ref()
        .and_then(|email| problems.take("password", new_password(l, posted, email)));
    let (Some(workspace), Some(zone), Some(name), Some(email), Some(password)) =
        (workspace, zone, name, email, password)
    else {
        return Err(problems.refuse());
    };
    // Hashing costs time and memory: not for a link that does not work.
    if !works(cx, &token.expose()).await? {
        return Err(void());
    }
    let password = Some(hashed(posted, password).await?);
    let id = UserId::new(cx.now(), &cx.id_bytes());
    let admin = NewUser {
        id,
        email,
        name,
        role: Role::Admin,
        password,
        rate: None,
    };
    let done = cx
        .state
        .store
        .set_up(&token, &workspace, zone, &admin, &cx.stamp())
        .await;
    done.map(|()| "/sign-in?done=set_up".to_owned())
        .map_err(|error| match error {
            LinkError::Void | LinkError::AlreadySetUp => void(),
            LinkError::User(UserError::Store(error)) | LinkError::Store(error) => error.into(),
            LinkError::User(UserError::EmailTaken | UserError::LastAdmin | UserError::Gone) => {
                void()
            }
        })
}
