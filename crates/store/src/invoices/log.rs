//! The log of an invoice as a file of its own, to be kept elsewhere and verified later.

use domain::InvoiceId;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::events::{InvoiceEvent, first_break};
use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// The one format that there is so far.
const FORMAT: &str = "billhour-log-1";

/// An exported log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportedLog {
    format: String,
    /// Whose log it is.
    pub invoice: InvoiceId,
    /// All that happened, from the beginning.
    pub events: Vec<InvoiceEvent>,
}

/// Why a log cannot be believed.
#[derive(Debug, Error)]
pub enum LogProblem {
    /// It is no log of ours.
    #[error("this is not a log that Billhour exported: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A format of a later version.
    #[error("the log has the format `{0}`, which this version of Billhour does not know")]
    Format(String),
    /// A row was changed, added or taken away.
    #[error("event {0} was changed, or one before it was added or taken away")]
    Broken(i32),
}

impl ExportedLog {
    /// The log of an invoice, to be exported.
    pub fn new(invoice: InvoiceId, events: Vec<InvoiceEvent>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            invoice,
            events,
        }
    }

    /// As text, which [`Self::parse`] reads.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Reads an exported log.
    pub fn parse(text: &str) -> Result<Self, LogProblem> {
        let log: Self = serde_json::from_str(text)?;
        if log.format == FORMAT {
            Ok(log)
        } else {
            Err(LogProblem::Format(log.format))
        }
    }

    /// Proves that each row follows from the one before; answers the hash of the last one. Whoever noted that hash at an
    /// earlier export also sees whether rows are missing at the end.
    pub fn verify(&self) -> Result<&str, LogProblem> {
        match first_break(self.invoice, &self.events) {
            Some(row) => Err(LogProblem::Broken(row)),
            None => Ok(self.events.last().map_or("", |event| &event.hash)),
        }
    }
}

impl Store {
    /// The log of an invoice, to be exported.
    pub async fn exported_log(&self, invoice: InvoiceId) -> Result<ExportedLog, StoreError> {
        Ok(ExportedLog::new(
            invoice,
            self.invoice_events(invoice).await?,
        ))
    }

    /// All invoices that have a log.
    pub async fn logged_invoices(&self) -> Result<Vec<InvoiceId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar("select distinct invoice_id from invoice_events order by invoice_id")
                .fetch_all(pool)
                .await
        })?;
        Ok(ids.into_iter().map(InvoiceId).collect())
    }
}
