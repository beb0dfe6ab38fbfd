//! Random schedules on a real database: requests that are lost or late, processes that die, clocks that run.

use billing::{Phase, State};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use store::Store;
use store::testing::for_each_db;

use crate::crashes::die;
use crate::dice::Dice;
use crate::scripted::{Fate, office};
use crate::seeds::{each, numbered, seeds};

/// How many schedules on each database, unless `SCHEDULES` says otherwise; each is made from its number, which a failure
/// names. `REPLAY=17` runs just that one.
const SCHEDULES: u64 = 30;

/// What becomes of the next creating call.
fn fate(dice: &mut Dice) -> Fate {
    let seconds = dice.seconds_or_nearly(14 * 60);
    match dice.roll(4) {
        0 => Fate::lost(None),
        1 => Fate::lost(Some(TimeDelta::seconds(seconds))),
        _ => Fate::plain(),
    }
}

async fn lives_through(store: Store, seed: u64) {
    let mut dice = Dice::new(seed);
    let (office, tool) = office(store).await;
    let id = office.invoice().await;
    for boot in 0..4 {
        let engine = office.engine(&format!("boot {boot}"));
        engine.recover().await.unwrap();
        match engine.state(id).await.unwrap() {
            State::Preparing { .. } if dice.chance(50) => {
                tool.next_is(fate(&mut dice));
                let phase = Phase::CREATION[dice.pick(Phase::CREATION.len())];
                die(&office, id, phase).await;
            }
            State::Preparing { .. } => {
                tool.next_is(fate(&mut dice));
                office.create(&engine, id).await;
            }
            _ => engine.work().await.unwrap(),
        }
        office.clock.advance(TimeDelta::seconds(dice.seconds(1500)));
        engine.work().await.unwrap();
        assert!(tool.drafts().len() <= 1, "schedule {seed}: a second draft");
    }

    let engine = office.engine("last boot");
    engine.recover().await.unwrap();
    let mut state = office.rest(&engine, id).await;
    if state.name() == InvoiceState::Preparing {
        assert_eq!(
            (tool.drafts().len(), office.locked().await),
            (0, 0),
            "schedule {seed}"
        );
        tool.next_is(Fate::plain());
        state = office.create(&engine, id).await;
    }
    assert_eq!(
        state.name(),
        InvoiceState::Done,
        "schedule {seed}: {state:?}"
    );
    assert_eq!(
        (tool.drafts().len(), office.entries_in(2).await),
        (1, 12),
        "schedule {seed}"
    );
}

#[tokio::test]
async fn whatever_happens_in_whatever_order_there_is_one_draft_in_the_end() {
    each(seeds(SCHEDULES, "SCHEDULES"), async |seed| {
        for_each_db(async |store| {
            numbered(seed, "a schedule", lives_through(store, seed)).await;
        })
        .await;
    })
    .await;
}
