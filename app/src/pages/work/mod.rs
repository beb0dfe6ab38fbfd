//! What work is done for: clients, their projects, the projects' tasks, and types of work.

mod client;
mod client_form;
mod clients;
mod project;
mod project_form;
mod refused;
mod table;
mod task;
mod work_type;
mod work_types;

use axum::Router;
use axum::routing::post;

use crate::state::AppState;

pub use client::ClientPage;
pub use clients::ClientsPage;
pub use project::ProjectPage;
pub(crate) use table::{rate_input, rate_text};
pub use task::TaskPage;
pub use work_type::WorkTypePage;
pub use work_types::WorkTypesPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/clients", post(clients::post))
        .route("/clients/{id}", post(client_form::post))
        .route("/projects/{id}", post(project_form::post))
        .route("/tasks/{id}", post(task::post))
        .route("/settings/work-types", post(work_types::post))
        .route("/settings/work-types/{id}", post(work_type::post))
}
