//! The lines of the invoice.

use rust_decimal::Decimal;

use super::{Desk, is_mapped};
use crate::json::{Fields, Given};
use crate::sevdesk::body::expects_reference;
use crate::sevdesk::envelope::Refusal;
use crate::sevdesk::model::{Invoice, Position};
use crate::sevdesk::options::UnlistedPositions;
use crate::sevdesk::{seed, units};

/// The place of every line whose request doesn't name one (`jernoxit/sevdesk-rs@cd8639c`).
const UNPLACED: i64 = 1000;

/// Ten thousand millions. From here on a number is refused, so that every amount can be computed exactly.
const TOO_MUCH: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);

/// Adds, changes and removes lines. Answers the ids of the lines that the request lists, in its order.
pub(super) fn apply(
    invoice: &mut Invoice,
    request: &Fields,
    desk: &mut Desk,
) -> Result<Vec<u64>, Refusal> {
    let deleted = references(request, "invoicePosDelete", "InvoicePos")?;
    if let Some(stranger) = deleted.iter().find(|id| find(invoice, **id).is_none()) {
        return Err(Refusal::not_found("InvoicePos", stranger));
    }
    let mut listed: Vec<Position> = Vec::new();
    for fields in request.list("invoicePosSave")?.value().unwrap_or_default() {
        let position = position(invoice, &fields, desk)?;
        if listed.iter().any(|other| other.id == position.id) {
            return Err(Refusal::bad_request(format!(
                "InvoicePos {} is listed twice",
                position.id
            )));
        }
        listed.push(position);
    }
    let ids: Vec<u64> = listed.iter().map(|position| position.id).collect();
    merge(invoice, listed, desk.options.unlisted_positions);
    invoice
        .positions
        .retain(|position| !deleted.contains(&position.id));
    if invoice.positions.is_empty() {
        return Err(Refusal::invalid(
            "The given document must have at least one position",
        ));
    }
    Ok(ids)
}

/// Puts the listed lines in the place of their former selves, and does to the others what the account does.
fn merge(invoice: &mut Invoice, listed: Vec<Position>, unlisted: UnlistedPositions) {
    match unlisted {
        UnlistedPositions::Dropped => invoice.positions = listed,
        UnlistedPositions::Kept | UnlistedPositions::KeptOutOfTotal => {
            for position in listed {
                match invoice
                    .positions
                    .iter_mut()
                    .find(|old| old.id == position.id)
                {
                    Some(old) => *old = position,
                    None => invoice.positions.push(position),
                }
            }
        }
    }
}

/// A list of references to things to delete. A single reference is not a list
/// (`codecell-germany/sevdesk-agent-skill@9a361d2`, of orders).
pub(super) fn references(request: &Fields, key: &str, model: &str) -> Result<Vec<u64>, Refusal> {
    let list = request
        .list(key)
        .map_err(|_| expects_reference(key))?
        .value()
        .unwrap_or_default();
    let id = |fields: &Fields| match (fields.id()?, fields.text("objectName")?.value()) {
        (Some(id), Some(name)) if name == model => Ok(id),
        _ => Err(expects_reference(key)),
    };
    list.iter().map(id).collect()
}

fn find(invoice: &Invoice, id: u64) -> Option<&Position> {
    invoice.positions.iter().find(|position| position.id == id)
}

/// A line as the request has it, over what it was before.
fn position(invoice: &Invoice, fields: &Fields, desk: &mut Desk) -> Result<Position, Refusal> {
    if fields.text("objectName")?.value().as_deref() != Some("InvoicePos") || !is_mapped(fields)? {
        return Err(expects_reference("invoicePosSave"));
    }
    let mut position = match fields.id()? {
        Some(id) => find(invoice, id)
            .cloned()
            .ok_or_else(|| Refusal::not_found("InvoicePos", id))?,
        None => fresh(fields, desk)?,
    };
    position.updated = desk.now;
    position.number = fields
        .integer("positionNumber")?
        .value()
        .unwrap_or(UNPLACED);
    position.name = fields.text("name")?.or_keep(position.name);
    position.text = fields.text("text")?.or_keep(position.text);
    position.quantity = number(fields, "quantity")?
        .value()
        .unwrap_or(position.quantity);
    position.price = number(fields, "price")?.value().unwrap_or(position.price);
    position.tax_rate = number(fields, "taxRate")?
        .value()
        .unwrap_or(position.tax_rate);
    position.discount = number(fields, "discount")?.or_keep(position.discount);
    position.part = fields.reference("part", "Part")?.or_keep(position.part);
    position.unit = fields
        .reference("unity", "Unity")?
        .value()
        .unwrap_or(position.unit);
    check(&position, desk)?;
    Ok(position)
}

fn fresh(fields: &Fields, desk: &mut Desk) -> Result<Position, Refusal> {
    if let Some(key) = ["quantity", "unity", "taxRate"]
        .into_iter()
        .find(|key| !fields.has(key))
    {
        return Err(Refusal::bad_request(format!("{key} is required.")));
    }
    Ok(Position::blank(
        desk.counters.next_position(),
        UNPLACED,
        desk.now,
    ))
}

/// Whether a number is from 0 to 100.
pub(super) fn is_percent(number: Decimal) -> bool {
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number)
}

/// A number of a size that can be computed with.
pub(super) fn number(fields: &Fields, key: &str) -> Result<Given<Decimal>, Refusal> {
    let given = fields.decimal(key)?;
    match &given {
        Given::Value(value) if value.abs() >= TOO_MUCH => Err(Refusal::invalid(format!(
            "{key} is too large for this simulation."
        ))),
        _ => Ok(given),
    }
}

fn check(position: &Position, desk: &Desk) -> Result<(), Refusal> {
    if position
        .discount
        .is_some_and(|percent| !is_percent(percent))
    {
        return Err(Refusal::invalid(
            "The discount of a position is a percentage from 0 to 100.",
        ));
    }
    if units::find(position.unit, desk.options.unit_shift).is_none() {
        return Err(Refusal::not_found("Unity", position.unit));
    }
    match position.part {
        Some(part) if !seed::is_part(part) => Err(Refusal::not_found("Part", part)),
        _ => Ok(()),
    }
}
