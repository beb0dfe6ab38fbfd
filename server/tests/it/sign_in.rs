//! Signing in, and guessing passwords.

use chrono::TimeDelta;
use reqwest::Method;

use crate::browser::{Answer, Browser};
use crate::test_app::{ANNA, JONAS, PASSWORD, Plan, TestApp};

const WRONG: &str = "canary-wrong-password";

#[tokio::test]
async fn a_wrong_password_keeps_the_address_and_forgets_the_password() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let wrong = browser.sign_in(ANNA, WRONG).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains(&format!("value=\"{ANNA}\"")));
    assert!(!wrong.text.contains(WRONG));
    let alert = |answer: &Answer| {
        let (_, rest) = answer.text.split_once("role=\"alert\"").unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let unknown = browser.sign_in("nobody@example.com", WRONG).await;
    assert_eq!(
        (unknown.status, alert(&unknown)),
        (422, alert(&wrong)),
        "who has an account is not told"
    );
    assert!(browser.get("/report").await.asks_to_sign_in());
}

#[tokio::test]
async fn one_address_has_so_many_attempts_whatever_it_says_of_itself() {
    let app = Plan::new()
        .set("BILLHOUR_SIGN_INS_PER_MINUTE", "3")
        .start()
        .await;
    let mut browser = app.browser();
    let mut statuses = Vec::new();
    for attempt in 0..5 {
        let forged = format!("192.0.2.{attempt}");
        statuses.push(attempt_from(&mut browser, &forged).await.status);
    }
    assert_eq!(statuses, [422, 422, 422, 429, 429]);
    let refused = attempt_from(&mut browser, "192.0.2.9").await;
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(
        browser.get("/sign-in").await.status,
        200,
        "the page itself can be seen"
    );
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_counts_alone() {
    let app = Plan::new()
        .set("BILLHOUR_SIGN_INS_PER_MINUTE", "1")
        .set("BILLHOUR_TRUSTED_PROXIES", "127.0.0.1")
        .start()
        .await;
    let mut browser = app.browser();
    for (said, expected) in [
        ("192.0.2.1", 422),
        ("192.0.2.1", 429),
        ("192.0.2.2", 422),
        // What the client itself wrote stands left of what the proxy added.
        ("203.0.113.5, 192.0.2.2", 429),
        ("2001:db8:0:1::1", 422),
        ("2001:db8:0:1:ffff::2", 429),
        ("2001:db8:0:2::1", 422),
    ] {
        assert_eq!(
            attempt_from(&mut browser, said).await.status,
            expected,
            "{said}"
        );
    }
}

#[tokio::test]
async fn after_wrong_passwords_even_the_right_one_has_to_wait() {
    let app = Plan::new()
        .set("BILLHOUR_FAILED_SIGN_INS", "2")
        .start()
        .await;
    let mut browser = app.browser();
    for _ in 0..4 {
        browser.sign_in(ANNA, WRONG).await;
        app.clock.advance(TimeDelta::seconds(4));
    }
    assert_eq!(browser.sign_in(ANNA, WRONG).await.status, 422);
    let early = browser.sign_in(&ANNA.to_uppercase(), PASSWORD).await;
    assert_eq!((early.status, early.header("retry-after")), (429, "9"));
    assert_eq!(
        browser.sign_in(JONAS, PASSWORD).await.status,
        303,
        "others need not wait"
    );
    app.clock.advance(TimeDelta::seconds(9));
    assert_eq!(browser.sign_in(ANNA, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn nonsense_is_no_failure_of_ours() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for (body, expected) in [
        ("", 422),
        ("email=%ff%fe&password=%00", 422),
        ("email", 422),
        ("%", 422),
        ("email=a&email=b&password=c&password=d", 422),
    ] {
        let request = browser
            .request(Method::POST, "/sign-in")
            .header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(
            browser.send(request.body(body)).await.status,
            expected,
            "{body}"
        );
    }
}

async fn attempt_from(browser: &mut Browser, said: &str) -> Answer {
    let request = browser.request(Method::POST, "/sign-in");
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", said);
    let fields = [("email", said), ("password", WRONG)];
    browser.send(request.form(&fields)).await
}
