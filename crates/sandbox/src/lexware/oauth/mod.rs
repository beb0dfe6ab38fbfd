//! The authorisation server: consent, tokens, revocation.
//!
//! developers.lexware.io (partner documentation), "Security and Authentication": authorisation code with PKCE S256,
//! exact comparison of redirect addresses, codes of 128 characters that live five minutes, access tokens of about four
//! hours, refresh tokens that are replaced each time they are used.

mod authorise;
mod consent_page;
mod error;
mod grant;
mod pkce;
mod revoke;
mod token;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub(super) use error::client_refused_body;
pub(crate) use grant::Authorisation;
pub(super) use grant::withdraw;

use crate::faults::misbehave;
use crate::sandbox::Sandbox;
use crate::tool::Tool;

/// What is under `/lexware/oauth2`. Faults reach the two end points that programs ask, not the page.
pub(super) fn router(sandbox: Sandbox) -> Router {
    let for_programs = Router::new()
        .route("/token", post(token::token))
        .route("/revoke", post(revoke::revoke))
        .layer(from_fn_with_state(
            (sandbox.clone(), Tool::Lexware),
            misbehave,
        ));
    Router::new()
        .route(
            "/authorize",
            get(authorise::ask).post(authorise::answer_given),
        )
        .merge(for_programs)
        .with_state(sandbox)
}
