//! What other sites cannot make a browser do.

use reqwest::Method;

use crate::routes;
use crate::test_app::{ANNA, Plan, TestApp};

#[tokio::test]
async fn no_route_takes_forms_of_other_sites() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let own = app.application.origin().to_string();
    let other_port = "http://127.0.0.1:1";
    let https = own.replace("http:", "https:");
    for route in routes::all(&app).into_iter().filter(|route| route.post) {
        for (name, value) in [
            ("x-nothing", "at all"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
            ("origin", "null"),
            ("origin", other_port),
            ("origin", &https),
            ("origin", "https://evil.example"),
            ("referer", &own),
        ] {
            let request = anna
                .request(Method::POST, &route.path())
                .header(name, value);
            let answer = anna.send(request.form(&[("name", "x")])).await;
            assert_eq!(answer.status, 403, "{route:?} {name}: {value}");
        }
    }
    assert_eq!(anna.get("/report").await.status, 200, "still signed in");
}

#[tokio::test]
async fn other_methods_count_as_changes() {
    let app = TestApp::start().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let mut browser = app.browser();
        let request = browser.request(method.clone(), "/sign-in");
        assert_eq!(browser.send(request).await.status, 403, "{method}");
    }
}

#[tokio::test]
async fn the_configured_origin_may() {
    let origin = "https://billhour.example.com";
    let app = Plan::new().set("BILLHOUR_ORIGIN", origin).start().await;
    let mut browser = app.browser();
    for (from, expected) in [(origin, 422), ("http://billhour.example.com", 403)] {
        let request = browser
            .request(Method::POST, "/sign-in")
            .header("origin", from);
        let answer = browser.send(request.form(&[("email", "x")])).await;
        assert_eq!(answer.status, expected, "{from}");
    }
}
