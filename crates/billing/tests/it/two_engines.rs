//! Two processes on one database that stand still at random moments, for seconds or for longer than it takes until an
//! absence is believed.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use billing::{Engine, EngineError, Moments, Owner, Phase, Started, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use store::Store;
use store::testing::for_each_url;

use crate::clock::TestClock;
use crate::dice::Dice;
use crate::endings::assert_whole_log;
use crate::office::{Office, SOON};
use crate::scripted::{Fate, Scripted, office};
use crate::seeds::{each, numbered, seeds};

/// How many schedules on each database, unless `PAIRS` says otherwise. A seed gives the same pauses and the same fates
/// each time; who is first at the database is up to the machine.
const PAIRS: u64 = 20;

/// Stands still now and then; the clock of both runs on.
struct Pauses {
    dice: Mutex<Dice>,
    clock: Arc<TestClock>,
}

#[async_trait]
impl Moments for Pauses {
    async fn reached(&self, _: Phase) -> Result<(), EngineError> {
        let (steps, seconds, real) = {
            let mut dice = self.dice.lock().unwrap();
            match dice.roll(40) {
                0 => (6, 300, 8),
                1..12 => (1, dice.seconds_or_nearly(100), dice.roll(3)),
                _ => (0, 0, 0),
            }
        };
        for _ in 0..steps {
            self.clock.advance(TimeDelta::seconds(seconds));
            tokio::time::sleep(Duration::from_millis(real)).await;
        }
        Ok(())
    }
}

/// What people and the worker do at one of the processes.
async fn lives(office: Arc<Office>, engine: Engine, id: InvoiceId, mut dice: Dice) {
    for _ in 0..8 {
        match dice.roll(4) {
            // Whoever is too late is told so, and that is all.
            0 | 1 => {
                if let Ok(Started::Now(attempt)) = office.press(&engine, id).await {
                    assert!(attempt.ended(SOON).await);
                }
            }
            2 => engine.work().await.unwrap(),
            _ => drop(engine.check_now(id).await.unwrap()),
        }
        office.clock.advance(TimeDelta::seconds(dice.seconds(400)));
    }
}

fn fate(dice: &mut Dice) -> Fate {
    match dice.roll(4) {
        0 => Fate::lost(None),
        1 | 2 => Fate::lost(Some(TimeDelta::seconds(dice.seconds_or_nearly(14 * 60)))),
        _ => Fate::plain(),
    }
}

async fn live_side_by_side(stores: [Store; 2], seed: u64) {
    let mut dice = Dice::new(seed);
    let (office, tool) = office(stores[0].clone()).await;
    let office = Arc::new(office);
    let id = office.invoice().await;
    for _ in 0..8 {
        tool.will(fate(&mut dice));
    }
    let mut process = |name: &str, store: &Store| {
        let mut parts = office.parts("1");
        parts.owner = Owner::new(name, "1");
        parts.store = store.clone();
        let pauses = Pauses {
            dice: Mutex::new(Dice::new(dice.roll(u64::MAX))),
            clock: office.clock.clone(),
        };
        let engine = Engine::new(parts).telling(Arc::new(pauses));
        let own = Dice::new(dice.roll(u64::MAX));
        tokio::spawn(lives(office.clone(), engine, id, own))
    };
    let (one, other) = (process("one", &stores[0]), process("other", &stores[1]));
    for process in [one, other] {
        process.await.unwrap();
    }
    assert!(tool.drafts().len() <= 1, "a second draft");
    end(&office, &tool, id).await;
}

/// Both have stopped, and a third one puts things in order.
async fn end(office: &Office, tool: &Scripted, id: InvoiceId) {
    office.clock.advance(TimeDelta::minutes(30));
    let engine = office.engine("last");
    let mut state = office.rest(&engine, id).await;
    assert!(tool.drafts().len() <= 1, "a second draft");
    if let State::Preparing { .. } = state {
        assert_eq!((tool.drafts().len(), office.locked().await), (0, 0));
        tool.next_is(Fate::plain());
        state = office.create(&engine, id).await;
    }
    assert_eq!(state.name(), InvoiceState::Done, "{state:?}");
    let found = (
        tool.drafts().len(),
        office.entries_in(2).await,
        office.locked().await,
    );
    assert_eq!(found, (1, 12, 0));
    assert_whole_log(office, id).await;
}

#[tokio::test]
async fn two_processes_that_stand_still_at_any_moment_make_one_draft() {
    each(seeds(PAIRS, "PAIRS"), async |seed| {
        for_each_url(async |url| {
            let stores = [
                Store::open(url).await.unwrap(),
                Store::open(url).await.unwrap(),
            ];
            let both = stores.clone();
            numbered(seed, "two processes", live_side_by_side(both, seed)).await;
            for store in stores {
                store.close().await;
            }
        })
        .await;
    })
    .await;
}
