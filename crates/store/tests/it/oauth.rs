//! Consents on their way, and turns that are shared.

use std::time::Duration;

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use store::testing::sample::now;
use store::testing::{for_each_db, number};
use store::{OAuthStart, Store};

fn start() -> OAuthStart {
    OAuthStart {
        connection: None,
        verifier: "a verifier".to_owned().into(),
        return_to: "/settings/integrations".to_owned(),
    }
}

async fn begin(store: &Store, state: &str, minutes: i64) {
    let expires_at = now() + TimeDelta::minutes(minutes);
    let start = start();
    let begun = store.begin_oauth(state, "session", &start, now(), expires_at);
    begun.await.unwrap();
}

#[tokio::test]
async fn a_state_is_good_once_for_the_session_that_asked() {
    for_each_db(async |store| {
        begin(&store, "state", 10).await;
        let finish = async |state: &str, session: &str| {
            store.finish_oauth(state, session, now()).await.unwrap()
        };
        assert!(finish("another", "session").await.is_none());
        assert!(finish("state", "somebody else's").await.is_none());
        let found = finish("state", "session").await.unwrap();
        assert_eq!(
            (found.verifier.expose_secret(), &*found.return_to),
            ("a verifier", "/settings/integrations")
        );
        assert!(finish("state", "session").await.is_none(), "used");
    })
    .await;
}

#[tokio::test]
async fn a_state_runs_out_and_is_swept() {
    for_each_db(async |store| {
        begin(&store, "old", 0).await;
        let found = store.finish_oauth("old", "session", now()).await.unwrap();
        assert!(found.is_none());
        begin(&store, "new", 10).await;
        let kept = number(&store, "select count(*) from oauth_starts").await;
        assert_eq!(kept.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn turns_of_one_budget_are_apart_however_many_ask() {
    for_each_db(async |store| {
        let gap = Duration::from_millis(500);
        let take = async |name: &str, at| store.take_pace(name, gap, at).await.unwrap().as_millis();
        assert_eq!(take("a", now()).await, 0);
        assert_eq!(take("a", now()).await, 500);
        assert_eq!(take("a", now()).await, 1_000);
        assert_eq!(take("b", now()).await, 0, "another budget");
        let later = now() + TimeDelta::milliseconds(1_200);
        assert_eq!(take("a", later).await, 300);
        let much_later = now() + TimeDelta::hours(1);
        assert_eq!(
            take("a", much_later).await,
            0,
            "what was not used is not saved up"
        );
    })
    .await;
}
