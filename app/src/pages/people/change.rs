//! What a user's page does with its forms.

use axum::extract::Path;
use axum::response::Response;
use domain::role::Role;
use store::{Stamp, User};

use super::one_time_link::OneTimeLink;
use super::refused::refused;
use crate::context::{PageError, id_of};
use crate::forms::{Posted, Problems, Refusal, typed};

/// How a form ends that was carried out.
enum Done {
    /// On another page.
    At(String),
    /// On the same page, which shows a link this once.
    Link(OneTimeLink),
}

/// Changes, archives or restores the user, or makes a link for a new password.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    match change(&posted, &id).await {
        Ok(Done::Link(link)) => posted.page_with(link).await,
        Ok(Done::At(url)) => posted.finish(Ok(url)).await,
        Err(refusal) => posted.finish(Err(refusal)).await,
    }
}

async fn change(posted: &Posted, id: &str) -> Result<Done, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let (l, store, stamp) = (cx.words(), &cx.state.store, cx.stamp());
    let user = store.user(id_of(id)?).await?.ok_or(PageError::NotFound)?;
    let (changed, done) = match posted.text("form") {
        "link" => {
            return OneTimeLink::make(cx, user.id, &user.name)
                .await
                .map(Done::Link);
        }
        "edit" => {
            edit(posted, &user, &stamp).await?;
            (Ok(()), "saved")
        }
        "archive" => (store.archive_user(user.id, &stamp).await, "archived"),
        "restore" => (store.restore_user(user.id, &stamp).await, "restored"),
        _ => return Err(PageError::NotFound.into()),
    };
    changed.map_err(|error| refused(l, error))?;
    Ok(Done::At(format!("/settings/users/{}?done={done}", user.id)))
}

/// The role comes first: it may be refused, and then nothing was changed.
async fn edit(posted: &Posted, user: &User, stamp: &Stamp) -> Result<(), Refusal> {
    let (l, store) = (posted.cx.words(), &posted.cx.state.store);
    let mut problems = Problems::default();
    let name = problems.take("name", typed::name(l, posted.text("name")));
    let role = problems.take("role", typed::role(l, posted.text("role")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    let (Some(name), Some(role), Some(rate)) = (name, role, rate) else {
        return Err(problems.refuse());
    };
    if role != user.role {
        store
            .set_role(user.id, role, stamp)
            .await
            .map_err(|error| refused(l, error))?;
    }
    store
        .set_user(user.id, &name, rate)
        .await
        .map_err(|error| refused(l, error))
}
