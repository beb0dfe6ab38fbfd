//! Looking for a document whose answer was lost. v2 keeps no reference, so it is looked for by what it is: a document
//! for that company, of that date, without lines, made since, and none that is known to be another invoice of ours. One
//! of that time with another date, or with lines that are worth as much as ours, may be ours and changed meanwhile.

use domain::money::Cents;

use super::calls;
use crate::error::ProviderError;
use crate::hq::calls::Api;
use crate::hq::document::Head;
use crate::hq::protocol;
use crate::provider::{Lookup, RemoteStatus, Sought};
use crate::stranger::{self, Stranger};

/// Whether the document exists.
pub(super) async fn find(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    let mut heads = calls::documents_of(api, &sought.payload.customer.id).await?;
    heads.retain(|head| may_be(head, sought));
    heads.sort_by_key(|head| protocol::number(&head.id));
    let (mut ids, mut others) = (Vec::new(), 0);
    for head in heads {
        if is_as_sent(api, &head, sought).await? {
            ids.push(head.id);
        } else {
            others += 1;
        }
    }
    Ok(match (ids.pop(), ids.is_empty()) {
        (None, _) if others > 0 => stranger::somebody_may_have_renamed_it(),
        (None, _) => Lookup::Absent,
        (Some(remote_id), true) => Lookup::Found { remote_id },
        (Some(newest), false) => {
            ids.push(newest);
            Lookup::FoundMany { remote_ids: ids }
        }
    })
}

/// A tenant's first status may be another than that of a draft.
fn may_be(head: &Head, sought: &Sought<'_>) -> bool {
    let stranger = Stranger {
        id: &head.id,
        reference: "",
        net: Some(head.net).filter(|net| *net != Cents::ZERO),
        created: head.created,
    };
    head.status != RemoteStatus::Cancelled && stranger.may_be(sought)
}

/// Whether nobody has touched it.
async fn is_as_sent(api: &Api, head: &Head, sought: &Sought<'_>) -> Result<bool, ProviderError> {
    let same = head.date == Some(sought.payload.invoice_date) && head.net == Cents::ZERO;
    Ok(same && calls::positions(api, &head.id).await?.is_empty())
}
