//! Choosing a password, by a one-time link that an admin made.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use store::{Link, LinkError, LinkToken, MIN_PASSWORD, User, UserError};
use texts::say;

use super::new_password::{hashed, new_password};
use super::void_link::void_link;
use crate::components::{FormProblem, TextField, Title, page};
use crate::context::{Cx, PageError};
use crate::forms::{Posted, Refusal};

/// A field for the new password.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let response = expect_context::<ResponseOptions>();
    page(async move |cx| {
        let l = cx.words();
        let Some((_, user)) = owner(&cx, &token).await? else {
            return Ok(void_link(l, &response, say!(l, account.password_void)));
        };
        Ok(view! {
            <Title text=say!(l, account.choose_password) />
            <section class="narrow">
                <h1>{say!(l, account.choose_password)}</h1>
                <p>{say!(l, account.choose_password_for, name = user.name, email = user.email.to_string())}</p>
                <FormProblem />
                <form method="post" class="card">
                    // Password managers want to know whose password it is.
                    <input type="hidden" name="username" autocomplete="username" value=user.email.to_string() />
                    <TextField name="password" label=say!(l, account.new_password) kind="password" autocomplete="new-password"
                        hint=say!(l, account.password_hint, least = MIN_PASSWORD) required=true />
                    <button class="primary">{say!(l, account.save_password)}</button>
                </form>
            </section>
        }
        .into_any())
    })
}

/// The link and its user, while it works.
async fn owner(cx: &Cx, token: &str) -> Result<Option<(LinkToken, User)>, PageError> {
    let Some(token) = LinkToken::parse(token) else {
        return Ok(None);
    };
    let Some(Link::Password(id)) = cx.state.store.link(&token, cx.now()).await? else {
        return Ok(None);
    };
    let user = cx
        .state
        .store
        .user(id)
        .await?
        .filter(|user| user.archived_at.is_none());
    Ok(user.map(|user| (token, user)))
}

/// Sets the password; all sessions of the user end.
pub async fn post(Path(token): Path<String>, posted: Posted) -> Response {
    let done = choose(&posted, &token).await;
    posted.finish(done).await
}

async fn choose(posted: &Posted, token: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let void = || Refusal::whole(say!(l, account.password_void));
    let (token, user) = owner(cx, token).await?.ok_or_else(void)?;
    let password =
        new_password(l, posted, &user.email).map_err(|problem| Refusal::of("password", problem))?;
    let hash = hashed(posted, password).await?;
    let done = cx
        .state
        .store
        .choose_password(&token, &hash, &cx.stamp())
        .await;
    done.map(|_| "/sign-in?done=password".to_owned())
        .map_err(|error| match error {
            LinkError::User(UserError::Store(error)) | LinkError::Store(error) => error.into(),
            LinkError::Void | LinkError::AlreadySetUp | LinkError::User(_) => void(),
        })
}
