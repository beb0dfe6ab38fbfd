//! `Create invoice`: from a report to step 1 of the wizard.

use axum::response::{IntoResponse, Redirect, Response};
use domain::InvoiceId;
use domain::period::Period;
use domain::random;
use domain::report::ReportQuery;
use domain::role::Role;
use store::ReportScope;
use store::invoices::{Begun, NewInvoice};

use crate::context::{Cx, PageError};
use crate::forms::Posted;

/// The fields beside the report's own.
pub const TOKEN: &str = "token";
/// That another invoice is wanted although one is in preparation.
pub const ANEW: &str = "anew";
/// What the report's URL says when there was nothing to bill.
pub const NOTHING: &str = "nothing";

/// Begins an invoice, or leads to the one that was begun already.
pub async fn post(posted: Posted) -> Response {
    match begin(&posted).await {
        Ok(url) => Redirect::to(&url).into_response(),
        Err(error) => error.into_response(),
    }
}

async fn begin(posted: &Posted) -> Result<String, PageError> {
    let cx = &posted.cx;
    let user = cx.require(Role::Biller)?;
    let pairs = posted.fields().iter();
    let pairs: Vec<_> = pairs
        .filter(|(name, _)| name != TOKEN && name != ANEW)
        .cloned()
        .collect();
    let (asked, unreadable) = ReportQuery::from_pairs(pairs.clone());
    let token = posted.text(TOKEN);
    // A filter that is not understood must not become none: the invoice would have more on it than was seen.
    if !unreadable.is_empty() || !is_token(token) {
        return Ok(format!("/report?{}", encoded(&pairs)));
    }
    let store = &cx.state.store;
    if let Some(before) = store.invoice_of_token(token).await? {
        return Ok(format!("/invoices/{before}/overview"));
    }
    let report = dated(cx, &asked);
    if !posted.ticked(ANEW)
        && let Some(before) = store.invoice_in_preparation(user.id, &report).await?
    {
        let query = encoded(&[("invoice".to_owned(), before.to_string())]);
        let token = encoded(&[(TOKEN.to_owned(), token.to_owned())]);
        return Ok(format!(
            "/invoices/again?{query}&{token}&{}",
            encoded(&pairs)
        ));
    }
    let scope = ReportScope {
        days: report.period.days(cx.today()),
        filters: report.filters.clone(),
        viewer: None,
    };
    let id = InvoiceId::new(cx.now(), &random::id_bytes(&*cx.state.random));
    let token = token.to_owned();
    let new = NewInvoice {
        id,
        token,
        user: user.id,
        report,
        scope,
    };
    Ok(match store.begin_invoice(&new, cx.now()).await? {
        Begun::New(id) | Begun::Before(id) => format!("/invoices/{id}/overview"),
        Begun::NothingToBill => nothing_to_bill(asked),
    })
}

/// The same report with absolute days: what is invoiced must not move with the calendar, from the moment at which it was
/// seen.
pub fn dated(cx: &Cx, asked: &ReportQuery) -> ReportQuery {
    let today = cx.today();
    let period = match (asked.period, asked.period.days(today)) {
        (Period::Relative(span, _), Some(days)) => Period::Chosen(span, days.from),
        (period, _) => period,
    };
    ReportQuery {
        period,
        ..asked.on_page(1)
    }
}

fn nothing_to_bill(asked: ReportQuery) -> String {
    let url = asked.on_page(1).url();
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}{NOTHING}=yes")
}

/// A token for one rendered button: the same button pressed twice is one invoice.
pub fn new_token(cx: &Cx) -> String {
    let bytes: [u8; 16] = random::bytes(&*cx.state.random);
    uuid::Uuid::from_bytes(bytes).simple().to_string()
}

fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn encoded(pairs: &[(String, String)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}
