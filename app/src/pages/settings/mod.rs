//! Settings of the whole Billhour.

mod workspace;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::state::AppState;

pub use workspace::WorkspacePage;

/// The forms of these pages, and the way to the first of them.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route(
            "/settings",
            get(async || Redirect::to("/settings/integrations")),
        )
        .route("/settings/workspace", post(workspace::post))
}
