//! What every step begins with: the invoice, if this person may work on it.

use axum::response::{IntoResponse, Redirect, Response};
use domain::InvoiceId;
use domain::capabilities::Capabilities;
use domain::document::Document;
use domain::invoice::InvoiceState;
use domain::period::DayRange;
use domain::report::ReportQuery;
use domain::role::Role;
use leptos::prelude::use_context;
use leptos_router::hooks::use_params_map;
use store::ReportScope;
use store::invoices::Invoice;

use super::step::Step;
use crate::context::{Cx, PageError};
use leptos::prelude::Read;

/// The decimals where no tool is chosen yet: what every tool takes.
const DECIMALS: (u32, u32) = (2, 2);

/// The id in the page's URL.
pub fn id_of_page() -> Option<InvoiceId> {
    use_params_map()
        .read()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// An invoice, for billers and admins.
pub async fn invoice_of(cx: &Cx, id: InvoiceId) -> Result<Invoice, PageError> {
    cx.require(Role::Biller)?;
    cx.state.store.invoice(id).await?.ok_or(PageError::NotFound)
}

/// Where the step leads instead, if it is not this invoice's turn.
pub fn elsewhere(invoice: &Invoice, step: Step) -> Option<String> {
    if invoice.state != InvoiceState::Preparing {
        return Some(format!("/invoices/{}", invoice.id));
    }
    let reached = Step::reached(invoice);
    (step > reached).then(|| reached.url(invoice.id))
}

/// The invoice of a step's page. `Ok(Err(_))` is where its reader is sent instead.
pub async fn invoice_of_step(
    cx: &Cx,
    id: Option<InvoiceId>,
    step: Step,
) -> Result<Result<Invoice, String>, PageError> {
    let invoice = invoice_of(cx, id.ok_or(PageError::NotFound)?).await?;
    Ok(elsewhere(&invoice, step).map_or(Ok(invoice), Err))
}

/// The invoice of a posted step, or the answer that sends its reader elsewhere.
pub async fn invoice_of_post(cx: &Cx, id: &str, step: Step) -> Result<Invoice, Response> {
    let id = id
        .parse()
        .map_err(|_| PageError::NotFound.into_response())?;
    let invoice = invoice_of(cx, id)
        .await
        .map_err(IntoResponse::into_response)?;
    match elsewhere(&invoice, step) {
        Some(url) => Err(Redirect::to(&url).into_response()),
        None => Ok(invoice),
    }
}

/// Sends the reader of a page to another one.
pub fn send_to(response: &leptos_axum::ResponseOptions, url: &str) {
    response.set_status(http::StatusCode::SEE_OTHER);
    if let Ok(value) = http::HeaderValue::from_str(url) {
        response.insert_header(http::header::LOCATION, value);
    }
}

/// How the page's answer is changed; there is one on every page.
pub fn response() -> leptos_axum::ResponseOptions {
    use_context().unwrap_or_default()
}

/// What the tool that was chosen can do.
pub async fn capabilities_of(
    cx: &Cx,
    invoice: &Invoice,
) -> Result<Option<Capabilities>, PageError> {
    match invoice.connection {
        Some(connection) => Ok(cx.state.tools.capabilities(connection).await?),
        None => Ok(None),
    }
}

/// The document of an invoice, with the decimals of its tool.
pub async fn document_of(cx: &Cx, invoice: &Invoice) -> Result<Document, PageError> {
    let tool = capabilities_of(cx, invoice).await?;
    document_for(cx, invoice, tool.as_ref()).await
}

/// The same where it is known what the tool can do.
pub async fn document_for(
    cx: &Cx,
    invoice: &Invoice,
    tool: Option<&Capabilities>,
) -> Result<Document, PageError> {
    let decimals = tool.map_or(DECIMALS, |tool| {
        (tool.quantity_decimals, tool.price_decimals)
    });
    Ok(cx.state.store.document(invoice, decimals).await?)
}

/// The report that an invoice was made from, with its absolute days.
pub fn scope_of(invoice: &Invoice) -> ReportScope {
    let query = invoice
        .report_url
        .split_once('?')
        .map_or("", |(_, query)| query);
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let (report, _) = ReportQuery::from_pairs(pairs);
    ReportScope {
        days: invoice.period.map(|(from, to)| DayRange { from, to }),
        filters: report.filters,
        viewer: None,
    }
}
