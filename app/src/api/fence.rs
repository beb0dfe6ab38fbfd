//! Whether an invoice has moved.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::ApiError;

/// How often an invoice has moved from one state to another.
#[server(input = Postcard, output = Postcard, endpoint = "invoice_fence")]
pub async fn invoice_fence(invoice: String) -> Result<i64, ApiError> {
    use domain::role::Role;

    let cx = crate::context::Cx::current();
    cx.require(Role::Biller)?;
    let id = invoice.parse().map_err(|_| ApiError::Unreadable)?;
    let run = cx.state.store.run(id).await?.ok_or(ApiError::NotFound)?;
    Ok(run.fence)
}
