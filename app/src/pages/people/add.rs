//! Adding a user, who gets a link to choose a password.

use axum::response::Response;
use domain::UserId;
use domain::role::Role;
use store::NewUser;

use super::one_time_link::OneTimeLink;
use super::refused::refused;
use crate::forms::{Posted, Problems, Refusal, typed};

/// Adds the user and shows their link on the same page: a redirect would put it into a URL.
pub async fn post(posted: Posted) -> Response {
    match add(&posted).await {
        Ok(link) => posted.page_with(link).await,
        Err(refusal) => posted.finish(Err(refusal)).await,
    }
}

async fn add(posted: &Posted) -> Result<OneTimeLink, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let l = cx.words();
    let mut problems = Problems::default();
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let email = problems.take("email", typed::email(l, posted.text("email")));
    let role = problems.take("role", typed::role(l, posted.text("role")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    let (Some(name), Some(email), Some(role), Some(rate)) = (name, email, role, rate) else {
        return Err(problems.refuse());
    };
    let id = UserId::new(cx.now(), &cx.id_bytes());
    let user = NewUser {
        id,
        email,
        name,
        role,
        password: None,
        rate,
    };
    cx.state
        .store
        .add_user(&user, &cx.stamp())
        .await
        .map_err(|error| refused(l, error))?;
    OneTimeLink::make(cx, id, user.name.as_str()).await
}
