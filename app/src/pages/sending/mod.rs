//! What keeps this whole Billhour from sending, and what an admin does about it: a page for copies of the database, and one
//! for restored backups.

mod guard;
mod installation;
mod lost_send;
mod lost_sends;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use guard::{guard_notice, guard_words};
pub use installation::InstallationPage;
pub use lost_sends::LostSendsPage;

/// The page on which an installation is admitted.
pub const INSTALLATION: &str = "/settings/installation";

/// The page of what a restored backup does not know.
const LOST_SENDS: &str = "/settings/lost-sends";

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/settings/installation", post(installation::post))
        .route("/settings/lost-sends", post(lost_sends::post))
}
