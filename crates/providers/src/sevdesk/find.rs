//! Looking for a draft by its reference.
//!
//! `customerInternalNote` matches exactly; the spelling in sevDesk's own table, `customerIntenalNote`, is ignored and
//! brings everything; and a cancellation carries the reference of the invoice that it cancels
//! (`jernoxit/sevdesk-rs@cd8639c`, README). So every row is compared here.

use super::calls::{self, Api};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::{Lookup, Sought};
use crate::stranger::{self, Stranger};

/// Whether an invoice that carries the reference exists.
pub(super) async fn find(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    let reference = sought.reference;
    let listing = api
        .all(&["Invoice"], &[("customerInternalNote", reference)])
        .await?;
    let mut found = carriers(&listing.rows, reference);
    match (found.pop(), found.is_empty()) {
        (None, _) if !listing.complete => Ok(inconclusive("the list changed while it was read")),
        (None, _) => absence(api, sought).await,
        (Some(remote_id), true) => Ok(Lookup::Found { remote_id }),
        (Some(newest), false) => {
            found.push(newest);
            Ok(Lookup::FoundMany { remote_ids: found })
        }
    }
}

/// Nothing carries the reference. That counts only if an earlier invoice of ours is found in the same way, and if no
/// other invoice of the customer may be ours with its reference written over.
async fn absence(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    if let Some(canary) = sought.canary {
        let listing = api
            .all(&["Invoice"], &[("customerInternalNote", canary)])
            .await?;
        if carriers(&listing.rows, canary).is_empty() {
            return Ok(inconclusive(
                "an earlier invoice is not found in this way either",
            ));
        }
    }
    let of_customer = calls::contact_filter(&sought.payload.customer.id);
    let listing = api.all(&["Invoice"], &of_customer).await?;
    let found = carriers(&listing.rows, sought.reference).pop();
    Ok(match found {
        Some(remote_id) => Lookup::Found { remote_id },
        None if listing.rows.iter().any(|row| may_be(row, sought)) => {
            stranger::somebody_may_have_renamed_it()
        }
        None if listing.complete => Lookup::Absent,
        None => inconclusive("the list of invoices changed while it was read"),
    })
}

fn may_be(row: &Fields, sought: &Sought<'_>) -> bool {
    let contact = row.reference("contact");
    let theirs = contact.is_none_or(|contact| contact == sought.payload.customer.id);
    let invoice = row.text("invoiceType").as_deref() == Some("RE");
    let stranger = Stranger {
        id: &row.id("id").unwrap_or_default(),
        reference: &row.text_or_empty("customerInternalNote"),
        net: row.amount("sumNet"),
        created: row.instant("create"),
    };
    theirs && invoice && stranger.may_be(sought)
}

/// The ids of the invoices that carry exactly this reference, oldest first: ids only grow.
fn carriers(rows: &[Fields], reference: &str) -> Vec<String> {
    let carries = |row: &&Fields| {
        row.text("invoiceType").as_deref() == Some("RE")
            && row.text("customerInternalNote").as_deref() == Some(reference)
    };
    let ids = rows.iter().filter(carries).filter_map(|row| row.id("id"));
    let mut ids: Vec<String> = ids.collect();
    ids.sort_by_key(|id| (id.len(), id.clone()));
    ids
}

fn inconclusive(detail: &str) -> Lookup {
    Lookup::Inconclusive {
        alike: false,
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_invoice_with_the_whole_reference_counts() {
        let rows: Vec<Fields> = serde_json::from_str(
            r#"[{"id":"10","invoiceType":"RE","customerInternalNote":"BH-2026-07-4F7K2Q"},
                {"id":"9","invoiceType":"RE","customerInternalNote":"BH-2026-07-4F7K2Q"},
                {"id":"11","invoiceType":"SR","customerInternalNote":"BH-2026-07-4F7K2Q"},
                {"id":"12","invoiceType":"RE","customerInternalNote":"BH-2026-07-4F7K2Q "},
                {"id":"13","invoiceType":"RE","customerInternalNote":"PO 7 BH-2026-07-4F7K2Q"},
                {"id":"14","invoiceType":"RE","customerInternalNote":null}]"#,
        )
        .unwrap();
        assert_eq!(carriers(&rows, "BH-2026-07-4F7K2Q"), ["9", "10"]);
        assert_eq!(carriers(&rows, "PO 7 BH-2026-07-4F7K2Q"), ["13"]);
        assert!(carriers(&rows, "BH-2026-07-4F7K2").is_empty());
    }
}
