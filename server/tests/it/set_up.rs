//! The first set-up: one link, once.

use chrono::TimeDelta;
use store::LinkToken;
use store::testing::for_each_url;

use crate::test_app::{Plan, TestApp};

const FORM: [(&str, &str); 5] = [
    ("workspace", "Werkstatt Süd"),
    ("zone", "Europe/Vienna"),
    ("name", "Mira Köhler"),
    ("email", "mira@werkstatt.example"),
    ("password", "vier Körbe Moos"),
];

/// Makes a link as the first start does; answers its path.
async fn link(app: &TestApp, token: u8) -> String {
    let state = app.application.state();
    let token = LinkToken::new([token; 16]);
    let expires_at = state.clock.now() + TimeDelta::hours(24);
    state
        .store
        .make_set_up_link(&token, expires_at)
        .await
        .unwrap();
    format!("/setup/{}", token.expose())
}

#[tokio::test]
async fn the_link_works_once() {
    for_each_url(async |url| {
        let app = Plan::new().amount(None).database(url).start().await;
        let path = link(&app, 7).await;
        let mut browser = app.browser();
        assert_eq!(browser.get(&path).await.status, 200);
        let done = browser.post(&path, &FORM).await;
        assert_eq!(
            (done.status, done.location()),
            (303, "/sign-in?done=set_up")
        );
        assert_eq!(browser.get(&path).await.status, 410);
        let again = browser.post(&path, &FORM).await;
        assert!((400..500).contains(&again.status), "{}", again.status);
        let signed_in = browser
            .sign_in("mira@werkstatt.example", "vier Körbe Moos")
            .await;
        assert_eq!(signed_in.status, 303);
        assert_eq!(
            browser.get("/settings/users").await.status,
            200,
            "the first user is an admin"
        );
        let report = browser.get("/report").await.text;
        let (_, first) = report.split_once("class=\"empty\"").unwrap();
        for way in ["/import", "/settings/integrations", "/entries/new"] {
            assert!(
                first.contains(&format!("href=\"{way}\"")),
                "{way} in {first}"
            );
        }
        assert!(
            !first.contains("period="),
            "no other days to look at: {first}"
        );
        app.application.stop().await;
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_link_works_and_not_for_ever() {
    let app = Plan::new().amount(None).start().await;
    let (old, new) = (link(&app, 1).await, link(&app, 2).await);
    let mut browser = app.browser();
    assert_eq!(browser.get(&old).await.status, 410);
    assert_eq!(browser.get("/setup/nonsense").await.status, 410);
    assert_eq!(browser.get(&new).await.status, 200);
    app.clock.advance(TimeDelta::hours(25));
    assert_eq!(browser.get(&new).await.status, 410);
    let late = browser.post(&new, &FORM).await;
    assert!((400..500).contains(&late.status), "{}", late.status);
    assert_eq!(
        browser
            .sign_in("mira@werkstatt.example", "vier Körbe Moos")
            .await
            .status,
        422
    );
}
