//! What an admin does with a connection.

use axum::extract::{Extension, Path};
use axum::response::Response;
use domain::capabilities::BillingTool;
use domain::role::Role;
use domain::tax::Treatment;
use providers::ProviderError;
use store::{Connection, ConnectionState};
use texts::say;
use tower_sessions::Session;

use super::card::page_of;
use super::connect::{company, pasted};
use super::consent;
use super::hq;
use super::page::TESTED;
use super::stop;
use super::wording::{connection_problem, refused};
use crate::context::{PageError, id_of};
use crate::forms::{Posted, Refusal, local_path};
use crate::password::prove;
use crate::tools::{Learnt, SetUpError};

/// Does what the posted form says.
pub async fn post(
    Path(id): Path<String>,
    Extension(session): Extension<Session>,
    posted: Posted,
) -> Response {
    let done = manage(&id, &session, &posted).await;
    posted.finish(done).await
}

async fn manage(id: &str, session: &Session, posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let found = cx.state.store.connection(id_of(id)?).await?;
    let connection = found.filter(|found| found.state != ConnectionState::Removed);
    let connection = connection.ok_or(PageError::NotFound)?;
    match posted.text("form") {
        "test" => test(posted, &connection).await,
        "token" => replace(session, posted, &connection).await,
        "consent" => consent::ask(session, posted, Some(connection.id)).await,
        "details" => details(posted, &connection).await,
        "hq" => hq::save(posted, &connection).await,
        "stop" => stop::stop(posted, &connection).await,
        "allow" => stop::allow(posted, &connection).await,
        "remove" => remove(session, posted, &connection).await,
        _ => Err(PageError::NotFound.into()),
    }
}

async fn test(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let tested = cx.state.tools.test(connection, &cx.stamp()).await;
    tested.map_err(|error| match error {
        SetUpError::Tool(ProviderError::Unauthorized) => {
            let tool = connection.tool.name();
            Refusal::whole(say!(
                cx.words(),
                integrations.trouble_unauthorized,
                tool = tool
            ))
        }
        error => refused(cx.words(), connection.tool, "", error),
    })?;
    let back = match posted.text("next") {
        "" => page_of(connection),
        next => local_path(next).to_owned(),
    };
    Ok(format!("{back}?{TESTED}={}", connection.id))
}

async fn replace(
    session: &Session,
    posted: &Posted,
    connection: &Connection,
) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let admin = cx.require(Role::Admin)?;
    let token = pasted(posted)?;
    prove(session, posted).await?;
    let replaced = cx
        .state
        .tools
        .replace(connection, &token, None, admin.id, &cx.stamp())
        .await;
    replaced.map_err(|error| refused(cx.words(), connection.tool, "token", error))?;
    Ok(match posted.text("next") {
        "" => format!("{}?done=saved", page_of(connection)),
        next => local_path(next).to_owned(),
    })
}

async fn details(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let name = company(posted)?;
    let treatment = Treatment::parse(posted.text("treatment")).unwrap_or(connection.treatment);
    let settings = with_contact_person(posted, connection)?;
    let (store, stamp) = (&cx.state.store, cx.stamp());
    let saved = store.set_connection(connection.id, name.as_ref(), treatment, &settings, &stamp);
    saved
        .await
        .map_err(|error| connection_problem(l, "", error))?;
    Ok(format!("{}?done=saved", page_of(connection)))
}

/// The settings with the chosen contact person, who must be one of the tool's users; with HQ it may be nobody.
fn with_contact_person(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let mut learnt = Learnt::read(&connection.settings);
    let chosen = posted.text("contact_person");
    if !posted.ticked("contact_person") {
        return Ok(connection.settings.clone());
    }
    let (l, tool) = (posted.cx.words(), connection.tool.name());
    let nobody = chosen.is_empty() && connection.tool == BillingTool::Hq;
    if !nobody
        && !learnt
            .contact_persons
            .iter()
            .any(|person| person.id == chosen)
    {
        let words = say!(l, integrations.contact_person_gone, tool = tool);
        return Err(Refusal::of("contact_person", words));
    }
    learnt.settings.contact_person = (!nobody).then(|| chosen.to_owned());
    learnt.write().map_err(|error| {
        tracing::error!(%error, "a connection's settings cannot be written");
        Refusal::whole(say!(l, integrations.nothing_changed))
    })
}

async fn remove(
    session: &Session,
    posted: &Posted,
    connection: &Connection,
) -> Result<String, Refusal> {
    let cx = &posted.cx;
    prove(session, posted).await?;
    cx.state.tools.withdraw(connection, &cx.stamp()).await;
    let removed = cx
        .state
        .store
        .remove_connection(connection.id, &cx.stamp())
        .await;
    removed.map_err(|error| connection_problem(cx.words(), "", error))?;
    Ok("/settings/integrations".to_owned())
}
