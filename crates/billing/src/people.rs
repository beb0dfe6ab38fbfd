//! What people do to an invoice after `Create draft`, and before it.

use domain::invoice::InvoiceState;
use domain::{InvoiceId, UserId};

use crate::apply::Known;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::{Input, Setback, Sighting, State};

impl Engine {
    /// Where an invoice stands, with all that is known there.
    pub async fn state(&self, invoice: InvoiceId) -> Result<State, EngineError> {
        Ok(self.know(invoice).await?.state)
    }

    /// `Check now`: asks the tool, unless somebody else is asking already. Answers the state after it.
    pub async fn check_now(&self, invoice: InvoiceId) -> Result<InvoiceState, EngineError> {
        match self.check_in_turn(invoice).await {
            Ok(()) | Err(EngineError::Overtaken) => {}
            Err(error) => return Err(error),
        }
        // It belongs to the invoice; whether the tool answered is seen on its page.
        self.look_at_old_draft(invoice).await?;
        Ok(self.know(invoice).await?.state.name())
    }

    /// `It is there`: a person has found the draft. It is read back before anything is billed.
    pub async fn it_is_there(
        &self,
        invoice: InvoiceId,
        remote_id: &str,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        if let Some(target) = &known.run.target_remote_id {
            self.could_be_there(&known, target, remote_id).await?;
        }
        let remote_id = remote_id.to_owned();
        let state = self
            .person_says(&known, Input::SaidThere { remote_id }, user)
            .await?;
        Ok(state.name())
    }

    /// Positions that were to be added are on the draft that was chosen; or, where the tool can only copy it, on any
    /// other one.
    async fn could_be_there(
        &self,
        known: &Known,
        target: &str,
        remote_id: &str,
    ) -> Result<(), EngineError> {
        let tool = self.tool_of(known).await;
        let copies = tool.map_err(EngineError::from)?.copies();
        match (copies, target == remote_id) {
            (true, true) => Err(EngineError::OldDraft),
            (false, false) => Err(EngineError::OtherDraft {
                expected: target.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// `It is another one`: what a person named is not the draft. It is looked for again, and nothing is freed or billed.
    pub async fn it_is_another(
        &self,
        invoice: InvoiceId,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        let state = self
            .person_says(&known, Input::SaidAnother {}, user)
            .await?;
        Ok(state.name())
    }

    /// `It is not there`: a person has looked and found no draft. The tool is asked a last time; if it finds the draft
    /// after all, that counts, and the answer is not [`InvoiceState::Preparing`].
    pub async fn it_is_not_there(
        &self,
        invoice: InvoiceId,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        if matches!(known.state, State::Unknown(_)) {
            let at = self.now();
            let sighting = self.sight(&known).await?;
            if matches!(
                sighting,
                Sighting::Found { .. } | Sighting::FoundMany { .. }
            ) {
                let next = self.take_sighting(&known, sighting, at).await?;
                self.follow(invoice, next).await?;
                return Ok(self.know(invoice).await?.state.name());
            }
        }
        let state = self
            .person_says(&known, Input::SaidNotThere {}, user)
            .await?;
        Ok(state.name())
    }

    /// A person takes the draft as it is, although it differs from what was sent: its entries are billed.
    pub async fn accept_difference(
        &self,
        invoice: InvoiceId,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        let state = self
            .person_says(&known, Input::DifferenceAccepted {}, user)
            .await?;
        Ok(state.name())
    }

    /// Stops an invoice whose entries are claimed and of which nothing was sent yet.
    pub async fn cancel(
        &self,
        invoice: InvoiceId,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        let input = Input::NotSent {
            setback: Setback::Cancelled,
        };
        Ok(self.person_says(&known, input, user).await?.name())
    }

    /// Gives up an invoice in preparation: its entries are free.
    pub async fn discard(
        &self,
        invoice: InvoiceId,
        user: UserId,
    ) -> Result<InvoiceState, EngineError> {
        let known = self.know(invoice).await?;
        let state = self.person_says(&known, Input::Discarded {}, user).await?;
        Ok(state.name())
    }

    /// A person takes an invoice back: its draft is deleted, and then its entries are free. Refused while nothing may be
    /// written to a billing tool; a guard that comes later only holds the deletion back.
    pub async fn undo(
        &self,
        invoice: InvoiceId,
        user: UserId,
        reason: &str,
    ) -> Result<State, EngineError> {
        if let Some(guard) = self.guard().await? {
            return Err(guard.into());
        }
        let reason = reason.to_owned();
        let known = self.know(invoice).await?;
        self.person_says(&known, Input::UndoAsked { reason }, user)
            .await
    }

    /// A person leaves an invoice as it was, whose draft was to be deleted by hand.
    pub async fn stop_undo(&self, invoice: InvoiceId, user: UserId) -> Result<State, EngineError> {
        let known = self.know(invoice).await?;
        self.person_says(&known, Input::UndoStopped {}, user).await
    }

    /// A person has seen what became of a document, and keeps its entries as billed.
    pub async fn keep_as_billed(
        &self,
        invoice: InvoiceId,
        user: UserId,
        reason: &str,
    ) -> Result<State, EngineError> {
        let reason = reason.to_owned();
        let known = self.know(invoice).await?;
        self.person_says(&known, Input::KeptAsBilled { reason }, user)
            .await
    }

    /// A person releases the entries that are no longer on the document: all of them where nothing of it is in force any
    /// more, else those of the positions that were deleted or changed.
    pub async fn release(
        &self,
        invoice: InvoiceId,
        user: UserId,
        reason: &str,
    ) -> Result<State, EngineError> {
        let known = self.know(invoice).await?;
        let State::Done(billed) = &known.state else {
            return Err(EngineError::Overtaken);
        };
        let fated = billed.truth.fated.iter().map(|fated| fated.no);
        let positions: Vec<_> = fated.collect();
        let held = self.store.positions_with_entries(invoice).await?;
        let last = billed.truth.is_void() || held.iter().all(|no| positions.contains(no));
        let input = Input::EntriesReleased {
            positions,
            last,
            reason: reason.to_owned(),
        };
        self.person_says(&known, input, user).await
    }

    async fn person_says(
        &self,
        known: &Known,
        input: Input,
        user: UserId,
    ) -> Result<State, EngineError> {
        let next = self.apply(known, input, Some(user)).await?;
        self.follow(known.run.id, next).await?;
        self.state(known.run.id).await
    }
}
