//! The sign-in page.

use axum::extract::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use secrecy::SecretString;
use store::SESSION_USER;
use texts::say;
use tower_sessions::Session;

use crate::components::{HiddenField, Notice, TextField, Title, page};
use crate::context::PageError;
use crate::forms::{Echo, Posted, local_path};
use crate::viewer::SIGNED_IN_KEY;

/// E-mail address and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    page(async |cx| {
        let l = cx.words();
        let next = cx.query_value("next").unwrap_or_default();
        Ok(view! {
            <Title text=say!(l, account.sign_in) />
            <section class="narrow">
                <h1>{say!(l, account.sign_in)}</h1>
                {Echo::of_form("").problem("").map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
                <form method="post" class="card">
                    <HiddenField name="next" value=next />
                    <TextField name="email" label=say!(l, account.email) kind="email" autocomplete="username" required=true />
                    <TextField name="password" label=say!(l, account.password) kind="password" autocomplete="current-password" required=true />
                    <button class="primary">{say!(l, account.sign_in)}</button>
                </form>
            </section>
        }
        .into_any())
    })
}

/// Checks the password; the session gets a new id, so that one planted before is worth nothing.
pub async fn post(Extension(session): Extension<Session>, posted: Posted) -> Response {
    let l = posted.cx.words();
    let password = SecretString::from(posted.raw("password").to_owned());
    let user = match posted.cx.state.store.check_password(posted.text("email"), password).await {
        Ok(Some(user)) => user,
        Ok(None) => return posted.again(vec![("", say!(l, account.wrong))]).await,
        Err(error) => return PageError::from(error).into_response(),
    };
    let signed_in = async {
        session.cycle_id().await?;
        session.insert(SESSION_USER, user.id).await?;
        session.insert(SIGNED_IN_KEY, posted.cx.now().timestamp()).await
    };
    match signed_in.await {
        Ok(()) => Redirect::to(local_path(posted.text("next"))).into_response(),
        Err(error) => {
            tracing::error!(%error, "a session could not be kept");
            posted.again(vec![("", say!(l, errors.database))]).await
        }
    }
}

/// Ends the session on the server too.
pub async fn sign_out(Extension(session): Extension<Session>) -> Response {
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a session could not be ended");
    }
    ([("clear-site-data", "\"cache\", \"storage\"")], Redirect::to("/sign-in")).into_response()
}
