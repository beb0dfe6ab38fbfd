//! Our positions in sevDesk's words.

use domain::payload::{Payload, PayloadPosition};
use domain::unit::Unit;
use rust_decimal::Decimal;

use super::wire::{self, Line, NewPosition, Reference};
use crate::outcome::Obstacle;
use crate::provider::Settings;
use crate::texts;

/// The payload's positions, numbered from `first`.
pub(super) fn new_lines(
    payload: &Payload,
    first: i64,
    settings: &Settings,
) -> Result<Vec<Line>, Obstacle> {
    if payload.positions.is_empty() {
        return Err(Obstacle::NoPositions);
    }
    if payload.currency != "EUR" {
        return Err(Obstacle::Currency);
    }
    let allowed = payload.treatment.rates();
    if payload
        .positions
        .iter()
        .any(|position| !allowed.contains(&position.tax))
    {
        return Err(Obstacle::TaxRate);
    }
    let numbered = (first..).zip(&payload.positions);
    let lines = numbered.map(|(number, position)| new_line(position, number, settings));
    lines
        .map(|line| line.map(|line| Line::New(Box::new(line))))
        .collect()
}

fn new_line(
    position: &PayloadPosition,
    number: i64,
    settings: &Settings,
) -> Result<NewPosition, Obstacle> {
    let unit = settings
        .unit_ids
        .get(position.unit.as_str())
        .ok_or(Obstacle::Unit(position.unit))?;
    let (name, text) = texts::split(&position.text);
    Ok(NewPosition {
        object_name: "InvoicePos",
        map_all: true,
        position_number: number,
        quantity: wire::number(position.quantity).ok_or(Obstacle::Unsendable)?,
        price: two_decimals(position.price),
        name: name.to_owned(),
        text: text.to_owned(),
        unity: Reference::new(unit, "Unity").ok_or(Obstacle::Unit(position.unit))?,
        tax_rate: two_decimals(position.tax.percent()),
    })
}

/// A decimal as text, with at least two decimals and no digit lost: the notation that was measured to be kept.
fn two_decimals(value: Decimal) -> String {
    let mut value = value.normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    value.to_string()
}

/// Our unit for one of sevDesk's; `None` if we never send it.
pub(super) fn unit_of(id: Option<&str>, settings: &Settings) -> Option<Unit> {
    let named = settings
        .unit_ids
        .iter()
        .find(|(_, known)| Some(known.as_str()) == id);
    named.and_then(|(name, _)| Unit::parse(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_have_two_decimals_or_more() {
        for (price, sent) in [
            ("95", "95.00"),
            ("0.1", "0.10"),
            ("95.1250", "95.125"),
            ("-3", "-3.00"),
            ("100", "100.00"),
        ] {
            assert_eq!(two_decimals(price.parse().unwrap()), sent);
        }
    }
}
