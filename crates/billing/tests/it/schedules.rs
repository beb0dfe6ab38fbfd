//! Random schedules on a real database: requests that are lost or late, processes that die, clocks that run.

use billing::{Phase, State};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use store::Store;
use store::testing::{for_each_db, on_sqlite};

use crate::crashes::die;
use crate::scripted::{Fate, office};

/// How many schedules, unless `SCHEDULES` says otherwise; each is made from its number, which a failure names.
/// `REPLAY=17` runs just that one.
const SCHEDULES: u64 = 60;

/// Numbers that look random and repeat (Knuth's constants for a 64-bit linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn fate(&mut self) -> Fate {
        let seconds = i64::try_from(self.roll(14 * 60)).unwrap();
        match self.roll(4) {
            0 => Fate::lost(None),
            1 => Fate::lost(Some(TimeDelta::seconds(seconds))),
            _ => Fate {
                commits_after: Some(TimeDelta::zero()),
                answer: None,
            },
        }
    }
}

async fn lives_through(store: Store, seed: u64) {
    let mut dice = Dice(seed);
    let (office, tool) = office(store).await;
    let id = office.invoice().await;
    for boot in 0..4 {
        let engine = office.engine(&format!("boot {boot}"));
        engine.recover().await.unwrap();
        match engine.state(id).await.unwrap() {
            State::Preparing { .. } if dice.roll(2) == 0 => {
                tool.next_is(dice.fate());
                let phase = Phase::CREATION[usize::try_from(dice.roll(7)).unwrap()];
                die(&office, id, phase).await;
            }
            State::Preparing { .. } => {
                tool.next_is(dice.fate());
                office.create(&engine, id).await;
            }
            _ => engine.work().await.unwrap(),
        }
        office
            .clock
            .advance(TimeDelta::seconds(i64::try_from(dice.roll(1500)).unwrap()));
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
        tool.next_is(Fate {
            commits_after: Some(TimeDelta::zero()),
            answer: None,
        });
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
    let number = |name| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let seeds = match (number("REPLAY"), number("SCHEDULES")) {
        (Some(seed), _) => seed..=seed,
        (None, Some(many)) => 0..=many.saturating_sub(1),
        (None, None) => {
            for seed in 0..SCHEDULES {
                on_sqlite(async |store| lives_through(store, seed).await).await;
            }
            return;
        }
    };
    for seed in seeds {
        for_each_db(async |store| lives_through(store, seed).await).await;
    }
}
