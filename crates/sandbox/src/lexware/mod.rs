//! A simulated account at Lexware Office, formerly Lexoffice.
//!
//! What it answers follows, in this order: developers.lexware.io (public and partner documentation), what others have
//! measured and published, and where neither says anything the reading that is most dangerous for a client. Each file
//! names its sources. Not simulated: articles, credit notes and other sales vouchers, bookkeeping vouchers, files,
//! webhooks, writing contacts, and filters that the lists don't name.

mod account_page;
mod books;
mod contacts;
mod create;
mod document_page;
mod gate;
mod ids;
mod invoices;
mod limiter;
mod model;
mod oauth;
mod operation;
mod options;
mod overview;
mod pages;
mod person;
mod problem;
mod profile;
mod query;
mod render;
mod search;
mod seed;
mod sums;
mod voucherlist;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub(crate) use books::{Books, Change};
pub(crate) use operation::{OPERATIONS, SAVING_OPERATION, operation};
pub use options::{LexwareOptions, Redirects, TaxType};
pub(crate) use overview::overview;
pub(crate) use problem::{error_body, wrong_type_body};
pub(crate) use seed::seed;

use self::limiter::Limiter;
use self::problem::Problem;
use crate::faults::misbehave;
use crate::sandbox::Sandbox;
use crate::tool::Tool;

/// Room for a draft with hundreds of lines.
const LONGEST_BODY: usize = 8 * 1024 * 1024;

/// Where the account is, under the sandbox's address.
const PREFIX: &str = "/lexware";

/// The gateway under `/lexware/v1`, the authorisation server under `/lexware/oauth2`, and the pages beside them.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    // Side by side: a fallback of a router that is nested twice would be lost.
    Router::new()
        .nest(&format!("{PREFIX}/v1"), gateway(sandbox.clone()))
        .nest(&format!("{PREFIX}/oauth2"), oauth::router(sandbox.clone()))
        .nest(PREFIX, pages::router(sandbox.clone()))
        .merge(pages::front(sandbox))
}

fn gateway(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/profile", get(profile::profile))
        .route("/payment-conditions", get(profile::payment_conditions))
        .route("/contacts", get(contacts::list))
        .route("/contacts/{id}", get(contacts::get))
        .route("/voucherlist", get(voucherlist::list))
        .route("/invoices", post(create::create))
        // Nothing but reading: whoever tries to change or delete one is told that there is no such thing
        // (`marselsel/Lexware-MCP-Server`, pull request 10).
        .route("/invoices/{id}", get(invoices::get))
        .method_not_allowed_fallback(no_such_route)
        .fallback(no_such_route)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(
            (sandbox.clone(), Limiter::default()),
            gate::guard,
        ))
        .layer(from_fn_with_state(
            (sandbox.clone(), Tool::Lexware),
            misbehave,
        ))
        .with_state(sandbox)
}

async fn no_such_route() -> Problem {
    Problem::not_found()
}
