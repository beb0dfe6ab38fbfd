//! Signing in and out, the first set-up, passwords, and the language.

mod language;
mod sign_in;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use sign_in::SignInPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/sign-in", post(sign_in::post))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/language", post(language::post))
}
