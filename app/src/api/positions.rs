//! Saving what was edited in step 5.

use domain::document::Op;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaveAnswer {
    /// Saved; the next edits go on from this version.
    Saved {
        /// The new version.
        version: i64,
    },
    /// Somebody saved in between, here or elsewhere: nothing was written.
    Conflict,
    /// The invoice is no longer in preparation.
    NotPreparing,
}

/// Applies edits to version `version` of an invoice's document.
#[server(input = Postcard, output = Postcard, endpoint = "save_positions")]
pub async fn save_positions(
    invoice: String,
    version: i64,
    edits: Vec<Op>,
) -> Result<SaveAnswer, ApiError> {
    use crate::pages::wizard;
    use domain::invoice::InvoiceState;
    use store::invoices::SaveDocument;

    let cx = crate::context::Cx::current();
    let id = invoice.parse().map_err(|_| ApiError::Unreadable)?;
    let invoice = wizard::invoice_of(&cx, id).await?;
    if invoice.state != InvoiceState::Preparing {
        return Ok(SaveAnswer::NotPreparing);
    }
    let before = wizard::document_of(&cx, &invoice).await?;
    let mut after = before.clone();
    if invoice.version != version {
        return Ok(SaveAnswer::Conflict);
    }
    for edit in &edits {
        // An edit that was made in vain: its position was deleted since, by the same person or another one.
        let _ = after.apply(edit);
    }
    Ok(
        match cx
            .state
            .store
            .save_document(invoice.id, version, &before, &after, cx.now())
            .await?
        {
            SaveDocument::Saved(version) => SaveAnswer::Saved { version },
            SaveDocument::Conflict => SaveAnswer::Conflict,
        },
    )
}
