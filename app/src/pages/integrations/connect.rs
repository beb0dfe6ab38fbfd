//! Connecting a tool.

use axum::extract::Extension;
use axum::response::Response;
use domain::capabilities::BillingTool;
use domain::role::Role;
use secrecy::SecretString;
use texts::say;
use tower_sessions::Session;

use super::consent;
use super::password::prove;
use super::wording::refused;
use crate::forms::{Posted, Refusal};

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
    let l = cx.words();
    let tool = BillingTool::parse(posted.text("tool")).unwrap_or(BillingTool::Sevdesk);
    let token = pasted(posted)?;
    prove(session, posted).await?;
    let connected = cx
        .state
        .tools
        .add(tool, &token, admin.id, &cx.stamp())
        .await;
    let id = connected.map_err(|error| refused(l, tool, "token", error))?;
    Ok(format!("/settings/integrations/{id}?done=added"))
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
