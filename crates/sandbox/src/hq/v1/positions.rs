//! The positions of an invoice, which come one by one.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};

use super::{find, json, odata, render, wanted};
use crate::hq::books::Counters;
use crate::hq::call::{self, Call};
use crate::hq::corrupt;
use crate::hq::document;
use crate::hq::model::{Document, Position, Unit};
use crate::hq::refusal::Refusal;
use crate::json::Fields;
use crate::sandbox::Sandbox;

/// `GET /v1/Invoices(7)/Positions`.
pub(super) fn list(sandbox: &Sandbox, call: &Call, id: &str) -> Result<Response, Refusal> {
    let rows = sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        let rows = document.printed_positions().into_iter();
        Ok::<_, Refusal>(
            rows.map(|line| render::position(line, document.id))
                .collect(),
        )
    })?;
    odata("Positions", &wanted(sandbox, call), rows)
}

/// `GET /v1/Invoices(7)/Positions(8)`.
pub(super) fn get(sandbox: &Sandbox, id: &str, position: &str) -> Result<Response, Refusal> {
    let position = call::id(position)?;
    sandbox.read(|world| {
        let document = find(&world.hq, id)?;
        let found = document.positions.iter().find(|line| line.id == position);
        let found = found.ok_or_else(Refusal::not_found)?;
        Ok(json(StatusCode::OK, &render::position(found, document.id)))
    })
}

/// `POST /v1/Invoices(7)/Positions`: 201 and the position.
pub(super) async fn create(sandbox: &Sandbox, call: &Call, id: &str) -> Result<Response, Refusal> {
    let fields = call.fields()?;
    let (id, corruption) = (id.to_owned(), call.corruption);
    let (made, document) = sandbox
        .write(move |world, now| {
            let mut counters = world.hq.counters();
            let document = find(&world.hq, &id)?;
            let made = position(&fields, document, &mut counters, now)?;
            let mut changed = document::with(document, made, now)?;
            let answered = document::last(&changed);
            if let Some(corruption) = corruption {
                corrupt::corrupt(&mut changed, corruption, &world.hq, &mut counters);
            }
            let answer = (answered, document.id);
            Ok::<_, Refusal>((document::changes(changed, counters), answer))
        })
        .await?;
    Ok(json(
        StatusCode::CREATED,
        &render::position(&made, document),
    ))
}

/// A position that names no type is taken for an article's, the first of the types.
fn position(
    fields: &Fields,
    document: &Document,
    counters: &mut Counters,
    now: DateTime<Utc>,
) -> Result<Position, Refusal> {
    let kind = fields.text("Type")?.value();
    let kind = kind.unwrap_or_else(|| "Article".to_owned());
    if kind == "Article" && !fields.has("ArticleId") {
        let message = "A position of the type Article has an article.";
        return Err(Refusal::invalid("ArticleId", message));
    }
    let highest = document.positions.iter().map(|line| line.order).max();
    let order = fields.integer("Order")?.value();
    let decimal =
        |field: &str| Ok::<_, Refusal>(fields.decimal(field)?.value().unwrap_or_default());
    let unit = fields.text("Unit")?.value();
    let interval = fields.text("Interval")?.value();
    Ok(Position {
        kind,
        interval: interval.unwrap_or_else(|| "Once".to_owned()),
        text: fields.text("Text")?.value().unwrap_or_default(),
        amount: decimal("Amount")?,
        unit: unit.map_or(Unit::None, Unit::Text),
        price: decimal("Price")?,
        tax: decimal("Tax")?,
        discount: decimal("Discount")?,
        ..Position::blank(
            counters.next_position(),
            order.unwrap_or_else(|| highest.unwrap_or(0) + 1),
            now,
        )
    })
}

/// `DELETE /v1/Invoices(7)/Positions(8)`: 204.
pub(super) async fn delete(
    sandbox: &Sandbox,
    id: &str,
    position: &str,
) -> Result<Response, Refusal> {
    let (id, position) = (id.to_owned(), call::id(position)?);
    sandbox
        .write(move |world, now| {
            let left = document::without(find(&world.hq, &id)?, position, now)?;
            Ok::<_, Refusal>((document::changes(left, world.hq.counters()), ()))
        })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
