//! Connecting a tool.

use axum::extract::Extension;
use axum::response::Response;
use domain::capabilities::BillingTool;
use domain::role::Role;
use providers::Settings;
use providers::hq::HqSettings;
use secrecy::SecretString;
use store::Name;
use texts::say;
use tower_sessions::Session;

use super::connect_form::form_name;
use super::consent;
use super::wording::refused;
use crate::context::PageError;
use crate::forms::{Posted, Refusal, local_path, typed};
use crate::password::prove;
use crate::tools::Brought;

/// Connects the company of the pasted token, if the tool accepts it.
pub async fn post(Extension(session): Extension<Session>, posted: Posted) -> Response {
    let done = match posted.text("form") {
        "consent" => consent::ask(&session, &posted, None).await,
        _ => connect(&session, &posted).await,
    };
    posted.finish(done).await
}

async fn connect(session: &Session, posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let admin = cx.require(Role::Admin)?;
    let tool = BillingTool::parse(posted.text("tool")).ok_or(PageError::NotFound)?;
    if posted.text("form") != form_name(tool) {
        return Err(PageError::NotFound.into());
    }
    let token = pasted(posted)?;
    let name = company(posted)?;
    let brought = Brought {
        name: name.as_ref(),
        settings: chosen(posted, tool),
        ..Brought::token(tool, &token)
    };
    prove(session, posted).await?;
    let connected = cx.state.tools.add(&brought, admin.id, &cx.stamp()).await;
    let id = connected.map_err(|error| refused(cx.words(), tool, "token", error))?;
    Ok(match posted.text("next") {
        "" => format!("/settings/integrations/{id}?done=added"),
        next => local_path(next).to_owned(),
    })
}

/// The token without the white space around it that copying brings along.
pub fn pasted(posted: &Posted) -> Result<SecretString, Refusal> {
    match posted.text("token") {
        "" => {
            let words = say!(posted.cx.words(), integrations.token_empty);
            Err(Refusal::of("token", words))
        }
        token => Ok(SecretString::from(token)),
    }
}

/// What the company is called, where that was typed.
pub fn company(posted: &Posted) -> Result<Option<Name>, Refusal> {
    match posted.text("name") {
        "" => Ok(None),
        name => typed::name(posted.cx.words(), name)
            .map(Some)
            .map_err(|problem| Refusal::of("name", problem)),
    }
}

/// What was decided before the tool was asked: for which of its companies, where it has several.
fn chosen(posted: &Posted, tool: BillingTool) -> Settings {
    let own_company = posted.text("own_company");
    if tool != BillingTool::Hq || own_company.is_empty() {
        return Settings::default();
    }
    let hq = HqSettings {
        own_company: Some(own_company.to_owned()),
        ..HqSettings::default()
    };
    Settings {
        hq: Some(hq),
        ..Settings::default()
    }
}
