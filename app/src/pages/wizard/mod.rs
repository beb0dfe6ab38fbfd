//! The wizard: one page per step, each under its own URL, back and forth without loss.
//!
//! What it asks is kept in the database at once; nothing leaves the house before `Create draft`.

mod connections;
mod create;
mod customers;
mod draft_part;
mod level;
mod limit;
mod load;
mod make;
mod overview;
mod positions;
mod positions_form;
mod positions_words;
mod step;
mod targets;
mod template;
mod text;
mod tool;
mod tool_form;
mod wording;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use create::CreatePage;
pub use level::LevelPage;
pub use load::{capabilities_of, document_for, document_of, invoice_of, scope_of};
pub use overview::OverviewPage;
pub use positions::PositionsPage;
pub use positions_words::{treatment_name, unit_name};
pub use template::preview;
pub use text::TextPage;
pub use tool::ToolPage;

/// The forms of the steps.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/invoices/{id}/overview", post(overview::post))
        .route("/invoices/{id}/tool", post(tool_form::post))
        .route("/invoices/{id}/level", post(level::post))
        .route("/invoices/{id}/text", post(text::post))
        .route("/invoices/{id}/positions", post(positions_form::post))
        .route("/invoices/{id}/create", post(create::post))
}
