//! Consents on their way.

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
