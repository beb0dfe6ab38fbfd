//! Invoices: the button on the report, the list, and the page that says where one stands.

mod act;
mod again;
mod begin;
mod changed;
mod compared;
mod differs;
mod done;
mod facts;
mod history;
mod late;
mod link;
mod list;
mod live;
mod load;
mod log;
mod old_draft;
mod page;
mod preparing;
mod questions;
mod setback;
mod truth;
mod underway;
mod undoing;
mod unknown;
mod wording;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

pub use again::AgainPage;
pub use begin::{NOTHING, dated, new_token};
pub use list::InvoicesPage;
pub use page::InvoicePage;
pub use setback::setback_notice;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/invoices", post(begin::post))
        .route("/invoices/{id}", post(act::post))
        .route("/invoices/{id}/log", get(log::download))
}
