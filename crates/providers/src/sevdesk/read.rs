//! Reading documents by id.

use super::calls::{self, Api};
use super::document::{DRAFT, Received};
use crate::error::ProviderError;
use crate::fields::Fields;

/// The invoice with all its positions; `None` if the tool says that there is none.
pub(super) async fn read(api: &Api, id: &str) -> Result<Option<Received>, ProviderError> {
    let Some(invoice) = api.one(&["Invoice", id]).await? else {
        return Ok(None);
    };
    if invoice.id("id").as_deref() != Some(id) {
        return Err(calls::unexpected(
            "another invoice than the one that was asked for",
        ));
    }
    let positions = api.all(&["Invoice", id, "getPositions"], &[]).await?;
    if !positions.complete {
        return Err(calls::unexpected(
            "a list of positions that changes while it is read",
        ));
    }
    Ok(Some(Received::new(invoice, positions.rows)))
}

/// Whether a document that is not a draft was cancelled. Its own status does not say: the cancellation is a document of
/// its own, of type `SR`, whose `origin` is the invoice (sevDesk OpenAPI, `cancelInvoice`;
/// `jernoxit/sevdesk-rs@cd8639c`, `write_invoice_cancel.json`).
pub(super) async fn is_cancelled(api: &Api, received: &Received) -> Result<bool, ProviderError> {
    let (Some(id), Some(contact)) = (
        received.invoice.id("id"),
        received.invoice.reference("contact"),
    ) else {
        return Ok(false);
    };
    if received.invoice.text("status").as_deref() == Some(DRAFT) {
        return Ok(false);
    }
    let theirs = api
        .all(&["Invoice"], &calls::contact_filter(&contact))
        .await?;
    let cancels = |row: &Fields| {
        row.text("invoiceType").as_deref() == Some("SR")
            && row.reference("origin").as_deref() == Some(&id)
    };
    Ok(theirs.rows.iter().any(cancels))
}
