//! Discounts and surcharges on the whole invoice.

use super::super::body::expects_reference;
use super::super::books::Counters;
use super::super::envelope::Refusal;
use super::super::model::{Discount, Invoice};
use super::is_mapped;
use super::positions::references;
use crate::json::Fields;

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
    let value = fields.decimal("value")?.value();
    Ok(Discount {
        id: counters.next_discount(),
        reduces: fields.flag("discount")?.value().unwrap_or(true),
        text: fields.text("text")?.value(),
        percentage: fields.flag("percentage")?.value().unwrap_or(false),
        value: value.ok_or_else(|| Refusal::bad_request("value is required."))?,
    })
}
