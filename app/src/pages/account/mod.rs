//! Signing in and out, the first set-up, passwords, and the language.

mod language;
mod new_password;
mod password;
mod set_up;
mod sign_in;
mod void_link;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use password::PasswordPage;
pub use set_up::SetUpPage;
pub use sign_in::SignInPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/sign-in", post(sign_in::post))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/setup/{token}", post(set_up::post))
        .route("/password/{token}", post(password::post))
        .route("/language", post(language::post))
}
