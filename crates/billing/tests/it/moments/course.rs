//! One case from its beginning to its end.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use billing::{Engine, Owner, Phase, Started, State};
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use serde_json::{Value, json};
use store::Store;

use super::case::{Action, Case, Place, Way};
use super::failing::{fails_writing, writes_again};
use super::stop::{A_TURN, Stop};
use crate::endings::{assert_added, assert_one_copy, assert_one_whole_draft, assert_whole_log};
use crate::office::{Office, SOON};
use crate::simulated::{Simulated, Tool, office_with};

struct Course {
    case: Case,
    office: Office,
    tool: Arc<Simulated>,
    id: InvoiceId,
    /// The draft that is added to.
    old: Option<String>,
    before: Vec<Value>,
}

/// Disturbs the engine once, lets it go on by itself, and looks at what has become of it.
pub async fn run(store: Store, case: Case) {
    let (office, tool) = office_with(store, case.tool).await;
    let (id, old) = match case.place {
        Place::New => (office.invoice().await, None),
        Place::Added => {
            let (id, image) = tool.addition(&office).await;
            (id, Some(image.remote_id))
        }
    };
    let before = tool.documents().await;
    let course = Course {
        case,
        office,
        tool: Arc::new(tool),
        id,
        old,
        before,
    };
    course.prepare().await;
    let engine = course.disturbed().await;
    course.assert_safe().await;
    let engine = course.restarted(engine).await;
    course.end(&engine).await;
}

impl Course {
    /// What happens before the moment can come.
    async fn prepare(&self) {
        match self.case.moment.1 {
            Way::Arrived => {
                let held = json!({"delay_ms": 300});
                self.tool.fault("late_after_commit", &held).await;
            }
            Way::LookForWhatIsThere => self.dies(Phase::AnswerReceived).await,
            Way::LookForNothing => self.dies(Phase::AfterSendingMark).await,
            Way::Undo | Way::UndoWriting(..) => {
                let state = self.office.create(&self.office.engine("0"), self.id).await;
                assert_eq!(state.name(), InvoiceState::Done);
            }
            Way::Create | Way::Writing(..) => {}
        }
        if let Way::Writing(event, _) | Way::UndoWriting(event, _) = self.case.moment.1 {
            fails_writing(&self.office.store, event).await;
        }
    }

    /// An earlier process has died on the way, and its turn is over.
    async fn dies(&self, phase: Phase) {
        let stop = self.stop(phase, Action::Exit);
        let engine = self.office.engine("0").telling(stop);
        press(&self.office, engine, self.id).await;
        let recovered = self.office.engine("1").recover().await.unwrap();
        assert_eq!(recovered.unknown, [self.id]);
    }

    fn stop(&self, phase: Phase, action: Action) -> Arc<Stop> {
        let mut parts = self.office.parts("1");
        parts.owner = Owner::new("beside", "1");
        let arrived =
            (self.case.moment.1 == Way::Arrived).then(|| (self.tool.clone(), self.before.clone()));
        Arc::new(Stop {
            phase,
            action,
            clock: self.office.clock.clone(),
            other: Engine::new(parts),
            arrived,
            done: AtomicBool::new(false),
        })
    }

    /// Comes to the moment, and is disturbed there.
    async fn disturbed(&self) -> Engine {
        let (phase, way) = self.case.moment;
        let engine = self.office.engine("a");
        if let Way::Writing(_, state) | Way::UndoWriting(_, state) = way {
            self.goes_its_way(engine.clone()).await;
            assert_eq!(self.office.stored(self.id).await.state, state);
            writes_again(&self.office.store).await;
            return engine;
        }
        let stop = self.stop(phase, self.case.action);
        let engine = engine.telling(stop.clone());
        self.goes_its_way(engine.clone()).await;
        assert!(stop.happened(), "the moment never came");
        let had_its_turn = (Phase::AfterClaim..Phase::InFlight).contains(&phase);
        if self.case.action == Action::Pause && had_its_turn {
            let documents = self.tool.documents().await;
            assert_eq!(documents, self.before, "sent after its turn");
        }
        engine
    }

    async fn goes_its_way(&self, engine: Engine) {
        let (id, anna) = (self.id, self.office.anna);
        match self.case.moment.1 {
            Way::Create | Way::Arrived | Way::Writing(..) => press(&self.office, engine, id).await,
            // What becomes of these tasks is what the test is about.
            Way::LookForWhatIsThere | Way::LookForNothing => {
                drop(tokio::spawn(async move { engine.work().await }).await);
            }
            Way::Undo | Way::UndoWriting(..) => {
                drop(tokio::spawn(async move { engine.undo(id, anna, "").await }).await);
            }
        }
    }

    /// Who goes on: the process itself, or one that starts after it.
    async fn restarted(&self, engine: Engine) -> Engine {
        match self.case.action {
            Action::Error | Action::Pause => engine,
            Action::Panic => {
                // A task that panicked has not given its turn back.
                self.office.clock.advance(A_TURN);
                engine
            }
            Action::Exit => {
                let engine = self.office.engine("b");
                engine.recover().await.unwrap();
                engine
            }
        }
    }

    /// What holds at any time: entries are billed if and only if the invoice is done, and none is lost.
    async fn assert_safe(&self) {
        let state = self.office.stored(self.id).await.state;
        let billed = self.office.entries_in(2).await;
        let is_billed = matches!(state, InvoiceState::Done | InvoiceState::Undoing);
        assert_eq!(billed, if is_billed { 12 } else { 0 }, "{state:?}");
        let held = [InvoiceState::Preparing, InvoiceState::Released].contains(&state) || is_billed;
        assert_eq!(self.office.locked().await, if held { 0 } else { 12 });
    }

    async fn end(&self, engine: &Engine) {
        let mut state = self.office.rest(engine, self.id).await;
        self.assert_safe().await;
        if let Way::Undo | Way::UndoWriting(..) = self.case.moment.1 {
            assert_eq!(state, State::Released);
            assert_eq!(self.office.entries_in(0).await, 12);
            assert_eq!(self.tool.documents().await, self.before);
            return assert_whole_log(&self.office, self.id).await;
        }
        if let State::Preparing { .. } = state {
            assert_eq!(self.tool.documents().await, self.before, "nobody's draft");
            assert_eq!(self.office.entries_in(1).await, 12);
            self.office.create(engine, self.id).await;
            state = self.office.rest(engine, self.id).await;
        }
        assert_eq!(state.name(), InvoiceState::Done, "{state:?}");
        self.assert_safe().await;
        self.assert_one_draft().await;
        assert_whole_log(&self.office, self.id).await;
    }

    async fn assert_one_draft(&self) {
        let (tool, before) = (&*self.tool, &self.before);
        match (&self.old, self.case.tool) {
            (None, _) => assert_one_whole_draft(tool, before, "").await,
            (Some(old), Tool::Lexware) => assert_one_copy(tool, before, old, "").await,
            (Some(old), _) => assert_added(tool, before, old, "").await,
        }
    }
}

/// Presses, and waits until nothing more comes of it by itself.
async fn press(office: &Office, engine: Engine, id: InvoiceId) {
    let pressed = office.press(&engine, id).await;
    if let Ok(Started::Now(attempt)) = pressed {
        assert!(attempt.ended(SOON).await);
    }
}
