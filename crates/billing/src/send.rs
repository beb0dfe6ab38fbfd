//! The one attempt: a durable mark, then one request, then what it proves.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use domain::marker::Marker;
use domain::payload::Target;
use domain::random;
use providers::Outcome;
use store::invoices::{Marked, SendingMark};

use crate::apply::Known;
use crate::create::Turn;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::{Frozen, Place};
use crate::machine::{Answer, Cause, Input, Lease, Setback, Sighting, State};
use crate::payload;
use crate::phase::Phase;
use crate::tools::Connected;
use crate::turn_end;

/// So many markers in a row are taken only where randomness is broken.
const MARKERS: usize = 8;

impl Engine {
    /// Sends an invoice that was just claimed, and goes on as far as it gets.
    pub(crate) async fn send_claimed(&self, turn: Turn) {
        let invoice = turn.invoice;
        match self.try_to_send(turn).await {
            Ok(()) => {}
            // Somebody cancelled it, or found out before us what became of it.
            Err(EngineError::Overtaken) => {
                tracing::info!(%invoice, "the invoice moved on while it was being sent");
            }
            Err(error) => {
                tracing::error!(%invoice, %error, "sending stopped; the worker goes on when the turn has ended");
            }
        }
    }

    async fn try_to_send(&self, turn: Turn) -> Result<(), EngineError> {
        self.reached(Phase::AfterClaim).await?;
        let tool = &turn.tool;
        let claimed = self.still(turn.invoice, turn.fence).await?;
        let setback = match self.braked(&claimed).await? {
            Some(setback) => Some(setback),
            None => self.late_draft(turn.invoice, tool).await?,
        };
        if let Some(setback) = setback {
            let input = Input::NotSent { setback };
            return self.apply(&claimed, input, None).await.map(drop);
        }
        self.reached(Phase::BeforeSendingMark).await?;
        let sending = self.mark(claimed).await?;
        self.reached(Phase::AfterSendingMark).await?;
        let answer = match self.write_down(&sending).await {
            Ok(()) => self.attempt(&sending, tool).await?,
            Err(setback) => Answer::NotExecuted(setback),
        };
        self.reached(Phase::AnswerReceived).await?;
        self.take_answer(sending, answer).await
    }

    /// The invoice, if nobody has moved it. Whoever was held up while its turn was taken and given to another one must
    /// not go on with that other turn.
    async fn still(&self, invoice: InvoiceId, fence: i64) -> Result<Known, EngineError> {
        let known = self.know(invoice).await?;
        if known.run.fence == fence {
            Ok(known)
        } else {
            Err(EngineError::Overtaken)
        }
    }

    /// What keeps the connection from sending since the button was pressed.
    async fn braked(&self, claimed: &Known) -> Result<Option<Setback>, EngineError> {
        let Some(connection) = claimed.run.connection else {
            return Ok(None);
        };
        let brake = self.brake(connection).await?;
        Ok(brake.map(|brake| Setback::Held {
            detail: brake.to_string(),
        }))
    }

    /// Makes the mark durable. Only after it may a byte leave; an error means that none may.
    async fn mark(&self, claimed: Known) -> Result<Known, EngineError> {
        for _ in 0..MARKERS {
            match self.store.begin_sending(self.new_mark(&claimed)?).await? {
                Marked::Yes => return self.still(claimed.run.id, claimed.run.fence + 1).await,
                Marked::Overtaken => return Err(EngineError::Overtaken),
                Marked::MarkerTaken => {}
            }
        }
        Err(EngineError::NoFreeMarker)
    }

    fn new_mark(&self, claimed: &Known) -> Result<SendingMark, EngineError> {
        let payload = Frozen::payload_of(&claimed.run)?;
        let marker = matches!(payload.target, Target::NewInvoice)
            .then(|| Marker::new(payload.service_to, random::bytes(&*self.random)));
        let reference = marker
            .as_ref()
            .map(|marker| payload::reference(&payload, marker.as_str()));
        let attempt = claimed.run.attempt + 1;
        let input = Input::SendingBegun {
            attempt,
            marker: marker.clone(),
            reference: reference.clone(),
            lease: self.new_lease(),
        };
        let (step, _) = self.plan(claimed, input, None, self.now())?;
        Ok(SendingMark {
            step,
            attempt,
            marker,
            reference,
        })
    }

    /// One request, which ends before the turn does.
    async fn attempt(&self, sending: &Known, tool: &Connected) -> Result<Answer, EngineError> {
        let (frozen, until) = match self.ready_to_send(sending) {
            Ok(ready) => ready,
            Err(detail) => return Ok(Answer::NotExecuted(Setback::NotSent { detail })),
        };
        let request = async {
            match &frozen.place {
                Place::New { reference } => tool.provider.create(&frozen.payload, reference).await,
                Place::Existing { before } => tool.provider.append(&frozen.payload, before).await,
            }
        };
        let (outcome, ()) = tokio::try_join!(
            async { Ok(turn_end::before(until, &*self.clock, request).await) },
            self.reached(Phase::InFlight)
        )?;
        Ok(match outcome {
            Some(outcome) => answer(outcome, self.now()),
            None => Answer::Unclear(Cause::NoAnswer {
                detail: "no answer before the turn to send ended".to_owned(),
            }),
        })
    }

    /// A process that was held up after its mark (suspended, or starved) finds its turn over and sends nothing.
    fn ready_to_send(&self, sending: &Known) -> Result<(Frozen, DateTime<Utc>), String> {
        let now = self.now();
        let until = sending
            .state
            .lease()
            .map_or(now, |lease: &Lease| lease.until);
        if (until - now) * 2 < self.config.lease {
            return Err(
                "this process was held up until its turn to send was nearly over".to_owned(),
            );
        }
        let frozen = Frozen::of(&sending.run).map_err(|error| error.to_string())?;
        Ok((frozen, until))
    }

    async fn take_answer(&self, sending: Known, answer: Answer) -> Result<(), EngineError> {
        let refused = answer == Answer::NotExecuted(Setback::Unauthorized);
        let executed = match &answer {
            Answer::Executed { remote_id } => Some(remote_id.clone()),
            _ => None,
        };
        let applied = self.apply(&sending, Input::Answered { answer }, None).await;
        if refused {
            self.tell_refused(&sending).await;
        }
        match (applied, executed) {
            (Ok(next), _) => self.follow(sending.run.id, next).await,
            (Err(EngineError::Overtaken), Some(remote_id)) => {
                self.answered_late(&sending, remote_id).await
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Our turn was over, and then the answer came all the same. It names the draft that others look for.
    async fn answered_late(&self, sending: &Known, remote_id: String) -> Result<(), EngineError> {
        let known = self.know(sending.run.id).await?;
        let same_attempt = known.run.attempt == sending.run.attempt;
        if !same_attempt || !matches!(known.state, State::Unknown(_)) {
            return Err(EngineError::Overtaken);
        }
        let sighting = Sighting::Found { remote_id };
        let next = self
            .apply(&known, Input::LookedUp { sighting }, None)
            .await?;
        self.follow(known.run.id, next).await
    }
}

fn answer(outcome: Outcome, now: DateTime<Utc>) -> Answer {
    match outcome {
        Outcome::Executed { remote_id } => Answer::Executed { remote_id },
        Outcome::NotExecuted(refusal) => Answer::NotExecuted(Setback::from_refusal(refusal, now)),
        Outcome::Refused(refusal) => Answer::Refused(Setback::from_refusal(refusal, now)),
        Outcome::Unknown(uncertainty) => Answer::Unclear(uncertainty.into()),
    }
}
