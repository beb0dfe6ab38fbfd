//! Attempts to send: the mark before the first byte, and what became of each.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use domain::marker::Marker;

use super::events;
use super::moves::{Move, stand};
use crate::Store;
use crate::db::{Tx, read, run};
use crate::error::StoreError;

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The tool has the draft.
    Created,
    /// The tool, or the way there, turned it away: nothing was written.
    Refused,
    /// It was not found, or a person said that it is not there.
    Absent {
        /// When it is looked for once more.
        look_at: DateTime<Utc>,
        /// Whether a person said so.
        said: bool,
    },
}

impl AttemptOutcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Refused => "refused",
            Self::Absent { .. } => "absent",
        }
    }
}

/// The mark that is durable before the first byte leaves.
#[derive(Clone, Debug)]
pub struct SendingMark {
    /// The move to `sending`.
    pub step: Move,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Its marker; none when a draft is added to.
    pub marker: Option<Marker>,
    /// The reference that the draft will carry; none when a draft is added to.
    pub reference: Option<String>,
}

/// A document that an earlier invoice became.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EarlierDocument {
    /// The reference that it carries.
    pub reference: String,
    /// Its id in the tool.
    pub remote_id: String,
}

/// Whether the mark was written. Only after `Yes` may a byte leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Marked {
    /// It is durable.
    Yes,
    /// Somebody else moved the invoice.
    Overtaken,
    /// Another attempt has this marker: make a new one.
    MarkerTaken,
}

const DOCUMENTS_OF_OTHERS: &str = "
    select remote_id from invoices where organisation_id = $1 and id <> $2 and remote_id is not null";

const LATEST_DOCUMENTS: &str = "
    select sent_reference as reference, remote_id from invoices
    where organisation_id = $1 and state = 'done' and target_remote_id is null
      and sent_reference is not null and remote_id is not null
    order by ended_at desc limit $2";

impl Store {
    /// Writes the mark. After an error nobody knows whether it was written: nothing may be sent then.
    pub async fn begin_sending(&self, mark: SendingMark) -> Result<Marked, StoreError> {
        let step = mark.step;
        let at = step.event.at;
        let marker = mark.marker.as_ref().map(Marker::as_str);
        let mut tx = self.begin().await?;
        if stand(&mut tx, step.invoice, step.from, step.fence, &step.to).await? != 1 {
            return Ok(Marked::Overtaken);
        }
        match insert(
            &mut tx,
            step.invoice,
            mark.attempt,
            marker,
            mark.reference.as_deref(),
            at,
        )
        .await
        {
            Ok(_) => {}
            Err(error) if error.breaks_unique("marker") => return Ok(Marked::MarkerTaken),
            Err(error) => return Err(error),
        }
        events::append(&mut tx, step.invoice, step.event).await?;
        tx.commit().await?;
        Ok(Marked::Yes)
    }

    /// The documents in this organisation that belong to other invoices of ours than this one. All of them, however old:
    /// a tool's list may lack the date of a document, and then only its id says that it is not the one that is sought.
    pub async fn documents_of_others(
        &self,
        invoice: InvoiceId,
        organisation_id: &str,
    ) -> Result<Vec<String>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_scalar(DOCUMENTS_OF_OTHERS)
                .bind(organisation_id)
                .bind(invoice.0)
                .fetch_all(pool)
                .await
        })?)
    }

    /// Our latest documents in this organisation that carry a reference of ours, latest first.
    pub async fn latest_documents(
        &self,
        organisation_id: &str,
        limit: i32,
    ) -> Result<Vec<EarlierDocument>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(LATEST_DOCUMENTS)
                .bind(organisation_id)
                .bind(limit)
                .fetch_all(pool)
                .await
        })?)
    }
}

async fn insert(
    tx: &mut Tx,
    invoice: InvoiceId,
    attempt: i32,
    marker: Option<&str>,
    reference: Option<&str>,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    run!(
        tx,
        "insert into invoice_attempts
           (invoice_id, attempt, connection_id, organisation_id, marker, reference, sent_at, payload, before_image)
         select id, $2, connection_id, organisation_id, $3, $4, $5, payload, before_image from invoices where id = $1",
        invoice.0,
        attempt,
        marker,
        reference,
        at,
    )?;
    run!(
        tx,
        "update invoices set attempt = $2, marker = $3, sent_reference = $4, sent_at = $5 where id = $1",
        invoice.0,
        attempt,
        marker,
        reference,
        at,
    )
}

/// Writes what became of the latest attempt. One that was not found is looked for again from `look_at` on.
pub(super) async fn end(
    tx: &mut Tx,
    invoice: InvoiceId,
    outcome: AttemptOutcome,
) -> Result<u64, StoreError> {
    let (look_at, said) = match outcome {
        AttemptOutcome::Absent { look_at, said } => (Some(look_at), said),
        AttemptOutcome::Created | AttemptOutcome::Refused => (None, false),
    };
    run!(
        tx,
        "update invoice_attempts set outcome = $2, look_at = $3, said_absent = $4
         where invoice_id = $1 and attempt = (select attempt from invoices where id = $1)",
        invoice.0,
        outcome.as_str(),
        look_at,
        said,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{on_sqlite, plan};

    #[tokio::test]
    async fn a_look_reads_no_invoices_but_those_it_asks_for() {
        on_sqlite(async |store| {
            let others = plan(&store, DOCUMENTS_OF_OTHERS).await.unwrap();
            let covering = "USING COVERING INDEX invoices_documents (organisation_id=?";
            assert!(others[0].contains(covering), "{others:?}");
            let latest = plan(&store, LATEST_DOCUMENTS).await.unwrap();
            let sorted = "SEARCH invoices USING INDEX invoices_latest (organisation_id=?)";
            assert_eq!(latest, [sorted], "and nothing is sorted");
        })
        .await;
    }
}
