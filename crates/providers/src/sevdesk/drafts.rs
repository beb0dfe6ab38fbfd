//! The drafts of a customer, and what one of them must be like to be added to.

use domain::payload::CustomerRef;
use domain::tax::Treatment;

use super::calls::{self, Api};
use super::document::{DRAFT, Received};
use super::tax;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::{BeforeImage, DraftPage, DraftSummary, Settings, WhyUnusable};

/// The drafts of a customer, newest first.
pub(super) async fn drafts(api: &Api, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
    let [contact, model] = calls::contact_filter(&customer.id);
    let filter = [("status", DRAFT), contact, model];
    let listing = api.all(&["Invoice"], &filter).await?;
    let mut rows = listing.rows;
    rows.retain(|row| is_draft(row) && row.reference("contact").as_deref() == Some(&customer.id));
    // Ids only grow, so the highest is the newest.
    rows.sort_by_key(|row| std::cmp::Reverse(row.id("id").and_then(|id| id.parse::<u64>().ok())));
    let drafts: Result<Vec<DraftSummary>, ProviderError> = rows.iter().map(summary).collect();
    Ok(DraftPage {
        drafts: drafts?,
        more: !listing.complete,
    })
}

/// A draft that can be added to, as it is now; `None` if this is none.
pub(super) fn before_image(
    received: &Received,
    settings: &Settings,
) -> Result<Option<BeforeImage>, ProviderError> {
    let invoice = &received.invoice;
    if !is_draft(invoice) {
        return Ok(None);
    }
    let summary = summary(invoice)?;
    let Some(treatment) = tax::treatment_of(invoice).filter(|_| summary.unusable.is_none()) else {
        return Ok(None);
    };
    let raw = serde_json::to_string(&(invoice, &received.positions));
    Ok(Some(BeforeImage {
        remote_id: summary.remote_id.clone(),
        treatment,
        summary,
        document: received.read(settings)?,
        raw: raw.map_err(|error| calls::unexpected(&error.to_string()))?,
    }))
}

/// Filters that sevDesk does not know bring everything, so each row is looked at.
fn is_draft(row: &Fields) -> bool {
    row.text("status").as_deref() == Some(DRAFT) && row.text("invoiceType").as_deref() == Some("RE")
}

fn summary(row: &Fields) -> Result<DraftSummary, ProviderError> {
    let (Some(remote_id), Some(net)) = (row.id("id"), row.amount("sumNet")) else {
        return Err(calls::unexpected("a draft without an id or a net total"));
    };
    Ok(DraftSummary {
        remote_id,
        header: row.text_or_empty("header"),
        reference: row.text_or_empty("customerInternalNote"),
        date: row.berlin_day("invoiceDate"),
        net,
        unusable: unusable(row, tax::treatment_of(row)),
    })
}

fn unusable(row: &Fields, treatment: Option<Treatment>) -> Option<WhyUnusable> {
    if row.raw("enshrined").is_some() {
        Some(WhyUnusable::Locked)
    } else if row.flag("propertyIsEInvoice") {
        Some(WhyUnusable::ElectronicInvoice)
    } else if row.text("currency").as_deref() != Some("EUR") {
        Some(WhyUnusable::Currency)
    } else if !row.flag("showNet") {
        Some(WhyUnusable::GrossPrices)
    } else if treatment.is_none() {
        Some(WhyUnusable::TaxRule)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Cents;

    use super::*;

    const ROW: &str = r#"{"id":"135582100","status":"100","invoiceType":"RE","currency":"EUR","showNet":"1",
        "enshrined":null,"propertyIsEInvoice":null,"taxRule":{"id":"1","objectName":"TaxRule"},"taxType":null,
        "header":"Rechnung Juli","customerInternalNote":null,"invoiceDate":"2026-07-31T00:00:00+02:00",
        "sumNet":"308.75"}"#;

    fn row(from: &str, to: &str) -> Fields {
        Fields::parse(&ROW.replace(from, to)).unwrap()
    }

    #[test]
    fn a_usable_draft_is_summed_up() {
        let summary = summary(&row("", "")).unwrap();
        assert_eq!(
            (summary.header.as_str(), summary.net, summary.unusable),
            ("Rechnung Juli", Cents(30_875), None)
        );
        assert_eq!(summary.date.unwrap().to_string(), "2026-07-31");
    }

    #[test]
    fn each_obstacle_has_its_reason() {
        let cases = [
            (
                r#""showNet":"1""#,
                r#""showNet":"0""#,
                WhyUnusable::GrossPrices,
            ),
            (
                r#""currency":"EUR""#,
                r#""currency":"CHF""#,
                WhyUnusable::Currency,
            ),
            (
                r#""id":"1","objectName":"TaxRule""#,
                r#""id":"3","objectName":"TaxRule""#,
                WhyUnusable::TaxRule,
            ),
            (
                r#""enshrined":null"#,
                r#""enshrined":"2026-07-31T00:00:00+02:00""#,
                WhyUnusable::Locked,
            ),
            (
                r#""propertyIsEInvoice":null"#,
                r#""propertyIsEInvoice":"1""#,
                WhyUnusable::ElectronicInvoice,
            ),
        ];
        for (from, to, reason) in cases {
            assert_eq!(summary(&row(from, to)).unwrap().unusable, Some(reason));
        }
    }

    #[test]
    fn only_a_draft_of_an_ordinary_invoice_is_one() {
        assert!(is_draft(&row("", "")));
        assert!(!is_draft(&row(r#""status":"100""#, r#""status":"200""#)));
        assert!(!is_draft(&row(
            r#""invoiceType":"RE""#,
            r#""invoiceType":"AR""#
        )));
    }

    #[test]
    fn a_draft_without_a_total_is_an_error_not_a_zero() {
        let summary = summary(&row(r#""sumNet":"308.75""#, r#""sumNet":null"#));
        assert!(matches!(summary, Err(ProviderError::Unexpected { .. })));
    }
}
