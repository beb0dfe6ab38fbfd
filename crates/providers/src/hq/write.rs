//! The first step of writing: the head of a new draft, or the proof that a draft is as it was. Lines follow one by one.

use domain::payload::Payload;

use super::calls::Api;
use super::protocol::Protocol;
use super::{drafts, read};
use crate::outcome::{DraftChange, Obstacle, Outcome, Refusal};
use crate::places;
use crate::provider::BeforeImage;

/// Makes a draft without lines, with one creating request.
pub(super) async fn create(
    protocol: &dyn Protocol,
    api: &Api,
    payload: &Payload,
    reference: &str,
) -> Outcome {
    let body = check(payload)
        .and_then(|()| places::check(payload, &protocol.capabilities(api)))
        .and_then(|()| protocol.new_head(api, payload, reference));
    match body {
        Ok(body) => protocol.create(api, body).await,
        Err(obstacle) => Outcome::NotExecuted(Refusal::NotSendable(obstacle)),
    }
}

/// Proves that a draft can be added to; nothing is sent.
pub(super) async fn append(
    protocol: &dyn Protocol,
    api: &Api,
    payload: &Payload,
    before: &BeforeImage,
) -> Outcome {
    match unchanged(protocol, api, payload, before).await {
        Ok(()) => Outcome::Executed {
            remote_id: before.remote_id.clone(),
        },
        Err(refusal) => Outcome::NotExecuted(refusal),
    }
}

async fn unchanged(
    protocol: &dyn Protocol,
    api: &Api,
    payload: &Payload,
    before: &BeforeImage,
) -> Result<(), Refusal> {
    check(payload)
        .and_then(|()| check_draft(payload, before))
        .map_err(Refusal::NotSendable)?;
    let gone = Refusal::DraftChanged(DraftChange::Gone);
    let received = read::read(protocol, api, &before.remote_id).await?;
    let received = received.ok_or_else(|| gone.clone())?;
    let now = drafts::before_image(&received, &api.settings)?;
    if now.ok_or(gone)?.raw != before.raw {
        return Err(Refusal::DraftChanged(DraftChange::Edited));
    }
    Ok(())
}

/// What HQ could not take, or would take for something else.
fn check(payload: &Payload) -> Result<(), Obstacle> {
    if payload.positions.is_empty() {
        return Err(Obstacle::NoPositions);
    }
    if payload.currency != "EUR" {
        return Err(Obstacle::Currency);
    }
    if payload.service_to < payload.service_from {
        return Err(Obstacle::PeriodEndsBeforeStart);
    }
    let allowed = payload.treatment.rates();
    let mut positions = payload.positions.iter();
    if positions.any(|position| !allowed.contains(&position.tax)) {
        return Err(Obstacle::TaxRate);
    }
    Ok(())
}

/// The draft passes on its customer and its tax treatment; a payload that means others was made for another draft.
fn check_draft(payload: &Payload, before: &BeforeImage) -> Result<(), Obstacle> {
    if payload.customer.id != before.document.customer_id {
        return Err(Obstacle::OtherCustomer);
    }
    if payload.treatment != before.treatment {
        return Err(Obstacle::OtherTreatment);
    }
    Ok(())
}
