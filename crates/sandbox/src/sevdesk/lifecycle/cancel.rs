//! Cancelling an invoice by another one.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::{Step, number, stored};
use crate::sandbox::Sandbox;
use crate::sevdesk::books::{Books, Change, Counters};
use crate::sevdesk::envelope::{self, Refusal};
use crate::sevdesk::invoices::find;
use crate::sevdesk::model::{Invoice, PAID, Position, Sums};
use crate::sevdesk::render;
use crate::state;

/// `POST /Invoice/{id}/cancelInvoice`: makes the invoice that cancels this one.
pub(crate) async fn cancel(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let cancellation = sandbox
        .write(move |world, now| cancellation(&world.sevdesk, &id, now))
        .await?;
    Ok(envelope::created(render::invoice(&cancellation, None)))
}

/// The cancellation carries the reference of the original, and the same sums below zero.
fn cancellation(books: &Books, id: &str, now: DateTime<Utc>) -> Step {
    let original = find(books, id)?;
    if original.is_draft() {
        return Err(Refusal::invalid(
            "A draft can't be cancelled. Delete it instead.",
        ));
    }
    if original.kind == "SR"
        || books
            .invoices()
            .any(|other| other.origin == Some(original.id))
    {
        return Err(Refusal::invalid_with(
            421,
            "The invoice is already cancelled.",
        ));
    }
    let mut counters = books.counters();
    let cancellation = Invoice {
        id: counters.next_invoice(),
        kind: "SR".to_owned(),
        status: PAID,
        number: Some(number(&mut counters)),
        created: now,
        dated: now,
        header: original
            .number
            .as_ref()
            .map(|number| format!("Stornorechnung zu {number}")),
        origin: Some(original.id),
        positions: original
            .positions
            .iter()
            .map(|position| negated(position, &mut counters))
            .collect(),
        sums: negative(&original.sums),
        ..original.clone()
    };
    let (mut changes, cancellation) = stored(cancellation, counters, now);
    let settled = Invoice {
        status: PAID,
        updated: now,
        ..original.clone()
    };
    changes.push(state::Change::Sevdesk(Change::Invoice(Box::new(settled))));
    Ok((changes, cancellation))
}

fn negated(position: &Position, counters: &mut Counters) -> Position {
    Position {
        id: counters.next_position(),
        quantity: -position.quantity,
        sums: negative(&position.sums),
        ..position.clone()
    }
}

fn negative(sums: &Sums) -> Sums {
    Sums {
        net: -sums.net,
        tax: -sums.tax,
        gross: -sums.gross,
        discount: -sums.discount,
    }
}
