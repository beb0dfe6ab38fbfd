//! An invoice at each place on its way at which a document of it may be in the tool.

use std::sync::Arc;

use billing::{Engine, Phase, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use providers::ProviderError;
use store::Store;

use crate::crashes::die;
use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Back in the wizard, since the draft was not found; then it turned up.
    GivenUp,
    /// The process has died with the answer in its hands.
    Sending,
    /// The answer was lost.
    Unknown,
    /// The draft could not be read back.
    Created,
    /// The draft differs from what was sent, and a person is asked.
    Differing,
    /// Billed.
    Done,
    /// Billed and changed since, and a person keeps it so.
    Kept,
    /// Being taken back; nothing was deleted yet.
    Undoing,
    /// Being taken back; a person is to delete the draft, since the tool refuses.
    ByHand,
}

pub struct Scene {
    pub office: Office,
    pub tool: Arc<Scripted>,
    pub engine: Engine,
    pub id: InvoiceId,
}

impl Scene {
    pub async fn at(store: Store, stage: Stage) -> Self {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let scene = Self {
            office,
            tool,
            engine,
            id,
        };
        scene.come_to(stage).await;
        let come_to = scene.engine.state(id).await.unwrap();
        assert_eq!(come_to.name(), stage.state(), "{stage:?}: {come_to:?}");
        scene
    }

    async fn come_to(&self, stage: Stage) {
        let (office, tool, engine, id) = (&self.office, &self.tool, &self.engine, self.id);
        match stage {
            Stage::GivenUp => {
                tool.will(Fate::lost(Some(TimeDelta::hours(2))));
                office.create(engine, id).await;
                office.rest(engine, id).await;
                office.clock.advance(TimeDelta::hours(2));
            }
            Stage::Sending => die(office, id, Phase::AnswerReceived).await,
            Stage::Unknown => {
                tool.will(Fate::lost(Some(TimeDelta::zero())));
                office.create(engine, id).await;
            }
            Stage::Created => self.unread().await,
            Stage::Differing => {
                self.unread().await;
                tool.edit(|draft| draft.reference.push('!'));
                office.rest(engine, id).await;
            }
            Stage::Done => drop(office.create(engine, id).await),
            Stage::Kept => {
                office.create(engine, id).await;
                tool.edit(|draft| draft.lines[3].text.push('?'));
                engine.check_now(id).await.unwrap();
                engine.keep_as_billed(id, office.anna, "").await.unwrap();
            }
            Stage::Undoing => self.undone_with(unavailable()).await,
            Stage::ByHand => {
                let message = "no".to_owned();
                self.undone_with(ProviderError::Refused { message }).await;
            }
        }
    }

    async fn unread(&self) {
        self.tool.fails(Some(unavailable()));
        self.office.create(&self.engine, self.id).await;
        self.tool.fails(None);
    }

    async fn undone_with(&self, error: ProviderError) {
        self.office.create(&self.engine, self.id).await;
        self.tool.will_delete(false, Err(error));
        let undone = self.engine.undo(self.id, self.office.anna, "").await;
        undone.unwrap();
    }

    /// Six hours, of which the worker uses each.
    pub async fn hours_pass(&self, engine: &Engine) -> State {
        for _ in 0..6 {
            self.office.clock.advance(TimeDelta::hours(1));
            engine.work().await.unwrap();
        }
        engine.state(self.id).await.unwrap()
    }

    /// Entries are billed where the invoice is, locked where a draft of it may be, and free otherwise.
    pub async fn assert_entries_fit(&self, state: InvoiceState, what: &str) {
        let is_billed = matches!(state, InvoiceState::Done | InvoiceState::Undoing);
        let may_be = [
            InvoiceState::Sending,
            InvoiceState::Unknown,
            InvoiceState::Created,
        ];
        let expected = if is_billed {
            (12, 0)
        } else if may_be.contains(&state) {
            (0, 12)
        } else {
            (0, 0)
        };
        let found = (self.office.entries_in(2).await, self.office.locked().await);
        assert_eq!(found, expected, "{what}: billed and locked entries");
    }
}

impl Stage {
    fn state(self) -> InvoiceState {
        match self {
            Self::GivenUp => InvoiceState::Preparing,
            Self::Sending => InvoiceState::Sending,
            Self::Unknown => InvoiceState::Unknown,
            Self::Created | Self::Differing => InvoiceState::Created,
            Self::Done | Self::Kept => InvoiceState::Done,
            Self::Undoing | Self::ByHand => InvoiceState::Undoing,
        }
    }
}

fn unavailable() -> ProviderError {
    ProviderError::Unavailable {
        detail: "HTTP 503".to_owned(),
    }
}
