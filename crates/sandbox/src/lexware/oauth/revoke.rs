//! `POST /oauth2/revoke`: an app gives its access back.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::error::OAuthError;
use super::token::authenticated;
use crate::lexware::books::Change;
use crate::sandbox::Sandbox;
use crate::state;

/// Ends the connection of a refresh token, access token and all. A token that is not known is no error (RFC 7009, 2.2).
pub(super) async fn revoke(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: String,
) -> Result<StatusCode, OAuthError> {
    let form = authenticated(&headers, &body, &sandbox.options().lexware)?;
    let token = form.get("token").map(str::to_owned);
    let token = token.ok_or(OAuthError::request("token is missing"))?;
    sandbox
        .write(move |world, _| {
            let found = world
                .lexware
                .authorisations()
                .find(|given| given.refresh.as_ref() == Some(&token));
            let withdrawn = found.map(|given| Change::Withdrawn(given.connection.clone()));
            let changes = withdrawn.into_iter().map(state::Change::Lexware).collect();
            Ok::<_, OAuthError>((changes, StatusCode::OK))
        })
        .await
}
