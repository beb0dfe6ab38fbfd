//! The sign-in page.

use axum::extract::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use secrecy::SecretString;
use store::{AuditKind, Email, SESSION_USER, Stamp, User};
use texts::say;
use tower_sessions::Session;

use super::language;
use crate::components::{FormProblem, HiddenField, Notice, TextField, Title, page};
use crate::context::Cx;
use crate::forms::{Echo, Posted, Refusal, local_path};
use crate::state::DemoSignIn;
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
                {welcome(&cx)}
                <FormProblem />
                <form method="post" class="card">
                    <HiddenField name="next" value=next />
                    <TextField name="email" label=say!(l, account.email) kind="email" autocomplete="username" required=true />
                    <TextField name="password" label=say!(l, account.password) kind="password" autocomplete="current-password" required=true />
                    <button class="primary">{say!(l, account.sign_in)}</button>
                </form>
                <p class="muted">{say!(l, account.forgotten)}</p>
            </section>
        }
        .into_any())
    })
}

/// What led here, and how to sign in to the demo.
fn welcome(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let done = cx
        .query_value("done")
        .filter(|_| use_context::<Echo>().is_none());
    let done = done.and_then(|done| match done.as_str() {
        "set_up" => Some(say!(l, account.done_set_up)),
        "password" => Some(say!(l, account.done_password)),
        _ => None,
    });
    let demo = cx.state.site.demo_sign_in.map(|DemoSignIn { email, password }| {
        let hint = say!(l, account.demo_hint);
        view! { <Notice kind="info"><p>{hint}</p><p><code>{email}</code>" "<code>{password}</code></p></Notice> }
    });
    view! { {done.map(|done| view! { <Notice kind="good">{done}</Notice> })}{demo} }
}

/// Checks the password; the session gets a new id, so that one planted before is worth nothing.
pub async fn post(Extension(session): Extension<Session>, posted: Posted) -> Response {
    match sign_in(&session, &posted).await {
        Ok(user) => {
            let next = Redirect::to(local_path(posted.text("next")));
            (language::own_language(&posted, user.locale), next).into_response()
        }
        Err(refusal) => posted.finish(Err(refusal)).await,
    }
}

async fn sign_in(session: &Session, posted: &Posted) -> Result<User, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let password = SecretString::from(posted.raw("password").to_owned());
    let store = &cx.state.store;
    let Some(user) = store.check_password(posted.text("email"), password).await? else {
        // Only what is an address: some type their password into the wrong field.
        let address = Email::parse(posted.text("email"))
            .map(|email| email.to_string())
            .unwrap_or_default();
        store
            .audit(AuditKind::SignInFailed, &address, &cx.stamp())
            .await?;
        return Err(Refusal::whole(say!(l, account.wrong)));
    };
    let kept = async {
        session.cycle_id().await?;
        session.insert(SESSION_USER, user.id).await?;
        session.insert(SIGNED_IN_KEY, cx.now().timestamp()).await
    };
    if let Err(error) = kept.await {
        tracing::error!(%error, "a session could not be kept");
        return Err(Refusal::whole(say!(l, errors.database)));
    }
    let stamp = Stamp {
        by: Some(user.id),
        ..cx.stamp()
    };
    store
        .audit(AuditKind::SignedIn, &user.id.to_string(), &stamp)
        .await?;
    Ok(user)
}

/// Ends the session on the server too.
pub async fn sign_out(Extension(session): Extension<Session>, posted: Posted) -> Response {
    let cx = &posted.cx;
    if let Err(error) = session.flush().await {
        tracing::error!(%error, "a session could not be ended");
    }
    if let Some(user) = &cx.user
        && let Err(error) = cx
            .state
            .store
            .audit(AuditKind::SignedOut, &user.id.to_string(), &cx.stamp())
            .await
    {
        tracing::error!(%error, "a sign-out could not be recorded");
    }
    (
        [("clear-site-data", "\"cache\", \"storage\"")],
        Redirect::to("/sign-in"),
    )
        .into_response()
}
