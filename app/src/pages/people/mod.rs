//! Who uses Billhour.

mod add;
mod change;
mod list;
mod one_time_link;
mod refused;
mod roles;
mod user;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use list::UsersPage;
pub use user::UserPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/settings/users", post(add::post))
        .route("/settings/users/{id}", post(change::post))
}
