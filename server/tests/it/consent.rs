//! Connecting Lexware Office by consent, from the button to the card.

use chrono::TimeDelta;
use domain::capabilities::BillingTool;
use reqwest::Method;
use sandbox::LexwareOptions;
use store::Connection;
use url::Url;

use crate::browser::Browser;
use crate::test_app::{ANNA, TestApp};

/// Where tools are connected.
pub const PAGE: &str = "/settings/integrations";

/// Presses `Connect` and decides at Lexware; answers where the browser is sent back to.
pub async fn decided(anna: &mut Browser, decision: &str) -> String {
    decided_at(anna, PAGE, decision).await
}

/// The same from this page, which may be a connection's own.
pub async fn decided_at(anna: &mut Browser, page: &str, decision: &str) -> String {
    let form = [("form", "consent"), ("next", PAGE)];
    let asked = anna.post(page, &form).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let url = Url::parse(asked.location()).unwrap();
    let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    for (name, value) in [
        ("email", LexwareOptions::DEMO_USER),
        ("password", LexwareOptions::DEMO_PASSWORD),
        ("decision", decision),
    ] {
        form.push((name.to_owned(), value.to_owned()));
    }
    let mut lexware = Browser::new(&url.origin().ascii_serialization());
    let request = lexware.request(Method::POST, url.path()).form(&form);
    let back = Url::parse(lexware.send(request).await.location()).unwrap();
    format!("{}?{}", back.path(), back.query().unwrap_or_default())
}

/// The connections to Lexware Office.
pub async fn lexware(app: &TestApp) -> Vec<Connection> {
    let mut connections = app.application.state().store.connections().await.unwrap();
    connections.retain(|connection| connection.tool == BillingTool::Lexware);
    connections
}

#[tokio::test]
async fn who_allows_it_is_connected() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    let done = anna.get(&back).await;
    let connections = lexware(&app).await;
    let [connection] = connections.as_slice() else {
        panic!("{connections:?} {}", done.location())
    };
    assert_eq!(
        done.location(),
        format!("{PAGE}/{}?done=added", connection.id)
    );
    let page = anna.get(PAGE).await.text;
    assert!(
        page.contains("Studio Nordlicht") && page.contains("allowed by Anna Berg"),
        "{page}"
    );

    let again = anna.get(&back).await;
    assert_eq!(
        again.location(),
        format!("{PAGE}?consent=stale"),
        "a code is good once"
    );
    assert_eq!(lexware(&app).await, connections);

    // Consent given once more is what reconnecting is.
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    assert_eq!(lexware(&app).await.len(), 1);
    let page = anna.get(&format!("{PAGE}?consent=denied")).await.text;
    assert!(page.contains("Nothing was connected"), "{page}");
}

#[tokio::test]
async fn what_was_not_asked_for_here_connects_nothing() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let denied = decided(&mut anna, "deny").await;
    let denied = anna.get(&denied).await;
    assert_eq!(denied.location(), format!("{PAGE}?consent=denied"));

    let back = decided(&mut anna, "allow").await;
    let stale = format!("{PAGE}?consent=stale");
    let mut elsewhere = app.signed_in(ANNA).await;
    assert_eq!(
        elsewhere.get(&back).await.location(),
        stale,
        "another session"
    );
    for path in [
        "/oauth/lexware/callback?code=forged&state=forged",
        "/oauth/lexware/callback",
    ] {
        assert_eq!(anna.get(path).await.location(), stale, "{path}");
    }
    app.clock.advance(TimeDelta::minutes(31));
    let late = anna.get(&back).await;
    assert_eq!(late.location(), stale, "too late");
    assert!(lexware(&app).await.is_empty());
}

#[tokio::test]
async fn a_forged_host_leads_nobody_elsewhere() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let evil = |request: reqwest::RequestBuilder| {
        request
            .header("host", "evil.example")
            .header("x-forwarded-host", "evil.example")
    };
    let asked = evil(anna.form(PAGE, &[("form", "consent"), ("next", "//evil.example")]));
    let asked = anna.send(asked).await;
    let url = Url::parse(asked.location()).unwrap();
    let redirect = url.query_pairs().find(|(name, _)| name == "redirect_uri");
    let (_, redirect) = redirect.expect("Lexware is told where to come back to");
    let ours = &app.application.state().site.origin;
    assert_eq!(redirect, format!("{ours}/oauth/lexware/callback"));

    let back = decided(&mut anna, "allow").await;
    for path in [back.as_str(), "/oauth/lexware/callback?code=x&state=x"] {
        let request = evil(anna.request(Method::GET, path));
        let done = anna.send(request).await;
        let location = done.location();
        assert!(location.starts_with("/settings/integrations"), "{location}");
        assert!(!done.text.contains("evil.example"), "{}", done.text);
    }
    assert_eq!(lexware(&app).await.len(), 1);
}
