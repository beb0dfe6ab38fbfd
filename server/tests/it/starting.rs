//! Before the application is ready, and after it was told to stop.

use std::time::Duration;

use tokio::net::TcpStream;

use crate::test_app::{Plan, TestApp};

#[tokio::test]
async fn it_says_when_it_is_ready() {
    let mut app = Plan::new().build().await;
    let mut browser = app.browser();
    for path in ["/healthz", "/sign-in", "/pkg/billhour.css"] {
        let early = browser.get(path).await;
        assert_eq!(
            (early.status, early.header("retry-after")),
            (503, "1"),
            "{path}"
        );
    }
    app.application.open().await.unwrap();
    let ready = browser.get("/healthz").await;
    assert_eq!((ready.status, ready.text.as_str()), (200, "ok\n"));
    assert_eq!(browser.get("/sign-in").await.status, 200);
}

#[tokio::test]
async fn it_stops_although_browsers_keep_their_connections() {
    let app = TestApp::start().await;
    let address = app.application.address();
    let idle = TcpStream::connect(address).await.unwrap();
    let mut browser = app.browser();
    browser.get("/healthz").await;
    let stopped = tokio::time::timeout(Duration::from_mins(1), app.application.stop()).await;
    assert!(stopped.is_ok());
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
    drop(idle);
}
