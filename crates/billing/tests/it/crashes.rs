//! A process that dies at each moment, and one that only seemed to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use billing::{Config, Engine, EngineError, Moments, Phase, Started, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use store::Store;
use store::testing::{for_each_db, number};

use crate::office::{Office, SOON, installation};
use crate::scripted::{Fate, Scripted, office};

/// Whether the request of a dying process still reaches the tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Request {
    Arrives,
    IsLost,
}

/// Stands still for good at a moment, as far as anybody else can see.
struct Dying {
    phase: Phase,
    is_there: AtomicBool,
}

#[async_trait]
impl Moments for Dying {
    async fn reached(&self, phase: Phase) -> Result<(), EngineError> {
        if phase == self.phase {
            self.is_there.store(true, Ordering::SeqCst);
            std::future::pending::<()>().await;
        }
        Ok(())
    }
}

/// Presses with an engine that dies at this moment, and waits until it has. Where the answer is lost there is nothing to
/// read back, and later moments never come.
pub async fn die(office: &Office, id: InvoiceId, phase: Phase) {
    let dying = Arc::new(Dying {
        phase,
        is_there: AtomicBool::new(false),
    });
    let engine = office.engine("dying").telling(dying.clone());
    let version = office.stored(id).await.version;
    let anna = office.anna;
    tokio::spawn(async move { engine.create(id, anna, version).await.map(drop) });
    let lost = "select count(*) from invoices where state = 'unknown'";
    let arrived = async {
        while !dying.is_there.load(Ordering::SeqCst)
            && number(&office.store, lost).await.unwrap() == 0
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(SOON, arrived).await.unwrap();
    if phase == Phase::InFlight {
        // The request is made beside this moment.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// One draft whose entries are billed, or none and the wizard as it was, and then pressing again makes exactly one.
async fn assert_exactly_once(
    office: &Office,
    tool: &Scripted,
    engine: &Engine,
    id: InvoiceId,
    what: &str,
) {
    let mut state = office.rest(engine, id).await;
    if let State::Preparing { .. } = state {
        assert_eq!(
            tool.drafts().len(),
            0,
            "{what}: a draft whose entries are free"
        );
        assert_eq!(
            (office.locked().await, office.entries_in(1).await),
            (0, 12),
            "{what}"
        );
        state = office.create(engine, id).await;
    }
    assert_eq!(state.name(), InvoiceState::Done, "{what}: {state:?}");
    assert_eq!(
        (tool.drafts().len(), office.entries_in(2).await),
        (1, 12),
        "{what}"
    );
}

async fn dies_and_recovers(store: Store, phase: Phase, request: Request) {
    let what = format!("{}, request {request:?}", phase.as_str());
    let (office, tool) = office(store).await;
    let id = office.invoice().await;
    if request == Request::IsLost {
        tool.will(Fate::lost(None));
    }
    die(&office, id, phase).await;

    let engine = office.engine("b");
    engine.recover().await.unwrap();
    let now = engine.state(id).await.unwrap().name();
    let expected: &[InvoiceState] = match phase {
        Phase::BeforeClaim | Phase::AfterClaim | Phase::BeforeSendingMark => {
            &[InvoiceState::Preparing]
        }
        Phase::AfterSendingMark | Phase::InFlight | Phase::AnswerReceived => {
            &[InvoiceState::Unknown]
        }
        Phase::BeforeReadBack | Phase::BeforeDone => &[InvoiceState::Created],
        Phase::AfterDone => &[InvoiceState::Done],
        Phase::LookedUp | Phase::Deleted => panic!("that is not on the way to a draft"),
    };
    assert!(expected.contains(&now), "{what}: {now:?} after the restart");
    assert_exactly_once(&office, &tool, &engine, id, &what).await;
}

#[tokio::test]
async fn whoever_dies_while_the_request_arrives_leaves_one_draft_or_none() {
    for phase in Phase::CREATION {
        for_each_db(async |store| dies_and_recovers(store, phase, Request::Arrives).await).await;
    }
}

#[tokio::test]
async fn whoever_dies_while_the_request_is_lost_leaves_one_draft_or_none() {
    for phase in [Phase::InFlight, Phase::AnswerReceived] {
        for_each_db(async |store| dies_and_recovers(store, phase, Request::IsLost).await).await;
    }
}

#[tokio::test]
async fn a_draft_that_exists_is_found_at_the_first_look_after_a_restart() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        die(&office, id, Phase::AnswerReceived).await;
        let engine = office.engine("b");

        let recovered = engine.recover().await.unwrap();
        assert_eq!((recovered.unknown, recovered.back), (vec![id], vec![]));
        engine.work().await.unwrap();

        assert_eq!(engine.state(id).await.unwrap().name(), InvoiceState::Done);
        assert_eq!(tool.drafts().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn another_installation_waits_until_the_turn_has_ended() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        die(&office, id, Phase::AfterSendingMark).await;
        let mut parts = office.parts("b");
        parts.owner = billing::Owner::new("another", "b");
        parts.installation = installation("another");
        office.admit("another", true).await;
        let other = Engine::new(parts);

        assert_eq!(other.recover().await.unwrap().unknown, vec![]);
        other.work().await.unwrap();
        assert_eq!(other.state(id).await.unwrap().name(), InvoiceState::Sending);

        office.clock.advance(Config::default().lease);
        other.work().await.unwrap();
        assert_eq!(other.state(id).await.unwrap().name(), InvoiceState::Unknown);
        assert_exactly_once(&office, &tool, &other, id, "taken over").await;
    })
    .await;
}

/// A process that was only held up goes on after others have taken its turn.
#[tokio::test]
async fn whoever_wakes_up_too_late_does_no_harm() {
    for phase in Phase::CREATION.into_iter().skip(1) {
        for_each_db(async |store| {
            let what = format!("held up {}", phase.as_str());
            let (office, tool) = office(store).await;
            let id = office.invoice().await;
            let sleeper = office.pausing_engine(phase, 400);
            let Started::Now(attempt) = office.press(&sleeper, id).await.unwrap() else {
                panic!("{what}")
            };
            tokio::time::sleep(Duration::from_millis(200)).await;
            office.clock.advance(TimeDelta::minutes(2));
            let engine = office.engine("b");
            engine.work().await.unwrap();

            assert!(attempt.ended(SOON).await, "{what}");
            if phase < Phase::InFlight {
                assert_eq!(tool.calls(), 0, "{what}: sent after its turn");
            }

            assert_exactly_once(&office, &tool, &engine, id, &what).await;
            assert!(tool.calls() <= 2, "{what}");
        })
        .await;
    }
}

/// Between the last look at the clock and the first byte lie a question to the database, one for a place in the tool's
/// budget, and a connection.
#[tokio::test]
async fn whoever_is_held_up_on_the_way_to_the_first_byte_sends_none() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let engine = office.engine("a");
        tool.holds_up(TimeDelta::minutes(30));

        office.create(&engine, id).await;

        assert_eq!(tool.calls(), 0, "sent after its turn");
        assert_exactly_once(&office, &tool, &engine, id, "held up").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_wakes_up_in_the_turn_of_another_does_not_use_it() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let sleeper = office.pausing_engine(Phase::AfterClaim, 600);
        let Started::Now(attempt) = office.press(&sleeper, id).await.unwrap() else {
            panic!()
        };
        office.clock.advance(TimeDelta::minutes(2));
        let engine = office.engine("b");
        engine.work().await.unwrap();
        assert_eq!(
            engine.state(id).await.unwrap().name(),
            InvoiceState::Preparing
        );
        die(&office, id, Phase::AfterClaim).await;

        assert!(attempt.ended(SOON).await);

        assert_eq!(tool.calls(), 0);
        assert_eq!(
            engine.state(id).await.unwrap().name(),
            InvoiceState::Claimed
        );
        engine.recover().await.unwrap();
        assert_exactly_once(&office, &tool, &engine, id, "two turns").await;
    })
    .await;
}
