//! The drafts of a customer, and what one of them must be like to be copied.

use domain::payload::CustomerRef;

use super::calls::{Api, unexpected};
use super::received::{self, Received};
use super::settings::LexwareSettings;
use super::tax;
use super::voucherlist;
use crate::error::ProviderError;
use crate::provider::{BeforeImage, DraftPage, DraftSummary, RemoteStatus, WhyUnusable};

/// So many are offered, the newest: each takes a request of its own, of which there are two in a second.
const OFFERED: usize = 12;

/// The drafts of a customer, newest first. The list lags behind and has neither title nor net total, so each is read.
pub(super) async fn drafts(
    api: &Api,
    company: Option<LexwareSettings>,
    customer: &CustomerRef,
) -> Result<DraftPage, ProviderError> {
    let listing =
        voucherlist::of_customer(api, &customer.id, "draft", &[("archived", "false")]).await?;
    let more = !listing.complete || listing.rows.len() > OFFERED;
    let mut drafts = Vec::new();
    for row in listing.rows.into_iter().take(OFFERED) {
        // It may be gone or final by now.
        if let Some(received) = received::read(api, &row.id).await?
            && is_draft_of(&received, customer)
        {
            drafts.push(summary(&received, company)?);
        }
    }
    Ok(DraftPage { drafts, more })
}

/// A draft that can be copied, as it is now; `None` if this is none.
pub(super) fn before_image(
    received: &Received,
    company: Option<LexwareSettings>,
) -> Result<Option<BeforeImage>, ProviderError> {
    let invoice = &received.invoice;
    if invoice.status() != RemoteStatus::Draft {
        return Ok(None);
    }
    let summary = summary(received, company)?;
    let treatment = company
        .filter(|_| summary.unusable.is_none())
        .and_then(|company| tax::treatment_of(&invoice.tax_conditions.tax_type, company));
    let Some(treatment) = treatment else {
        return Ok(None);
    };
    Ok(Some(BeforeImage {
        remote_id: invoice.id.clone(),
        treatment,
        summary,
        document: received.read()?,
        raw: received.raw()?,
    }))
}

fn is_draft_of(received: &Received, customer: &CustomerRef) -> bool {
    let invoice = &received.invoice;
    invoice.status() == RemoteStatus::Draft && invoice.customer_id() == customer.id
}

fn summary(
    received: &Received,
    company: Option<LexwareSettings>,
) -> Result<DraftSummary, ProviderError> {
    let company = company.ok_or_else(|| unexpected("a company that was never asked about"))?;
    let invoice = &received.invoice;
    Ok(DraftSummary {
        remote_id: invoice.id.clone(),
        header: invoice.title().to_owned(),
        reference: String::new(),
        date: invoice.date(),
        net: received.read()?.net,
        unusable: unusable(received, company),
    })
}

fn unusable(received: &Received, company: LexwareSettings) -> Option<WhyUnusable> {
    let invoice = &received.invoice;
    let kind = invoice.tax_conditions.tax_type.as_str();
    if !invoice.is_in_euro() {
        Some(WhyUnusable::Currency)
    } else if kind == "gross" {
        Some(WhyUnusable::GrossPrices)
    } else if tax::treatment_of(kind, company).is_none() {
        Some(WhyUnusable::TaxRule)
    } else if invoice.is_linked() {
        Some(WhyUnusable::Linked)
    } else {
        None
    }
}
