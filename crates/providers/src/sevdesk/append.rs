//! Adding positions to a draft that exists: the whole draft is sent again with ours at its end.
//!
//! sevDesk has no way to add to an invoice but to save all of it, and no way to say "only if it is unchanged" (sevDesk
//! OpenAPI, `createInvoiceByFactory`). So the draft is read right before, compared with what the user saw, and sent back
//! as it was received.

use domain::payload::Payload;
use rust_decimal::prelude::ToPrimitive;

use super::document::Received;
use super::lines::new_lines;
use super::wire::{Line, SaveInvoice};
use super::{Sevdesk, classify, drafts, echo, read};
use crate::outcome::{DraftChange, Obstacle, Outcome, Refusal, Uncertainty};
use crate::provider::{BeforeImage, Settings};

/// Adds the payload's positions to the draft that `before` shows, with one creating request.
pub(super) async fn append(sevdesk: &Sevdesk, payload: &Payload, before: &BeforeImage) -> Outcome {
    let body = match prepare(sevdesk, payload, before).await {
        Ok(body) => body,
        Err(refusal) => return Outcome::NotExecuted(refusal),
    };
    let outcome = classify::creating(sevdesk.api.save_invoice(body).await, sevdesk.api.now());
    match outcome {
        Outcome::Executed { remote_id } if remote_id != before.remote_id => {
            let detail = format!(
                "the answer is about invoice {remote_id} instead of {}",
                before.remote_id
            );
            Outcome::Unknown(Uncertainty::Unreadable { detail })
        }
        outcome => outcome,
    }
}

/// The request, if the draft is still what it was.
async fn prepare(
    sevdesk: &Sevdesk,
    payload: &Payload,
    before: &BeforeImage,
) -> Result<String, Refusal> {
    check(payload, before).map_err(Refusal::NotSendable)?;
    let gone = Refusal::DraftChanged(DraftChange::Gone);
    let received = read::read(&sevdesk.api, &before.remote_id)
        .await
        .map_err(Refusal::from)?;
    let received = received.ok_or_else(|| gone.clone())?;
    let now = drafts::before_image(&received, &sevdesk.settings)
        .map_err(Refusal::from)?
        .ok_or(gone)?;
    if now.raw != before.raw {
        return Err(Refusal::DraftChanged(DraftChange::Edited));
    }
    body(&received, payload, &sevdesk.settings).map_err(Refusal::NotSendable)
}

/// The draft passes on its customer and its tax treatment; a payload that means others was made for another draft.
fn check(payload: &Payload, before: &BeforeImage) -> Result<(), Obstacle> {
    if payload.customer.id != before.document.customer_id {
        return Err(Obstacle::OtherCustomer);
    }
    if payload.treatment != before.treatment {
        return Err(Obstacle::OtherTreatment);
    }
    Ok(())
}

fn body(received: &Received, payload: &Payload, settings: &Settings) -> Result<String, Obstacle> {
    let last = received
        .positions
        .iter()
        .filter_map(|row| row.number("positionNumber")?.to_i64())
        .max();
    let first = last.map_or(0, |last| last.saturating_add(1));
    let mut lines: Vec<Line> = received
        .positions
        .iter()
        .map(|row| Line::Kept(echo::kept(row)))
        .collect();
    lines.extend(new_lines(payload, first, settings)?);
    let save = SaveInvoice {
        invoice: echo::kept(&received.invoice),
        invoice_pos_save: lines,
        invoice_pos_delete: (),
        discount_save: (),
        discount_delete: (),
        // The draft has its address already, perhaps one that somebody typed.
        take_default_address: false,
    };
    serde_json::to_string(&save).map_err(|_| Obstacle::Unsendable)
}
