//! Connecting Lexware Office by consent, from the button to the card.

use billing::Tools as _;
use chrono::TimeDelta;
use domain::ConnectionId;
use domain::capabilities::BillingTool;
use futures::future::join_all;
use providers::{ProviderError, ReadBack};
use reqwest::Method;
use sandbox::LexwareOptions;
use serde_json::{Value, json};
use store::testing::execute;
use store::{Connection, ConnectionState};
use url::Url;

use crate::browser::Browser;
use crate::test_app::{ANNA, TestApp};

const PAGE: &str = "/settings/integrations";

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

async fn lexware(app: &TestApp) -> Vec<Connection> {
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

#[tokio::test]
async fn many_callers_renew_the_access_once() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let connection = lexware(&app).await[0].id;
    let state = app.application.state();
    let before = state.store.connection(connection).await.unwrap();
    // The access token has run out by our clock, and every caller finds out at once.
    app.clock.advance(TimeDelta::hours(5));
    let calls = (0..32).map(async |_| {
        let tool = state.tools.connect(connection).await.unwrap();
        tool.provider
            .read("00000000-0000-4000-8000-000000000000")
            .await
    });
    for answer in join_all(calls).await {
        assert_eq!(answer.unwrap(), None, "there is no such document");
    }
    assert_eq!(
        app.token_requests().await,
        2,
        "one for the code, one to renew"
    );
    let after = state.store.connection(connection).await.unwrap().unwrap();
    assert_eq!(after.state, ConnectionState::Connected);
    assert_eq!(
        Some(after.connected_at),
        before.map(|before| before.connected_at)
    );
}

/// A connection by consent whose access has run out, while the next answer to a renewal is lost.
async fn renewing_with(fault: &str) -> (TestApp, ConnectionId) {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let connection = lexware(&app).await[0].id;
    app.fault(json!({"tool": "lexware", "operation": "token", "fault": fault}))
        .await;
    app.clock.advance(TimeDelta::hours(5));
    (app, connection)
}

async fn read(app: &TestApp, connection: ConnectionId) -> Result<Option<ReadBack>, ProviderError> {
    let tool = app.application.state().tools.connect(connection).await;
    let document = "00000000-0000-4000-8000-000000000000";
    tool.unwrap().provider.read(document).await
}

#[tokio::test]
async fn a_renewal_that_did_not_arrive_is_asked_for_once_more() {
    let (app, connection) = renewing_with("lost_before_commit").await;
    assert_eq!(read(&app, connection).await, Ok(None));
    let after = lexware(&app).await;
    assert_eq!(after[0].state, ConnectionState::Connected);
}

/// The refresh token is spent, and the one that came in its place is on no disk: as after a death between the two.
#[tokio::test]
async fn a_renewal_whose_answer_was_lost_asks_for_consent_and_then_goes_on() {
    let (app, connection) = renewing_with("lost_after_commit").await;
    let lost = read(&app, connection).await;
    assert_eq!(lost, Err(ProviderError::Unauthorized));
    assert_eq!(lexware(&app).await[0].state, ConnectionState::Disconnected);

    let mut anna = app.signed_in(ANNA).await;
    let back = decided_at(&mut anna, &format!("{PAGE}/{connection}"), "allow").await;
    anna.get(&back).await;
    assert_eq!(lexware(&app).await[0].id, connection, "the same connection");
    assert_eq!(read(&app, connection).await, Ok(None));
}

/// How often the simulated Lexware was asked for anything.
async fn asked(app: &TestApp) -> u64 {
    let state = app.tools().get("/sandbox/state").await;
    let state: Value = serde_json::from_str(&state.text).unwrap();
    let operations = state["requests"]["lexware"].as_object().unwrap();
    operations.values().filter_map(Value::as_u64).sum()
}

/// Lexware switches a client off, not a connection: the first one that hears of it speaks for all.
#[tokio::test]
async fn a_client_that_is_refused_stops_all_connections_until_it_is_accepted_again() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let one = lexware(&app).await[0].id;
    let store = &app.application.state().store;
    let elsewhere =
        "update connections set organisation_id = 'another company' where tool = 'lexware'";
    execute(store, elsewhere).await.unwrap();
    app.clock.advance(TimeDelta::hours(3));
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let both = lexware(&app).await;
    let other = both.iter().find(|found| found.id != one).unwrap().id;
    // The access of the first one has run out, that of the second one has not.
    app.clock.advance(TimeDelta::hours(2));
    let off = json!({"tool": "lexware", "operation": "token", "fault": "status_before_commit", "status": 400, "count": 99});
    app.fault(off).await;
    let refused = |answer| matches!(answer, Err(ProviderError::NotAClient { .. }));

    assert!(refused(read(&app, one).await));

    let before = asked(&app).await;
    assert!(refused(read(&app, other).await));
    assert!(refused(read(&app, one).await));
    assert_eq!(
        asked(&app).await,
        before,
        "Lexware is left alone for a minute"
    );
    for connection in lexware(&app).await {
        assert_eq!(connection.state, ConnectionState::Connected);
    }
    let page = anna.get(PAGE).await.text;
    assert!(page.contains("refuses this Billhour as a client"), "{page}");
    app.clock.advance(TimeDelta::minutes(2));
    assert!(refused(read(&app, other).await), "still");

    let mut tools = app.tools();
    let no_more = tools.request(Method::DELETE, "/sandbox/faults");
    tools.send(no_more).await;
    app.clock.advance(TimeDelta::minutes(2));
    for connection in [one, other] {
        assert_eq!(read(&app, connection).await, Ok(None));
    }
    let page = anna.get(PAGE).await.text;
    assert!(!page.contains("refuses this Billhour"), "{page}");
}
