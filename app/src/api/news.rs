//! Whether there is news of an invoice.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::ApiError;

/// The place of the last event in an invoice's log.
#[server(input = Postcard, output = Postcard, endpoint = "invoice_news")]
pub async fn invoice_news(invoice: String) -> Result<i32, ApiError> {
    use domain::role::Role;

    let cx = crate::context::Cx::current();
    cx.require(Role::Biller)?;
    let id = invoice.parse().map_err(|_| ApiError::Unreadable)?;
    let last = cx.state.store.last_event(id).await?;
    last.ok_or(ApiError::NotFound)
}
