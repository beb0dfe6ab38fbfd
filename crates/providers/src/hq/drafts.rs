//! The drafts of a company, and what one of them must be like to be added to.

use domain::payload::CustomerRef;
use domain::tax::Treatment;

use super::calls::{Api, unexpected};
use super::document::{Head, Received};
use super::protocol::{self, Protocol};
use super::settings::HqSettings;
use crate::error::ProviderError;
use crate::provider::{BeforeImage, DraftPage, DraftSummary, RemoteStatus, WhyUnusable};

/// The drafts of a company, newest first.
pub(super) async fn drafts(
    protocol: &dyn Protocol,
    api: &Api,
    customer: &CustomerRef,
) -> Result<DraftPage, ProviderError> {
    let mut heads = protocol.documents_of(api, &customer.id).await?;
    heads.retain(is_draft);
    // Ids only grow, so the highest is the newest.
    heads.sort_by_key(|head| std::cmp::Reverse(protocol::number(&head.id)));
    let summaries = heads.iter().map(|head| summary(head, &api.settings));
    Ok(DraftPage {
        drafts: summaries.collect(),
        more: false,
    })
}

/// A draft that can be added to, as it is now; `None` if this is none.
pub(super) fn before_image(
    received: &Received,
    settings: &HqSettings,
) -> Result<Option<BeforeImage>, ProviderError> {
    let head = &received.head;
    let summary = summary(head, settings);
    let treatment = treatment(head, settings).filter(|_| summary.unusable.is_none());
    let Some(treatment) = treatment.filter(|_| is_draft(head)) else {
        return Ok(None);
    };
    let lines: Vec<_> = received.lines.iter().map(|line| &line.fields).collect();
    let raw = serde_json::to_string(&(&head.fields, lines));
    Ok(Some(BeforeImage {
        remote_id: head.id.clone(),
        treatment,
        summary,
        document: received.read(settings),
        raw: raw.map_err(|error| unexpected(&error.to_string()))?,
    }))
}

fn is_draft(head: &Head) -> bool {
    head.is_invoice && head.status == RemoteStatus::Draft
}

fn summary(head: &Head, settings: &HqSettings) -> DraftSummary {
    DraftSummary {
        remote_id: head.id.clone(),
        header: head.header.clone(),
        reference: head.reference.clone(),
        date: head.date,
        net: head.net,
        unusable: unusable(head, settings),
    }
}

fn unusable(head: &Head, settings: &HqSettings) -> Option<WhyUnusable> {
    if head.currency != "EUR" {
        Some(WhyUnusable::Currency)
    } else if treatment(head, settings).is_none() {
        Some(WhyUnusable::TaxRule)
    } else {
        None
    }
}

/// How a draft is taxed; as usual where it does not say so. The values of v2 are not published, so there any but v1's is
/// none that we know.
fn treatment(head: &Head, settings: &HqSettings) -> Option<Treatment> {
    match &head.tax_option {
        None => Some(Treatment::Standard),
        Some(option) => settings.treatment_of(option),
    }
}
