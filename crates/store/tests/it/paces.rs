//! Turns that all processes share.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::testing::sample::now;
use store::testing::{for_each_db, number};
use store::{NextTurn, Store};

const GAP: Duration = Duration::from_millis(500);

async fn take(store: &Store, name: &str, patience: u64, at: DateTime<Utc>) -> NextTurn {
    let patience = Duration::from_millis(patience);
    store.take_pace(name, GAP, patience, at).await.unwrap()
}

const fn taken(wait: u64) -> NextTurn {
    NextTurn::Taken(Duration::from_millis(wait))
}

const fn too_far(wait: u64) -> NextTurn {
    NextTurn::TooFar(Duration::from_millis(wait))
}

#[tokio::test]
async fn turns_of_one_budget_are_apart_however_many_ask() {
    for_each_db(async |store| {
        let take = async |name: &str, at| take(&store, name, 60_000, at).await;
        assert_eq!(take("a", now()).await, taken(0));
        assert_eq!(take("a", now()).await, taken(500));
        assert_eq!(take("a", now()).await, taken(1_000));
        assert_eq!(take("b", now()).await, taken(0), "another budget");
        let later = now() + TimeDelta::milliseconds(1_200);
        assert_eq!(take("a", later).await, taken(300));
        let much_later = now() + TimeDelta::hours(1);
        assert_eq!(
            take("a", much_later).await,
            taken(0),
            "what was not used is not saved up"
        );
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_is_too_far_away_is_left_to_others() {
    for_each_db(async |store| {
        let free_at = async || number(&store, "select free_at from paces").await.unwrap();
        for wait in [0, 500, 1_000] {
            assert_eq!(take(&store, "a", 1_000, now()).await, taken(wait));
        }
        let before = free_at().await;
        for _ in 0..8 {
            assert_eq!(take(&store, "a", 1_000, now()).await, too_far(1_500));
        }
        assert_eq!(free_at().await, before, "nobody who was refused booked it");
        assert_eq!(take(&store, "a", 1_500, now()).await, taken(1_500));
    })
    .await;
}

#[tokio::test]
async fn a_budget_that_is_held_has_no_turn_before_its_time() {
    for_each_db(async |store| {
        let at = |seconds| now() + TimeDelta::seconds(seconds);
        let ask = async |seconds| {
            let none = Duration::ZERO;
            let next = store.take_pace("a", none, none, at(seconds)).await;
            next.unwrap()
        };
        store.hold_pace("a", at(60)).await.unwrap();
        assert_eq!(ask(0).await, too_far(60_000));
        store.hold_pace("a", at(30)).await.unwrap();
        assert_eq!(ask(59).await, too_far(1_000), "the longer time stands");
        store.hold_pace("a", at(90)).await.unwrap();
        assert_eq!(ask(60).await, too_far(30_000));
        assert_eq!(ask(90).await, taken(0));
        assert_eq!(ask(90).await, taken(0), "without a gap nobody waits");
    })
    .await;
}
