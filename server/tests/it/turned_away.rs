//! Pages for requests that are turned away before any page is made, in the reader's language.

use crate::browser::Answer;
use crate::test_app::{ANNA, Plan, TestApp};

fn is_page(answer: &Answer, status: u16, language: &str, title: &str) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.text.contains(&format!("<html lang=\"{language}\">")));
    assert!(
        answer.text.contains(&format!("<h1>{title}</h1>")),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn a_request_of_another_site() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for (language, title) in [("en", "Nothing was done"), ("de", "Es wurde nichts getan")] {
        let request = browser.request(reqwest::Method::POST, "/sign-in");
        let request = request.header("sec-fetch-site", "cross-site");
        let refused = browser
            .send(request.header("accept-language", language))
            .await;
        is_page(&refused, 403, language, title);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_form() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    for (language, large, unreadable) in [
        ("en", "This is too much at once", "This cannot be read"),
        ("de", "Das ist zu viel auf einmal", "Das ist nicht zu lesen"),
    ] {
        let body = "x".repeat(2 << 20);
        let request = anna.form("/entries/new", &[("note", &body)]);
        let refused = anna.send(request.header("accept-language", language)).await;
        is_page(&refused, 413, language, large);
        let request = anna.form("/entries/new", &[]).body(vec![b'%', 0xff, b'=']);
        let refused = anna.send(request.header("accept-language", language)).await;
        if refused.status != 422 {
            is_page(&refused, 400, language, unreadable);
        }
    }
}

#[tokio::test]
async fn too_many_attempts_to_sign_in() {
    let app = Plan::new()
        .set("BILLHOUR_SIGN_INS_PER_MINUTE", "1")
        .start()
        .await;
    let mut browser = app.browser();
    browser.sign_in(ANNA, "wrong").await;
    for (language, title) in [("en", "Too many attempts"), ("de", "Zu viele Versuche")] {
        let request = browser.form("/sign-in", &[("email", ANNA), ("password", "wrong")]);
        let refused = browser
            .send(request.header("accept-language", language))
            .await;
        is_page(&refused, 429, language, title);
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    }
}
