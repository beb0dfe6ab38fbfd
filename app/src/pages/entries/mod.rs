//! Time entries: adding, changing and deleting them.

mod change;
mod entry;
mod fields;
mod new;
mod now;
mod offer;
mod read;
mod when;
mod wording;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use entry::EntryPage;
pub use new::NewEntryPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/entries/new", post(new::post))
        .route("/entries/{id}", post(change::post))
}
