//! Integrations: the billing tools that an admin connects.

mod card;
mod connect;
mod connect_form;
mod connection;
mod consent;
mod hq;
mod manage;
mod naming;
mod page;
mod stop;
mod trouble;
mod wording;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

pub use card::ends_soon;
pub use connection::ConnectionPage;
pub use naming::company_name;
pub use page::IntegrationsPage;

/// The forms of these pages.
pub fn forms() -> Router<AppState> {
    Router::new()
        .route("/settings/integrations", post(connect::post))
        .route("/settings/integrations/{id}", post(manage::post))
        .route("/oauth/lexware/callback", get(consent::callback))
}
