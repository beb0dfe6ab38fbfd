//! The worker: reservations that lapse, turns, and stopping.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use billing::{Engine, Phase, Started};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use domain::{Clock, InvoiceId};
use store::testing::{for_each_db, texts};
use tokio_util::sync::CancellationToken;

use crate::at_moment::AtMoment;
use crate::office::SOON;
use crate::scripted::{Fate, office};

#[tokio::test]
async fn a_reservation_lapses_after_a_day_and_the_invoice_can_still_be_created() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        office.clock.advance(TimeDelta::hours(23));
        engine.work().await.unwrap();
        assert_eq!(office.entries_in(1).await, 12);

        office.clock.advance(TimeDelta::hours(2));
        engine.work().await.unwrap();
        assert_eq!(
            (office.entries_in(1).await, office.entries_in(0).await),
            (0, 12)
        );
        let kinds = texts(&office.store, "select kind from invoice_events")
            .await
            .unwrap();
        assert_eq!(kinds, ["reservation_lapsed"]);

        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!(tool.drafts().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_invoice_that_comes_back_after_days_is_still_reserved() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        office.clock.advance(TimeDelta::days(3));
        office.rest(&engine, id).await;
        engine.work().await.unwrap();
        assert_eq!(
            (office.stored(id).await.state, office.entries_in(1).await),
            (InvoiceState::Preparing, 12)
        );
    })
    .await;
}

#[tokio::test]
async fn a_turn_belongs_to_one_until_it_ends() {
    for_each_db(async |store| {
        let (now, minute) = (crate::clock::TestClock::new().now(), TimeDelta::minutes(1));
        let take = async |owner: &str, at| {
            store
                .take_turn("check", owner, at, at + minute)
                .await
                .unwrap()
        };
        let old = take("a", now).await.unwrap();
        assert_eq!(take("b", now).await, None);
        let new = take("b", now + minute).await.unwrap();

        // The old holder wakes up and gives back what is no longer its own.
        store.end_turn(old, now + minute).await.unwrap();
        assert_eq!(take("c", now + minute).await, None);

        store.end_turn(new, now + minute).await.unwrap();
        assert!(take("c", now + minute).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn the_worker_finds_what_is_due_and_stops_when_told() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::answered(
            providers::Outcome::Refused(providers::Refusal::Invalid {
                message: String::new(),
            }),
            Some(TimeDelta::zero()),
        ));
        let stop = CancellationToken::new();
        let worker = tokio::spawn({
            let (engine, stop) = (engine.clone(), stop.clone());
            async move { engine.run_worker(stop).await }
        });
        let Started::Now(attempt) = office.press(&engine, id).await.unwrap() else {
            panic!()
        };
        assert!(attempt.ended(SOON).await);

        until_done(&engine, id).await;
        stop.cancel();
        tokio::time::timeout(SOON, worker).await.unwrap().unwrap();
        tokio::time::timeout(SOON, engine.shut_down())
            .await
            .unwrap();
    })
    .await;
}

/// A look that panics, whatever the reason, must not be the last one of all.
#[tokio::test]
async fn a_panic_ends_one_round_and_not_the_worker() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let mut parts = office.parts("a");
        parts.config.interval = Duration::from_millis(5);
        let panicked = CancellationToken::new();
        let told = panicked.clone();
        let panics = AtMoment::new(Phase::LookedUp, async move {
            told.cancel();
            resume_unwind(Box::new("as ordered"));
        });
        let engine = Engine::new(parts).telling(Arc::new(panics));
        let id = office.invoice().await;
        tool.will(Fate::lost(Some(TimeDelta::zero())));
        office.create(&engine, id).await;
        let stop = CancellationToken::new();
        let worker = tokio::spawn({
            let (engine, stop) = (engine.clone(), stop.clone());
            async move { engine.run_worker(stop).await }
        });
        office.clock.advance(TimeDelta::minutes(1));
        tokio::time::timeout(SOON, panicked.cancelled())
            .await
            .unwrap();

        // Who panicked has not given its turn back.
        office.clock.advance(TimeDelta::minutes(2));
        until_done(&engine, id).await;
        stop.cancel();
        tokio::time::timeout(SOON, worker).await.unwrap().unwrap();
    })
    .await;
}

async fn until_done(engine: &Engine, id: InvoiceId) {
    let done = async {
        while engine.state(id).await.unwrap().name() != InvoiceState::Done {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(SOON, done).await.unwrap();
}
