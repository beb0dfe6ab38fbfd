//! Discounts and surcharges on the whole invoice.

use super::is_mapped;
use super::positions::{is_percent, number, references};
use crate::json::Fields;
use crate::sevdesk::body::expects_reference;
use crate::sevdesk::books::Counters;
use crate::sevdesk::envelope::Refusal;
use crate::sevdesk::model::{Discount, Invoice};

/// Adds and removes discounts. Those that the request doesn't mention stay.
pub(super) fn apply(
    invoice: &mut Invoice,
    request: &Fields,
    counters: &mut Counters,
) -> Result<(), Refusal> {
    let deleted = references(request, "discountDelete", "Discounts")?;
    invoice
        .discounts
        .retain(|discount| !deleted.contains(&discount.id));
    for fields in request.list("discountSave")?.value().unwrap_or_default() {
        invoice.discounts.push(discount(&fields, counters)?);
    }
    Ok(())
}

fn discount(fields: &Fields, counters: &mut Counters) -> Result<Discount, Refusal> {
    if fields.text("objectName")?.value().as_deref() != Some("Discounts") || !is_mapped(fields)? {
        return Err(expects_reference("discountSave"));
    }
    let value = number(fields, "value")?.value();
    let value = value.ok_or_else(|| Refusal::bad_request("value is required."))?;
    let percentage = fields.flag("percentage")?.value().unwrap_or(false);
    if percentage && !is_percent(value) {
        return Err(Refusal::invalid(
            "A discount in percent must be from 0 to 100.",
        ));
    }
    Ok(Discount {
        id: counters.next_discount(),
        reduces: fields.flag("discount")?.value().unwrap_or(true),
        text: fields.text("text")?.value(),
        percentage,
        value,
    })
}
