//! The answers of steps 2 to 6.

use chrono::{DateTime, Utc};
use domain::level::{Level, MixedRates};
use domain::payload::{CustomerRef, Target};
use domain::tax::Treatment;
use domain::text::TextSource;
use domain::unit::TimeUnit;
use domain::{ClientId, ConnectionId, InvoiceId};

use crate::connections::customers;
use crate::db::{exec, run_alone};
use crate::invoices::Details;
use crate::{Store, StoreError};

/// Whether an answer was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepSaved {
    /// It was.
    Saved,
    /// The invoice is no longer in preparation.
    NotPreparing,
}

/// Step 2: where the invoice goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenTarget {
    /// The connection.
    pub connection: ConnectionId,
    /// The customer in the tool.
    pub customer: CustomerRef,
    /// New, or a draft that exists.
    pub target: Target,
    /// That draft as it is now, in the adapter's own shape.
    pub before_image: Option<String>,
    /// The treatment that positions start with: the connection's, or the draft's.
    pub treatment: Treatment,
    /// Our client, if the customer is to be remembered for it.
    pub remember_for: Option<ClientId>,
}

impl Store {
    /// Saves step 2.
    pub async fn choose_target(
        &self,
        invoice: InvoiceId,
        chosen: &ChosenTarget,
        now: DateTime<Utc>,
    ) -> Result<StepSaved, StoreError> {
        let remote_id = match &chosen.target {
            Target::NewInvoice => None,
            Target::ExistingDraft { remote_id } => Some(remote_id.as_str()),
        };
        let mut tx = self.begin().await?;
        let saved = exec!(&mut tx, |conn| {
            sqlx::query(
                "update invoices set connection_id = $2, customer_id = $3, customer_name = $4, target_remote_id = $5, before_image = $6,
                   treatment = $7, worked_at = $8, version = version + 1
                 where id = $1 and state = 'preparing'",
            )
            .bind(invoice.0)
            .bind(chosen.connection.0)
            .bind(&chosen.customer.id)
            .bind(&chosen.customer.name)
            .bind(remote_id)
            .bind(chosen.before_image.as_deref())
            .bind(chosen.treatment.as_str())
            .bind(now)
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
        })?;
        if let Some(client) = chosen.remember_for.filter(|_| saved == 1) {
            customers::map(&mut tx, client, chosen.connection, &chosen.customer).await?;
        }
        tx.commit().await?;
        Ok(saved_if(saved))
    }

    /// Saves step 3.
    pub async fn choose_level(
        &self,
        invoice: InvoiceId,
        level: Level,
        mixed: MixedRates,
        now: DateTime<Utc>,
    ) -> Result<StepSaved, StoreError> {
        Ok(saved_if(run_alone!(
            self,
            "update invoices set level = $2, mixed_rates = $3, worked_at = $4 where id = $1 and state = 'preparing'",
            invoice.0,
            level.as_str(),
            mixed.as_str(),
            now
        )?))
    }

    /// Saves step 4. The template is kept as typed, also while another source is chosen.
    pub async fn choose_text(
        &self,
        invoice: InvoiceId,
        source: TextSource,
        template: &str,
        unit: TimeUnit,
        now: DateTime<Utc>,
    ) -> Result<StepSaved, StoreError> {
        Ok(saved_if(run_alone!(
            self,
            "update invoices set text_source = $2, template = $3, unit = $4, worked_at = $5 where id = $1 and state = 'preparing'",
            invoice.0,
            source.as_str(),
            template,
            unit.as_str(),
            now
        )?))
    }

    /// Saves what step 5 asks about the document as a whole.
    pub async fn save_details(
        &self,
        invoice: InvoiceId,
        details: &Details,
        now: DateTime<Utc>,
    ) -> Result<StepSaved, StoreError> {
        Ok(saved_if(run_alone!(self, "update invoices set header = $2, intro = $3, closing = $4, reference = $5, service_from = $6, service_to = $7, worked_at = $8
                 where id = $1 and state = 'preparing'", invoice.0, &details.header, &details.intro, &details.closing, &details.reference, details.service.map(|(from, _)| from), details.service.map(|(_, to)| to), now)?))
    }

    /// Saves the box of step 6. What is as it was counts as no work on the invoice: pressing twice is no change in between.
    pub async fn choose_marking(
        &self,
        invoice: InvoiceId,
        mark_billed: bool,
        now: DateTime<Utc>,
    ) -> Result<StepSaved, StoreError> {
        Ok(saved_if(run_alone!(
            self,
            "update invoices set worked_at = case when mark_billed = $2 then worked_at else $3 end, mark_billed = $2
             where id = $1 and state = 'preparing'",
            invoice.0,
            mark_billed,
            now
        )?))
    }
}

const fn saved_if(rows: u64) -> StepSaved {
    if rows == 1 {
        StepSaved::Saved
    } else {
        StepSaved::NotPreparing
    }
}
