//! Style sheet and browser code.

use reqwest::Method;

use crate::test_app::TestApp;

#[tokio::test]
async fn what_a_page_refers_to_may_be_kept_for_ever() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    let (_, rest) = page.text.split_once("href=\"/pkg/billhour.css?v=").unwrap();
    let hash = rest.split('"').next().unwrap();
    assert_eq!(hash, app.application.state().site.assets);
    for (path, expected) in [
        (
            format!("/pkg/billhour.css?v={hash}"),
            "public, max-age=31536000, immutable",
        ),
        ("/pkg/billhour.css?v=0".to_owned(), "no-cache"),
        ("/pkg/billhour.js".to_owned(), "no-cache"),
        (format!("/pkg/none.js?v={hash}"), "no-cache"),
    ] {
        assert_eq!(
            browser.get(&path).await.header("cache-control"),
            expected,
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_was_compressed_before_is_sent_so() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let request = browser.request(Method::GET, "/pkg/billhour.css");
    let answer = browser
        .send(request.header("accept-encoding", "gzip, br"))
        .await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.header("content-type"), "text/css");
    assert_eq!(answer.text, "not really brotli");
    let plain = browser.get("/pkg/billhour.css").await;
    assert_eq!(plain.text, "body { color: black }");
}

#[tokio::test]
async fn nothing_else_of_the_disk_can_be_had() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for path in [
        "/pkg/..%2f..%2fkey",
        "/pkg/%2e%2e/%2e%2e/key",
        "/pkg/..%5c..%5ckey",
        "/pkg//etc/passwd",
        "/pkg/%00",
        "/pkg/",
        "/pkg",
    ] {
        let answer = browser.get(path).await;
        assert!(
            (300..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(answer.status != 200, "{path}");
    }
}
