//! Importing the exports of time trackers: hand a file in, look at what it would add, decide.

mod adds;
mod again;
mod bad_rows;
mod checked;
mod decide;
mod done;
mod failed;
mod list;
mod novelty;
mod page;
mod progress;
mod proof;
mod receive;
mod upload;
mod warnings;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;

use crate::state::AppState;

pub use list::ImportsPage;
pub use page::ImportPage;

/// The largest file, in megabytes: some three million rows.
const MOST_MEGABYTES: usize = 512;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    let upload = post(upload::post).layer(DefaultBodyLimit::max(MOST_MEGABYTES << 20));
    Router::new()
        .route("/import", upload)
        .route("/import/{id}", post(decide::post))
}
