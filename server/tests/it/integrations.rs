//! What the cards of the billing tools say and do, in good days and bad ones.

use chrono::TimeDelta;
use domain::capabilities::BillingTool;
use reqwest::Method;
use sandbox::SevdeskOptions;
use serde_json::json;
use store::{Connection, ConnectionState};

use crate::browser::Browser;
use crate::consent::decided;
use crate::test_app::{ANNA, PASSWORD, Plan, TestApp};

const PAGE: &str = "/settings/integrations";

async fn only(app: &TestApp, tool: BillingTool) -> Connection {
    let mut connections = app.application.state().store.connections().await.unwrap();
    connections.retain(|connection| connection.tool == tool);
    assert_eq!(connections.len(), 1, "{connections:?}");
    connections.remove(0)
}

/// Anna, who has connected Lexware Office by consent, and that connection's page.
async fn consented(app: &TestApp) -> (Browser, String) {
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    let done = anna.get(&back).await;
    let page = done.location().split_once('?').unwrap().0.to_owned();
    (anna, page)
}

#[tokio::test]
async fn the_last_error_is_told_until_a_test_goes_well() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let connection = only(&app, BillingTool::Sevdesk).await;
    let page = format!("{PAGE}/{}", connection.id);
    app.fault(json!({"tool": "sevdesk", "operation": "any", "fault": "status_before_commit", "status": 503, "count": 50}))
        .await;
    let refused = anna.post(&page, &[("form", "test"), ("next", PAGE)]).await;
    assert_eq!(refused.status, 422);
    let list = anna.get(PAGE).await.text;
    assert!(list.contains("Last error"), "{list}");
    assert!(list.contains("sevDesk did not answer."), "{list}");
    let now = only(&app, BillingTool::Sevdesk).await;
    assert_eq!(now.state, ConnectionState::Connected, "it may be back soon");

    let mut tools = app.tools();
    let clear = tools.request(Method::DELETE, "/sandbox/faults");
    tools.send(clear).await;
    let tested = anna.post(&page, &[("form", "test"), ("next", PAGE)]).await;
    assert_eq!(
        tested.location(),
        format!("{PAGE}?tested={}", connection.id)
    );
    let list = anna.get(tested.location()).await.text;
    assert!(
        list.contains("sevDesk · Studio Nordlicht: the connection works."),
        "{list}"
    );
    assert!(!list.contains("Last error"), "{list}");
}

#[tokio::test]
async fn a_test_renews_an_access_that_ran_out() {
    let app = TestApp::start().await;
    let (mut anna, page) = consented(&app).await;
    // The access token has ended early, as it may.
    app.fault(json!({"tool": "lexware", "operation": "profile", "fault": "status_before_commit", "status": 401}))
        .await;
    let tested = anna.post(&page, &[("form", "test")]).await;
    assert_eq!(tested.status, 303, "{}", tested.text);
    assert_eq!(app.token_requests().await, 2, "one for the code, one now");
    let connection = only(&app, BillingTool::Lexware).await;
    assert_eq!(connection.state, ConnectionState::Connected);
}

#[tokio::test]
async fn a_withdrawn_access_is_erased_and_one_button_brings_it_back() {
    let app = TestApp::start().await;
    let (mut anna, page) = consented(&app).await;
    let mut lexware = app.tools();
    let account = lexware.get("/lexware/").await.text;
    let (_, rest) = account.split_once("/do/apps/").expect("the app is listed");
    let id = rest.split_once('/').unwrap().0.to_owned();
    let removed = lexware
        .post(&format!("/lexware/do/apps/{id}/remove"), &[])
        .await;
    assert!(removed.status < 400, "{}", removed.text);

    let tested = anna.post(&page, &[("form", "test")]).await;
    assert_eq!(tested.status, 422);
    let connection = only(&app, BillingTool::Lexware).await;
    assert_eq!(connection.state, ConnectionState::Disconnected);
    let erased = "select count(*) from connections where tool = 'lexware' and sealed is null";
    let store = &app.application.state().store;
    assert_eq!(store::testing::number(store, erased).await.unwrap(), 1);
    let abilities = app.application.state().tools.capabilities(connection.id);
    assert!(
        abilities.await.unwrap().is_some(),
        "the wizard shows the same fields as before"
    );
    let list = anna.get(PAGE).await.text;
    assert!(
        list.contains("The access was withdrawn in Lexware Office"),
        "{list}"
    );
    let again = anna.post(&page, &[("form", "test")]).await;
    assert_eq!(again.status, 422, "there is nothing left to test");

    let asked = anna
        .post(&page, &[("form", "consent"), ("next", PAGE)])
        .await;
    assert_eq!(asked.status, 303, "the one button leads to Lexware");
    let back = decided(&mut anna, "allow").await;
    anna.get(&back).await;
    let back = only(&app, BillingTool::Lexware).await;
    assert_eq!(
        (back.id, back.state),
        (connection.id, ConnectionState::Connected)
    );
    assert_eq!(back.last_error, None);
}

#[tokio::test]
async fn an_access_that_ends_soon_is_warned_about() {
    let app = TestApp::start().await;
    let (_, page) = consented(&app).await;
    app.clock.advance(TimeDelta::days(690));
    let mut anna = app.signed_in(ANNA).await;
    assert!(!anna.get(PAGE).await.text.contains("The access ends on"));
    app.clock.advance(TimeDelta::days(20));
    let mut anna = app.signed_in(ANNA).await;
    for path in [PAGE, &page] {
        let text = anna.get(path).await.text;
        assert!(text.contains("The access ends on"), "{text}");
    }
}

#[tokio::test]
async fn consent_of_another_company_does_not_take_a_connection_over() {
    let app = TestApp::start().await;
    let (mut anna, page) = consented(&app).await;
    let other = "update connections set organisation_id = 'another' where tool = 'lexware'";
    let store = &app.application.state().store;
    store::testing::execute(store, other).await.unwrap();
    let before = only(&app, BillingTool::Lexware).await;
    let back = crate::consent::decided_at(&mut anna, &page, "allow").await;
    let done = anna.get(&back).await;
    assert_eq!(done.location(), format!("{PAGE}?consent=other-company"));
    let text = anna.get(done.location()).await.text;
    assert!(text.contains("another company in Lexware Office"), "{text}");
    assert_eq!(only(&app, BillingTool::Lexware).await, before);
}

#[tokio::test]
async fn a_client_that_lexware_does_not_know_is_the_operators_business() {
    let app = Plan::new()
        .set("BILLHOUR_LEXWARE_CLIENT_SECRET", "not the right one")
        .start()
        .await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    let done = anna.get(&back).await;
    assert_eq!(done.location(), format!("{PAGE}?consent=client"));
    let text = anna.get(done.location()).await.text;
    assert!(text.contains("BILLHOUR_LEXWARE_CLIENT_ID"), "{text}");
}

#[tokio::test]
async fn without_a_client_the_page_says_what_to_set_and_takes_a_key() {
    let app = Plan::new()
        .set("BILLHOUR_LEXWARE_CLIENT_ID", "")
        .set("BILLHOUR_LEXWARE_CLIENT_SECRET", "")
        .start()
        .await;
    let mut anna = app.signed_in(ANNA).await;
    let text = anna.get(PAGE).await.text;
    assert!(
        text.contains("has to set BILLHOUR_LEXWARE_CLIENT_ID and BILLHOUR_LEXWARE_CLIENT_SECRET"),
        "{text}"
    );
    let form = [
        ("form", "connect-lexware"),
        ("tool", "lexware"),
        ("token", sandbox::LexwareOptions::DEMO_API_KEY),
    ];
    let done = anna.post(PAGE, &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let connection = only(&app, BillingTool::Lexware).await;
    assert_eq!(connection.company(), Some("Studio Nordlicht"));
}

#[tokio::test]
async fn removing_withdraws_the_access() {
    let app = TestApp::start().await;
    let (mut anna, page) = consented(&app).await;
    let removed = anna.post(&page, &[("form", "remove")]).await;
    assert_eq!(removed.location(), PAGE);
    let account = app.tools().get("/lexware/").await.text;
    assert!(!account.contains("/do/apps/"), "{account}");
}

#[tokio::test]
async fn guessing_the_password_is_slow_for_whoever_is_signed_in_as_well() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    app.clock.advance(TimeDelta::minutes(31));
    let page = format!("{PAGE}/{}", only(&app, BillingTool::Sevdesk).await.id);
    let remove = async |anna: &mut Browser, password: &str| {
        let form = [("form", "remove"), ("password", password)];
        anna.post(&page, &form).await
    };
    let mut last = String::new();
    for guess in 0..8 {
        let answer = remove(&mut anna, &format!("guess-{guess}")).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        last = answer.text;
    }
    assert!(last.contains("Too many wrong passwords"), "{last}");
    let early = remove(&mut anna, PASSWORD).await;
    assert!(early.text.contains("Too many wrong passwords"));
    app.clock.advance(TimeDelta::minutes(16));
    let late = remove(&mut anna, PASSWORD).await;
    assert_eq!((late.status, late.location()), (303, PAGE));
}

#[tokio::test]
async fn a_token_from_the_wizard_leads_back_into_the_wizard() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = format!("{PAGE}/{}", only(&app, BillingTool::Sevdesk).await.id);
    anna.post(&page, &[("form", "remove")]).await;
    let token = SevdeskOptions::DEMO_TOKEN;
    let connect = async |anna: &mut Browser, name, next| {
        let form = [
            ("form", "connect-sevdesk"),
            ("tool", "sevdesk"),
            ("token", token),
            ("name", name),
            ("next", next),
        ];
        anna.post(PAGE, &form).await
    };
    let done = connect(&mut anna, "Nordlicht Süd", "/invoices/x/tool").await;
    assert_eq!(done.location(), "/invoices/x/tool");
    let connection = only(&app, BillingTool::Sevdesk).await;
    assert_eq!(connection.company(), Some("Nordlicht Süd"));
    let again = connect(&mut anna, "Nordlicht Süd", "//evil.example").await;
    assert!(again.text.contains("This company is connected already"));
}
