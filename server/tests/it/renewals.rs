//! Tokens that run out: renewed once, and what happens when they are not.

use billing::Tools as _;
use chrono::TimeDelta;
use domain::ConnectionId;
use futures::future::{join, join_all};
use providers::{ProviderError, ReadBack};
use reqwest::Method;
use serde_json::{Value, json};
use store::ConnectionState;
use store::testing::execute;

use crate::consent::{PAGE, decided, decided_at, lexware};
use crate::test_app::{ANNA, TestApp};

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

/// A connection by consent whose access has run out.
async fn connected_and_run_out() -> (TestApp, ConnectionId) {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let connection = lexware(&app).await[0].id;
    app.clock.advance(TimeDelta::hours(5));
    (app, connection)
}

/// The same, while this happens to the next renewal.
async fn renewing_with(fault: &str) -> (TestApp, ConnectionId) {
    let (app, connection) = connected_and_run_out().await;
    app.fault(json!({"tool": "lexware", "operation": "token", "fault": fault}))
        .await;
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

/// Lexware stays shut to a client that goes on asking, so nobody asks before the time that it names.
#[tokio::test]
async fn the_authorisation_server_is_left_alone_while_it_asks_to_wait() {
    let (app, connection) = connected_and_run_out().await;
    let busy = json!({"tool": "lexware", "operation": "token", "fault": "status_before_commit", "status": 429,
        "retry_after": "60", "count": 99});
    app.fault(busy).await;
    let before = app.token_requests().await;

    let mut waits = Vec::new();
    for seconds in [0, 20, 20] {
        app.clock.advance(TimeDelta::seconds(seconds));
        match read(&app, connection).await {
            Err(ProviderError::RateLimited { retry_after }) => waits.push(retry_after.as_secs()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(waits, [60, 40, 20]);
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    let done = anna.get(&back).await;
    assert_eq!(done.location(), format!("{PAGE}?consent=busy"));
    assert_eq!(app.token_requests().await, before + 1);
    assert_eq!(lexware(&app).await[0].state, ConnectionState::Connected);

    let mut tools = app.tools();
    let no_more = tools.request(Method::DELETE, "/sandbox/faults");
    tools.send(no_more).await;
    app.clock.advance(TimeDelta::seconds(20));
    assert_eq!(read(&app, connection).await, Ok(None));
    assert_eq!(app.token_requests().await, before + 2);
}

/// How many authorisations of ours the simulated Lexware lists.
async fn authorisations(app: &TestApp) -> usize {
    let account = app.tools().get("/lexware/").await.text;
    account.matches("/remove").count()
}

/// Lexware takes its time to renew, and meanwhile an admin allows the access anew.
#[tokio::test]
async fn a_renewal_that_was_overtaken_by_consent_does_not_undo_it() {
    let (app, connection) = connected_and_run_out().await;
    let slow = json!({"tool": "lexware", "operation": "token", "fault": "late_after_commit", "delay_ms": 3_000});
    app.fault(slow).await;
    let before = app.token_requests().await;
    let anew = async {
        while app.token_requests().await == before {
            tokio::task::yield_now().await;
        }
        let mut anna = app.signed_in(ANNA).await;
        let page = format!("{PAGE}/{connection}");
        let back = decided_at(&mut anna, &page, "allow").await;
        anna.get(&back).await;
    };
    let (answer, ()) = join(read(&app, connection), anew).await;
    assert_eq!(answer, Ok(None), "it goes on with the new access");
    let now = &lexware(&app).await[0];
    assert_eq!(
        (now.id, now.state),
        (connection, ConnectionState::Connected)
    );
    assert_eq!(read(&app, connection).await, Ok(None));
    assert_eq!(authorisations(&app).await, 1, "nobody keeps the others");
}

/// Consent that takes the place of another one leaves none behind that nobody could withdraw.
#[tokio::test]
async fn consent_given_anew_ends_the_one_before() {
    let (app, connection) = connected_and_run_out().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided_at(&mut anna, &format!("{PAGE}/{connection}"), "allow").await;
    anna.get(&back).await;
    assert_eq!(authorisations(&app).await, 1);
    assert_eq!(read(&app, connection).await, Ok(None));
}
