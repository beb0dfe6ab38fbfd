//! Requests that bring too much.

use reqwest::{Body, Method};

use crate::routes;
use crate::test_app::{ANNA, TestApp};

const TOO_MUCH: usize = (1 << 20) + 1;

#[tokio::test]
async fn no_form_takes_more_than_a_megabyte() {
    let app = TestApp::start().await;
    let anna = app.signed_in(ANNA).await;
    let uploads = |route: &routes::Route| route.pattern == "/import";
    for route in routes::all(&app)
        .into_iter()
        .filter(|route| route.post && !uploads(route))
    {
        let mut browser = app.browser();
        browser.cookies = anna.cookies.clone();
        let request = browser.request(Method::POST, &route.path());
        let request = request
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = browser.send(request.body(vec![b'a'; TOO_MUCH])).await;
        assert_eq!(answer.status, 413, "{route:?}");
    }
}

#[tokio::test]
async fn nor_does_it_where_the_length_is_not_told() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let chunks = (0..=TOO_MUCH / 65_536).map(|_| Ok::<_, std::io::Error>(vec![b'a'; 65_536]));
    let request = browser.request(Method::POST, "/language");
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::wrap_stream(futures::stream::iter(chunks)));
    assert_eq!(browser.send(request).await.status, 413);
}
