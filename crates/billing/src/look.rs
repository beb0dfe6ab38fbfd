//! Reading back what exists, and looking for what may exist.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use providers::{Difference, Pieces, ProviderError, What, compare};

use crate::apply::Known;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::Frozen;
use crate::machine::{Draft, Input, Next, Reading, Remote, Sighting, State};
use crate::phase::Phase;
use crate::tools::Connected;
use crate::turn_end;

impl Engine {
    /// Does what a move asks for.
    pub(crate) async fn follow(&self, invoice: InvoiceId, next: Next) -> Result<(), EngineError> {
        match next {
            // In a turn: whoever completes a draft that is written in pieces must be alone.
            Next::ReadBack | Next::TakeBack => self.check_in_turn(invoice).await,
            // What the state says about the next look may be "at once".
            Next::Rest | Next::Send => {
                self.wake.notify_one();
                Ok(())
            }
        }
    }

    /// Asks the tool about an invoice, where there is something to ask, in a turn that ends then.
    pub(crate) async fn check(
        &self,
        invoice: InvoiceId,
        turn_ends: DateTime<Utc>,
    ) -> Result<(), EngineError> {
        let known = self.know(invoice).await?;
        let known = match &known.state {
            State::Unknown(_) => {
                let at = self.now();
                let sighting = self.sight(&known).await?;
                self.reached(Phase::LookedUp).await?;
                match self.take_sighting(&known, sighting, at).await? {
                    Next::ReadBack => self.know(invoice).await?,
                    Next::Rest | Next::Send | Next::TakeBack => return Ok(()),
                }
            }
            _ => known,
        };
        match &known.state {
            State::Created(draft) => self.read_back(&known, draft, turn_ends).await,
            State::Done(billed) => self.compare(&known, &billed.remote).await,
            State::Undoing(undo) => self.take_back(&known, undo).await,
            _ => Ok(()),
        }
    }

    /// A draft that is found but belongs to another invoice of ours is none of this one's: a person must look.
    pub(crate) async fn take_sighting(
        &self,
        known: &Known,
        sighting: Sighting,
        at: DateTime<Utc>,
    ) -> Result<Next, EngineError> {
        let seen = Input::LookedUp { sighting };
        match self.apply_as_of(known, seen, None, at).await {
            Err(error @ EngineError::DraftOfAnother) => {
                let sighting = Sighting::Inconclusive {
                    detail: error.to_string(),
                    ask: true,
                };
                let seen = Input::LookedUp { sighting };
                self.apply_as_of(known, seen, None, at).await
            }
            other => other,
        }
    }

    async fn read_back(
        &self,
        known: &Known,
        draft: &Draft,
        turn_ends: DateTime<Utc>,
    ) -> Result<(), EngineError> {
        self.reached(Phase::BeforeReadBack).await?;
        let reading = self.reading(known, draft, turn_ends).await?;
        self.reached(Phase::BeforeDone).await?;
        let next = self.apply(known, Input::ReadBack { reading }, None).await?;
        self.reached(Phase::AfterDone).await?;
        if next == Next::Rest {
            self.wake.notify_one();
        }
        Ok(())
    }

    async fn reading(
        &self,
        known: &Known,
        draft: &Draft,
        turn_ends: DateTime<Utc>,
    ) -> Result<Reading, EngineError> {
        let tool = match self.tool_of(known).await {
            Ok(tool) => tool,
            Err(why) => return Ok(Reading::Unavailable(why)),
        };
        let frozen = Frozen::of(&known.run)?;
        let refused = match self.complete(&tool, &frozen, draft, turn_ends).await {
            Ok(refused) => refused,
            Err(error) => return Ok(Reading::Unavailable(self.unavailable(known, error).await)),
        };
        let found = match tool.provider.read(&draft.remote.id).await {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(Reading::Gone),
            Err(error) => return Ok(Reading::Unavailable(self.unavailable(known, error).await)),
        };
        let expected = frozen.expected(&tool.provider.capabilities());
        let mut differences = compare(&frozen.payload, expected, &found);
        if !differences.is_empty() {
            differences.extend(refused);
        }
        let remote = Remote::of(&found);
        Ok(if differences.is_empty() {
            Reading::Agrees(remote)
        } else {
            Reading::Differs {
                remote,
                differences,
            }
        })
    }

    /// Brings the missing pieces onto a draft that is written in pieces. What the tool refuses for good is said beside
    /// what the comparison finds; once that has found something, only a person may change the draft.
    async fn complete(
        &self,
        tool: &Connected,
        frozen: &Frozen,
        draft: &Draft,
        turn_ends: DateTime<Utc>,
    ) -> Result<Option<Difference>, ProviderError> {
        if !tool.provider.capabilities().in_pieces || !draft.differences.is_empty() {
            return Ok(None);
        }
        let pieces = Pieces {
            remote_id: &draft.remote.id,
            payload: &frozen.payload,
            before: frozen.before(),
            // Well before the turn ends, since the last piece takes its time.
            until: turn_ends - self.config.lease / 2,
        };
        let completed = turn_end::before(turn_ends, &*self.clock, tool.provider.complete(&pieces));
        let completed = completed.await.unwrap_or_else(|| {
            Err(ProviderError::Unavailable {
                detail: "the turn to write its positions was over".to_owned(),
            })
        });
        match completed {
            Err(ProviderError::Refused { message }) => Ok(Some(Difference {
                what: What::Refused,
                line: None,
                expected: String::new(),
                found: message,
            })),
            other => other.map(|()| None),
        }
    }
}
