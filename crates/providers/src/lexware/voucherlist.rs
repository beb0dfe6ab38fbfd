//! `GET /v1/voucherlist`: the only way from a customer to documents.
//!
//! It lags behind, its days are German ones, and a filter that it does not know is ignored (NOTES.md). So every row is
//! looked at again here.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::calls::{Api, Listing, Row};
use super::dates;
use crate::error::ProviderError;

/// Pages of 250 that are read. A customer with more is not looked through.
const PAGES: usize = 4;

/// A row.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Voucher {
    pub(super) id: String,
    #[serde(rename = "voucherType")]
    kind: String,
    #[serde(rename = "voucherStatus")]
    status: String,
    contact_id: Option<String>,
    created_date: String,
}

impl Row for Voucher {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Voucher {
    /// When it was made; the list leaves fractions of seconds out.
    pub(super) fn created(&self) -> Option<DateTime<Utc>> {
        dates::instant(&self.created_date)
    }
}

/// The invoices of a customer in some states, separated by commas; newest first.
pub(super) async fn of_customer(
    api: &Api,
    contact: &str,
    states: &str,
    more: &[(&str, &str)],
) -> Result<Listing<Voucher>, ProviderError> {
    let filter = [
        ("voucherType", "invoice"),
        ("voucherStatus", states),
        ("contactId", contact),
        ("sort", "createdDate,DESC"),
    ];
    let filter = [&filter, more].concat();
    let mut listing: Listing<Voucher> = api.list(&["voucherlist"], &filter, PAGES).await?;
    listing.rows.retain(|row| {
        row.kind == "invoice"
            && states.split(',').any(|state| state == row.status)
            && row.contact_id.as_deref() == Some(contact)
    });
    Ok(listing)
}
