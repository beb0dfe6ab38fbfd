//! The password once more, where somebody signed in long ago and is about to touch credentials.

use chrono::{DateTime, TimeDelta, Utc};
use http::request::Parts;
use leptos::prelude::*;
use secrecy::SecretString;
use texts::say;
use tower_sessions::Session;

use crate::components::TextField;
use crate::context::{Cx, PageError};
use crate::forms::{Posted, Refusal};
use crate::viewer::SIGNED_IN_KEY;

/// How long a sign-in is good enough.
const FRESH: TimeDelta = TimeDelta::minutes(30);

/// Whether a form on this page asks for the password.
pub async fn is_asked(cx: &Cx) -> bool {
    let session =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    match session {
        Some(session) => is_old(cx, &session).await,
        None => true,
    }
}

/// The password's field.
pub fn password_field(l: texts::Locale, form: &'static str) -> impl IntoView {
    view! {
        <TextField form=form name="password" kind="password" autocomplete="current-password"
            label=say!(l, integrations.password) hint=say!(l, integrations.password_hint) />
    }
}

/// Goes on where the sign-in is fresh, or becomes so by the right password.
pub async fn prove(session: &Session, posted: &Posted) -> Result<(), Refusal> {
    let cx = &posted.cx;
    if !is_old(cx, session).await {
        return Ok(());
    }
    let l = cx.words();
    let user = cx.user.clone().ok_or(PageError::SignIn)?;
    let typed = posted.raw("password");
    if typed.is_empty() {
        return Err(Refusal::of(
            "password",
            say!(l, integrations.password_empty),
        ));
    }
    let guesses = &cx.state.guesses;
    if let Some(wait) = guesses.wait(&user.id, cx.now()) {
        tracing::warn!(user = %user.id, "too many wrong passwords of somebody who is signed in");
        let seconds = wait.num_seconds() + 1;
        let words = say!(l, integrations.password_wait, seconds = seconds);
        return Err(Refusal::of("password", words));
    }
    let password = SecretString::from(typed.to_owned());
    match cx.state.store.check_password(&user.email, password).await? {
        Some(found) if found.id == user.id => guesses.forget(&user.id),
        _ => {
            guesses.add(user.id, cx.now());
            return Err(Refusal::of(
                "password",
                say!(l, integrations.password_wrong),
            ));
        }
    }
    if let Err(error) = session.insert(SIGNED_IN_KEY, cx.now().timestamp()).await {
        tracing::warn!(%error, "a fresh sign-in could not be kept");
    }
    Ok(())
}

/// A session that cannot be read counts as old.
async fn is_old(cx: &Cx, session: &Session) -> bool {
    let signed_in: Option<i64> = session.get(SIGNED_IN_KEY).await.ok().flatten();
    signed_in.is_none_or(|at| is_before(at, cx.now() - FRESH))
}

fn is_before(seconds: i64, limit: DateTime<Utc>) -> bool {
    seconds < limit.timestamp()
}
