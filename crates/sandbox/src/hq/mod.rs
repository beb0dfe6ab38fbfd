//! A simulated HQ tenant (`HQLabs`, later helloHQ), with both of its APIs.
//!
//! What it answers follows, in this order: the vendor's API documents and guide, what other clients have seen and
//! published, and where neither says anything the reading that is most dangerous for a client. Each file names its
//! sources. Not simulated: OAuth, changing what exists by PUT, quotations and all other types of documents, services
//! and articles, reportings, contact persons, payments, discounts on whole documents, custom fields, `$select`, and the
//! limit of 1,000 requests a minute (a fault can answer 429).

mod books;
mod call;
mod corrupt;
mod document;
mod filter;
mod list;
mod masters;
mod model;
mod more;
mod operation;
mod options;
mod overview;
mod pages;
mod refusal;
mod seed;
mod sums;
mod text;
mod v1;
mod v2;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;

pub(crate) use books::{Books, Change};
pub(crate) use more::{SeedError, SeedReport, SeedRequest, add};
pub(crate) use operation::{OPERATIONS, operation, storing};
pub use options::{
    AnswerToCreate, CountHeader, Filters, FinanceModule, FirstStatus, HqOptions, NewDocument,
    TaxScale, UnitIds,
};
pub(crate) use overview::overview;
pub(crate) use refusal::{error_body, wrong_type_body};
pub(crate) use seed::seed;

use crate::faults::misbehave;
use crate::sandbox::Sandbox;
use crate::tool::Tool;

/// The APIs under `/hq/v1` and `/hq/v2`, and the pages beside them.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/hq/v1/{*path}", any(v1::answer))
        .route("/hq/v2/{*path}", any(v2::answer))
        .layer(from_fn_with_state((sandbox.clone(), Tool::Hq), misbehave))
        .with_state(sandbox.clone())
        .merge(pages::router(sandbox))
}
