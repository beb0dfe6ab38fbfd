//! Sessions, on both databases.

use chrono::TimeDelta;
use store::testing::for_each_url;

use crate::test_app::{ANNA, PASSWORD, Plan};

#[tokio::test]
async fn a_session_begins_with_a_new_id_and_ends_on_the_server() {
    for_each_url(async |url| {
        let app = Plan::new().database(url).start().await;
        let mut anna = app.browser();
        anna.sign_in(ANNA, PASSWORD).await;
        let first = anna.cookies.clone();
        assert_eq!(anna.get("/report").await.status, 200);

        anna.sign_in(ANNA, PASSWORD).await;
        assert_ne!(anna.cookies, first, "signing in again gives another id");
        let mut thief = app.browser();
        thief.cookies = first;
        assert!(
            thief.get("/report").await.asks_to_sign_in(),
            "the old id is worth nothing"
        );

        thief.cookies = anna.cookies.clone();
        assert_eq!(thief.get("/report").await.status, 200);
        let out = anna.post("/sign-out", &[]).await;
        assert_eq!((out.status, out.location()), (303, "/sign-in"));
        assert!(out.header("clear-site-data").contains("\"storage\""));
        assert!(anna.cookies.is_empty());
        assert!(
            thief.get("/report").await.asks_to_sign_in(),
            "and so is one that was copied"
        );
        app.application.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_not_used_ends() {
    for_each_url(async |url| {
        let app = Plan::new().database(url).start().await;
        let mut anna = app.signed_in(ANNA).await;
        for _ in 0..3 {
            app.clock.advance(TimeDelta::hours(11));
            assert_eq!(anna.get("/report").await.status, 200, "used often enough");
        }
        app.clock.advance(TimeDelta::hours(13));
        assert!(anna.get("/report").await.asks_to_sign_in());
        app.application.stop().await;
    })
    .await;
}

#[tokio::test]
async fn an_id_that_we_did_not_give_is_not_taken() {
    let app = Plan::new().start().await;
    let mut anna = app.browser();
    let planted = "AAAAAAAAAAAAAAAAAAAAAA";
    anna.cookies
        .insert("billhour".to_owned(), planted.to_owned());
    anna.sign_in(ANNA, PASSWORD).await;
    assert_ne!(anna.cookies["billhour"], planted);
    let mut other = app.browser();
    other
        .cookies
        .insert("billhour".to_owned(), planted.to_owned());
    assert!(other.get("/report").await.asks_to_sign_in());
}

#[tokio::test]
async fn a_form_that_comes_after_the_session_ended_is_held() {
    let app = Plan::new().start().await;
    let mut anna = app.signed_in(ANNA).await;
    let fields = [
        ("name", "Löwe & \"Söhne\" <b>"),
        ("note", "eins\r\nzwei"),
        ("do", "save"),
    ];
    let mut nobody = app.browser();
    let held = nobody.post("/clients/new?from=report", &fields).await;
    assert_eq!(held.status, 401);
    let policy = held.header("content-security-policy");
    assert!(policy.contains("form-action 'self'"), "{policy}");
    for part in [
        r#"action="/clients/new?from=report""#,
        r#"name="name" value="Löwe &amp; &quot;Söhne&quot; &lt;b&gt;""#,
        "value=\"eins\r\nzwei\"",
        r#"name="do" value="save""#,
        r#"href="/sign-in" target="_blank""#,
    ] {
        assert!(held.text.contains(part), "{part}: {}", held.text);
    }
    assert!(!anna.get("/clients").await.text.contains("Löwe"));

    // What may hold a secret is written into no page.
    let secret = [("token", "0123456789abcdef0123456789abcdef")];
    for path in ["/settings/integrations", "/settings/users"] {
        let answer = nobody.post(path, &secret).await;
        assert!(answer.status == 303 && answer.asks_to_sign_in(), "{path}");
        assert!(!answer.text.contains(secret[0].1), "{path}");
    }
    let sent = nobody.post("/sign-out", &[]).await;
    assert_eq!(sent.status, 303);
}
