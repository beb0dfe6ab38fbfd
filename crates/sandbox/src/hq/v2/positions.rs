//! Positions, which come one by one and into a table of their document.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{array, find, json, render, wanted};
use crate::hq::books::{Books, Counters};
use crate::hq::call::{self, Call};
use crate::hq::corrupt;
use crate::hq::document;
use crate::hq::masters;
use crate::hq::model::{Dialect, Document, GRID, Position, Unit};
use crate::hq::options::{HqOptions, TaxScale, UnitIds};
use crate::hq::refusal::Refusal;
use crate::json::Fields;
use crate::sandbox::Sandbox;

/// `GET /v2/Documents/7/DocumentPositions`.
pub(super) fn list(sandbox: &Sandbox, call: &Call, id: &str) -> Result<Response, Refusal> {
    let scale = sandbox.options().hq.tax_scale;
    let rows = sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        let rows = document.printed_positions().into_iter();
        let rows = rows.map(|line| render::position(line, document.id, scale));
        Ok::<_, Refusal>(rows.collect())
    })?;
    let name = format!("Documents/{id}/DocumentPositions");
    array(sandbox, &name, &wanted(sandbox, call), rows)
}

/// `GET /v2/DocumentPositions/8`.
pub(super) fn get(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let (id, scale) = (call::id(id)?, sandbox.options().hq.tax_scale);
    sandbox.read(|world| {
        let document = holding(&world.hq, id)?;
        let found = document.positions.iter().find(|line| line.id == id);
        let found = found.ok_or_else(Refusal::not_found)?;
        Ok(json(&render::position(found, document.id, scale)))
    })
}

/// `POST /v2/DocumentPositions/FreeTextPosition`: 200 and the position.
pub(super) async fn create(sandbox: &Sandbox, call: &Call) -> Result<Response, Refusal> {
    let fields = call.fields()?;
    let (corruption, options) = (call.corruption, sandbox.options().hq.clone());
    let scale = options.tax_scale;
    let (made, document) = sandbox
        .write(move |world, now| {
            let mut counters = world.hq.counters();
            let id = fields.text("documentEntityId")?.value().unwrap_or_default();
            let missing = |_| Refusal::invalid("documentEntityId", "The document does not exist.");
            let document = find(&world.hq, &id).map_err(missing)?;
            let made = position(&fields, document, &options, &mut counters, now)?;
            let mut changed = document::with(document, made, now)?;
            let answer = (document::last(&changed), document.id);
            if let Some(corruption) = corruption {
                corrupt::corrupt(&mut changed, corruption, &world.hq, &mut counters);
            }
            Ok::<_, Refusal>((document::changes(changed, counters), answer))
        })
        .await?;
    Ok(json(&render::position(&made, document, scale)))
}

fn position(
    fields: &Fields,
    document: &Document,
    options: &HqOptions,
    counters: &mut Counters,
    now: DateTime<Utc>,
) -> Result<Position, Refusal> {
    let table = fields.text("documentTableId")?.value();
    let table = table.filter(|id| {
        let mut elements = document.elements.iter();
        elements.any(|element| element.id == *id && element.kind == GRID)
    });
    let table = table
        .ok_or_else(|| Refusal::invalid("documentTableId", "The document has no such table."))?;
    let decimal =
        |field: &str| Ok::<_, Refusal>(fields.decimal(field)?.value().unwrap_or_default());
    let tax = decimal("tax")?;
    let interval = fields.text("interval")?.value();
    let highest = document.positions.iter().map(|line| line.order).max();
    Ok(Position {
        interval: interval.unwrap_or_else(|| "Once".to_owned()),
        text: fields.text("text")?.value().unwrap_or_default(),
        amount: decimal("amount1")?,
        unit: unit(fields, options.units)?,
        price: decimal("price")?,
        tax: match options.tax_scale {
            TaxScale::Percent => tax,
            TaxScale::Fraction => tax * Decimal::ONE_HUNDRED,
        },
        discount: decimal("discountPercent")?,
        table: Some(table),
        ..Position::blank(counters.next_position(), highest.unwrap_or(0) + 1, now)
    })
}

fn unit(fields: &Fields, units: UnitIds) -> Result<Unit, Refusal> {
    let Some(id) = fields.integer("unitId1")?.value() else {
        return Ok(Unit::None);
    };
    let known = masters::UNITS
        .iter()
        .find(|(unit, _)| i64::try_from(*unit).ok() == Some(id));
    known
        .filter(|_| units == UnitIds::Known)
        .map(|(unit, _)| Unit::Id(*unit))
        .ok_or_else(|| Refusal::invalid("unitId1", "The unit does not exist."))
}

/// `DELETE /v2/DocumentPositions/8`: 200 and nothing.
pub(super) async fn delete(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let id = call::id(id)?;
    sandbox
        .write(move |world, now| {
            let left = document::without(holding(&world.hq, id)?, id, now)?;
            Ok::<_, Refusal>((document::changes(left, world.hq.counters()), ()))
        })
        .await?;
    Ok(StatusCode::OK.into_response())
}

/// The document that a position belongs to.
fn holding(books: &Books, position: u64) -> Result<&Document, Refusal> {
    books
        .documents_of(Dialect::V2)
        .find(|document| document.positions.iter().any(|line| line.id == position))
        .ok_or_else(Refusal::not_found)
}
