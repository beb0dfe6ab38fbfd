//! A simulated sevDesk account.
//!
//! What it answers follows, in this order: what others have measured and published, sevDesk's API document,
//! and where neither says anything the reading that is most dangerous for a client. Each file names its sources.
//! Not simulated: the form encoding of requests, XML answers, payments, reminders, recurring and final invoices,
//! vouchers, orders, e-mail, the XML of e-invoices, the blocking of a token after many errors, and the filters that
//! the lists don't name (they are ignored, as sevDesk ignores filters that it doesn't know).

mod account;
mod account_page;
mod addresses;
mod body;
mod books;
mod contacts;
mod document_page;
mod envelope;
mod invoices;
mod lifecycle;
mod model;
mod more;
mod operation;
mod options;
mod overview;
mod pages;
mod person;
mod query;
mod render;
mod save;
mod seed;
mod sums;
mod tax;
mod units;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post, put};

pub(crate) use books::{Books, Change};
pub(crate) use envelope::{error_body, wrong_type_body};
pub(crate) use more::{SeedError, SeedReport, SeedRequest, add};
pub(crate) use operation::{OPERATIONS, SAVING_OPERATION, operation};
pub use options::{Bookkeeping, NameFilter, SevdeskOptions, UnlistedPositions};
pub(crate) use overview::overview;
pub(crate) use seed::seed;

use crate::faults::misbehave;
use crate::sandbox::Sandbox;
use crate::tool::Tool;
use envelope::Refusal;

/// Room for a draft with thousands of lines.
const LONGEST_BODY: usize = 32 * 1024 * 1024;

/// Where the account is, under the sandbox's address.
const PREFIX: &str = "/sevdesk";

/// The API under `/sevdesk/api/v1` and the pages beside it.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    // Side by side: a fallback of a router that is nested twice would be lost.
    Router::new()
        .nest(&format!("{PREFIX}/api/v1"), api(sandbox.clone()))
        .nest(PREFIX, pages::router(sandbox.clone()))
        .merge(pages::front(sandbox))
}

fn api(sandbox: Sandbox) -> Router {
    Router::new()
        .route(
            "/Tools/bookkeepingSystemVersion",
            get(account::bookkeeping_version),
        )
        .route("/SevUser", get(account::users))
        .route("/Unity", get(units::list))
        .route("/TaxRule", get(tax::list))
        .route("/ReceiptGuidance/forRevenue", get(tax::revenue_guidance))
        .route("/Category", get(addresses::categories))
        .route("/Contact", get(contacts::list).post(contacts::create))
        .route(
            "/Contact/Factory/getNextCustomerNumber",
            get(contacts::next_customer_number),
        )
        .route(
            "/Contact/Mapper/checkCustomerNumberAvailability",
            get(contacts::is_number_free),
        )
        .route("/Contact/{id}", get(contacts::get))
        .route(
            "/ContactAddress",
            get(addresses::list).post(addresses::create),
        )
        .route("/Invoice", get(invoices::list))
        .route("/Invoice/Factory/saveInvoice", post(save::save))
        .route("/Invoice/{id}", get(invoices::get).delete(invoices::delete))
        .route("/Invoice/{id}/getPositions", get(invoices::positions))
        .route("/Invoice/{id}/getPdf", get(lifecycle::pdf))
        .route("/Invoice/{id}/sendBy", put(lifecycle::send_by))
        .route("/Invoice/{id}/cancelInvoice", post(lifecycle::cancel))
        .route("/Invoice/{id}/enshrine", put(lifecycle::enshrine))
        .route("/Invoice/{id}/resetToDraft", put(lifecycle::reset_to_draft))
        .route("/InvoicePos", get(invoices::all_positions))
        .route(
            "/SevSequence/Factory/getByType",
            get(lifecycle::next_number),
        )
        .method_not_allowed_fallback(no_such_route)
        .fallback(no_such_route)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(sandbox.clone(), authenticate))
        .layer(from_fn_with_state(
            (sandbox.clone(), Tool::Sevdesk),
            misbehave,
        ))
        .with_state(sandbox)
}

async fn no_such_route() -> Refusal {
    Refusal::no_such_route()
}

/// Lets a request pass that has the raw token in its `Authorization` header. The prefix `Bearer`, or the token as
/// a query parameter (switched off on 29 April 2025), is a wrong token.
async fn authenticate(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION);
    if given.is_some_and(|given| given.as_bytes() == sandbox.options().sevdesk.token.as_bytes()) {
        next.run(request).await
    } else {
        envelope::unauthorized()
    }
}

/// Some end points exist in one version only. Asking for `1.0` or `2.0` is refused there; `default` is not
/// (`jernoxit/sevdesk-rs@cd8639c`).
fn refuse_version(headers: &HeaderMap) -> Result<(), Refusal> {
    match headers.get("x-version") {
        Some(version) if version != "default" => {
            Err(Refusal::bad_request("This resource has no such X-Version"))
        }
        _ => Ok(()),
    }
}
