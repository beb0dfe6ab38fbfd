//! Looking for a document whose answer was lost. v2 keeps no reference, so it is looked for by what it is: a document
//! for that company, of that date, without lines, made since, and none that is known to be another invoice of ours.

use chrono::TimeDelta;
use domain::money::Cents;

use super::calls;
use crate::error::ProviderError;
use crate::hq::calls::Api;
use crate::hq::document::Head;
use crate::hq::protocol;
use crate::provider::{Lookup, RemoteStatus, Sought};

/// How far HQ's clock may be behind ours.
const CLOCKS_APART: TimeDelta = TimeDelta::minutes(10);

/// Whether the document exists.
pub(super) async fn find(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    let mut heads = calls::documents_of(api, &sought.payload.customer.id).await?;
    heads.retain(|head| may_be(head, sought));
    heads.sort_by_key(|head| protocol::number(&head.id));
    let mut ids = Vec::new();
    for head in heads {
        if calls::positions(api, &head.id).await?.is_empty() {
            ids.push(head.id);
        }
    }
    Ok(match (ids.pop(), ids.is_empty()) {
        (None, _) => Lookup::Absent,
        (Some(remote_id), true) => Lookup::Found { remote_id },
        (Some(newest), false) => {
            ids.push(newest);
            Lookup::FoundMany { remote_ids: ids }
        }
    })
}

fn may_be(head: &Head, sought: &Sought<'_>) -> bool {
    let since = sought.since - CLOCKS_APART;
    // A tenant's first status may be another than that of a draft.
    head.status != RemoteStatus::Cancelled
        && head.date == Some(sought.payload.invoice_date)
        && head.net == Cents::ZERO
        && head.created.is_none_or(|created| created >= since)
        && !sought.others.contains(&head.id)
}
