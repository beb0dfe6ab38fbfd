//! One step of the machine, made durable.

use chrono::{DateTime, Utc};
use domain::{InvoiceId, UserId};
use store::invoices::{AttemptOutcome, EntryOutcome, Move, Moved, NewEvent, Run};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::{EntryChange, Input, Next, Setback, State, late_look_after, step};
use crate::rows::{standing_of, state_of, write};

/// An invoice and its state, as they were read together.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) run: Run,
    pub(crate) state: State,
}

impl Engine {
    pub(crate) async fn know(&self, invoice: InvoiceId) -> Result<Known, EngineError> {
        let run = self
            .store
            .run(invoice)
            .await?
            .ok_or(EngineError::NoSuchInvoice)?;
        let state = state_of(&run.standing)?;
        Ok(Known { run, state })
    }

    /// Moves an invoice from where it was when it was read. `user` is the person who did it.
    pub(crate) async fn apply(
        &self,
        known: &Known,
        input: Input,
        user: Option<UserId>,
    ) -> Result<Next, EngineError> {
        self.apply_as_of(known, input, user, self.now()).await
    }

    /// The same for something that was seen at `at`. What a look proves, it proves for the moment at which it was begun:
    /// its answer may have taken long, or this process may have been suspended since.
    pub(crate) async fn apply_as_of(
        &self,
        known: &Known,
        input: Input,
        user: Option<UserId>,
        at: DateTime<Utc>,
    ) -> Result<Next, EngineError> {
        let (planned, next) = self.plan(known, input, user, at)?;
        match self.store.make_move(planned).await? {
            Moved::Yes => Ok(next),
            Moved::Overtaken => Err(EngineError::Overtaken),
            Moved::TakenByAnother => Err(EngineError::DraftOfAnother),
        }
    }

    /// The move that an input leads to, as it is to be written.
    pub(crate) fn plan(
        &self,
        known: &Known,
        input: Input,
        user: Option<UserId>,
        now: DateTime<Utc>,
    ) -> Result<(Move, Next), EngineError> {
        let (kind, detail) = (input.kind(), write("an event", &input)?);
        let is_look = matches!(input, Input::Compared { .. });
        let planned = step(&known.state, input, now, &self.config.rules)?;
        let (from, to) = (known.state.name(), planned.to.name());
        // The daily looks go on for weeks, and a history is read by people: only what they saw anew is in it.
        let seen_before = is_look && planned.to.looks_like(&known.state);
        let written = Move {
            invoice: known.run.id,
            from,
            fence: known.run.fence,
            attempt: attempt_outcome(&known.state, &planned.to, now),
            entries: entry_outcome(planned.entries, &known.run),
            to: standing_of(&planned.to, now)?,
            event: NewEvent {
                at: now,
                user,
                kind,
                from,
                to,
                detail,
            },
            quiet: seen_before,
        };
        Ok((written, planned.next))
    }
}

fn entry_outcome(change: EntryChange, run: &Run) -> EntryOutcome {
    match change {
        // The claim itself locks the entries, since it must count them.
        EntryChange::Keep | EntryChange::Claim => EntryOutcome::Keep,
        EntryChange::Unclaim => EntryOutcome::Unclaim,
        EntryChange::Settle if run.mark_billed => EntryOutcome::Bill,
        EntryChange::Settle => EntryOutcome::Unmarked,
        EntryChange::Release => EntryOutcome::Release,
        EntryChange::Unbill => EntryOutcome::Unbill,
        EntryChange::UnbillPositions(positions) => EntryOutcome::UnbillPositions(positions),
    }
}

/// What a move says about the attempt to send. A draft that was not found may still turn up; see [`crate::late`].
fn attempt_outcome(from: &State, to: &State, now: DateTime<Utc>) -> Option<AttemptOutcome> {
    if !matches!(from, State::Sending { .. } | State::Unknown(_)) {
        return None;
    }
    match to {
        State::Created(_) => Some(AttemptOutcome::Created),
        State::Preparing {
            setback: Some(setback @ (Setback::Absent | Setback::SaidNotThere)),
        } => late_look_after(now, now).map(|look_at| AttemptOutcome::Absent {
            look_at,
            said: *setback == Setback::SaidNotThere,
        }),
        State::Preparing { .. } => Some(AttemptOutcome::Refused),
        _ => None,
    }
}
