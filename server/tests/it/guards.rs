//! The pages on which an admin lets a copy send, and goes through what a restored backup does not know.

use chrono::TimeDelta;
use domain::capabilities::BillingTool;
use domain::ids::IdBytes;
use serde_json::json;
use store::testing::{execute, number};
use store::{Installation, Stamp};

use crate::browser::Browser;
use crate::consent::decided;
use crate::test_app::{ANNA, JONAS, PASSWORD, TestApp};
use crate::walk::{create_draft, value};
use crate::wizard::{step, to_positions, worked};

const INSTALLATION: &str = "/settings/installation";
const LOST_SENDS: &str = "/settings/lost-sends";

/// An invoice at its last step.
async fn ready(app: &TestApp, anna: &mut Browser) -> String {
    let invoice = to_positions(app, anna, BillingTool::Sevdesk, "ACME GmbH").await;
    let version = value(
        &anna.get(&format!("{invoice}/positions")).await.text,
        "version",
    );
    let priced = [("version", version.as_str()), ("price_for_all", "95")];
    let saved = step(anna, &invoice, "positions", &priced).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    invoice
}

/// Presses `Create draft`.
async fn press(anna: &mut Browser, invoice: &str) -> (u16, String) {
    let pressed = create_draft(anna, invoice).await;
    let answer = anna.send(pressed).await;
    (answer.status, answer.text)
}

/// How many entries are billed.
async fn billed(app: &TestApp) -> i64 {
    let store = &app.application.state().store;
    let query = "select count(*) from time_entries where billed_source is not null";
    number(store, query).await.unwrap()
}

/// As if the database had come here from another installation.
async fn becomes_a_copy(app: &TestApp) {
    let stamp = Stamp {
        by: None,
        at: app.application.state().clock.now(),
        random: IdBytes::default(),
    };
    let original = Installation {
        id: "original".to_owned(),
        origin: "https://billhour.example.com".to_owned(),
    };
    let store = &app.application.state().store;
    store
        .admit_installation(&original, false, &stamp)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_first_installation_notices_nothing() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let list = anna.get("/settings/integrations").await.text;
    assert!(!list.contains("Nothing is sent from here"), "{list}");
    let page = anna.get(INSTALLATION).await.text;
    assert!(page.contains("This Billhour may send."), "{page}");
    assert!(page.contains("by itself, as the first one"), "{page}");
    let page = anna.get(LOST_SENDS).await.text;
    assert!(page.contains("There is nothing to go through"), "{page}");
}

#[tokio::test]
async fn a_copy_sends_when_an_admin_has_said_what_it_is() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 1, 3_600).await;
    let invoice = ready(&app, &mut anna).await;
    becomes_a_copy(&app).await;
    for page in ["/settings/integrations", &format!("{invoice}/create")] {
        let page = anna.get(page).await.text;
        assert!(page.contains("Nothing is sent from here"), "{page}");
        assert!(page.contains(&format!("href=\"{INSTALLATION}\"")), "{page}");
    }
    let mut jonas = app.signed_in(JONAS).await;
    let page = jonas.get(&format!("{invoice}/create")).await.text;
    assert!(page.contains("Please ask an admin"), "{page}");
    assert_eq!(jonas.get(INSTALLATION).await.status, 403);
    let refused = jonas.post(INSTALLATION, &[("what", "moved")]).await;
    assert_eq!(refused.status, 403);

    let (status, text) = press(&mut anna, &invoice).await;
    assert_eq!((status, billed(&app).await), (422, 0));
    assert_eq!(
        text.matches("Nothing is sent from here").count(),
        1,
        "{text}"
    );
    assert_eq!(anna.get("/healthz").await.status, 200);

    let page = anna.get(INSTALLATION).await.text;
    assert!(page.contains("https://billhour.example.com"), "{page}");
    let unsaid = anna.post(INSTALLATION, &[]).await;
    assert_eq!(unsaid.status, 422);
    assert!(
        unsaid.text.contains("Please choose which it is"),
        "{}",
        unsaid.text
    );
    app.clock.advance(TimeDelta::minutes(31));
    let unproven = anna.post(INSTALLATION, &[("what", "moved")]).await;
    assert_eq!(unproven.status, 422, "the password is asked again");
    let form = [("what", "moved"), ("password", PASSWORD)];
    let admitted = anna.post(INSTALLATION, &form).await;
    assert_eq!(admitted.status, 303, "{}", admitted.text);
    let page = anna.get(admitted.location()).await.text;
    assert!(page.contains("Anna Berg"), "with a name: {page}");
    assert!(!page.contains("https://billhour.example.com"), "{page}");
    let (status, text) = press(&mut anna, &invoice).await;
    assert_eq!((status, billed(&app).await), (303, 1), "{text}");
}

#[tokio::test]
async fn a_copy_renews_no_access() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let back = decided(&mut anna, "allow").await;
    let done = anna.get(&back).await;
    let connection = done.location().split_once('?').unwrap().0.to_owned();
    becomes_a_copy(&app).await;
    // The access token has ended early, as it may.
    app.fault(json!({"tool": "lexware", "operation": "profile", "fault": "status_before_commit", "status": 401}))
        .await;
    let tested = anna.post(&connection, &[("form", "test")]).await;
    assert_eq!(tested.status, 422, "{}", tested.text);
    assert!(tested.text.contains("may be a copy"), "{}", tested.text);
    assert_eq!(app.token_requests().await, 1, "the one for the code");
    let page = anna.get("/settings/integrations").await.text;
    assert!(
        !page.contains("did not accept"),
        "it stays connected: {page}"
    );
}

/// As a backup from before the draft would.
async fn restore(app: &TestApp) {
    for statement in [
        "delete from invoice_attempts",
        "update invoices set state = 'preparing', attempt = 0, marker = null, sent_reference = null, sent_at = null,
           remote_id = null, watched_since = null, next_check_at = null, reason = null, ended_at = null",
        "update time_entries set billed_source = null, billed_by = null, billed_at = null",
    ] {
        let store = &app.application.state().store;
        execute(store, statement).await.unwrap();
    }
}

#[tokio::test]
async fn a_restored_backup_is_gone_through_before_anything_is_sent() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 1, 3_600).await;
    let invoice = ready(&app, &mut anna).await;
    assert_eq!(press(&mut anna, &invoice).await.0, 303);
    assert_eq!(billed(&app).await, 1);
    restore(&app).await;
    let (status, text) = press(&mut anna, &invoice).await;
    assert_eq!(status, 422, "{text}");
    assert!(text.contains("1 send is newer than it"), "{text}");
    let list = anna.get("/settings/integrations").await.text;
    assert!(list.contains(&format!("href=\"{LOST_SENDS}\"")), "{list}");

    let looked = anna.post(LOST_SENDS, &[("form", "look")]).await;
    assert_eq!(looked.location(), LOST_SENDS);
    let page = anna.get(LOST_SENDS).await.text;
    for part in [
        "sevDesk · ACME GmbH",
        "1 entry, 1:00",
        "found on",
        "Open in sevDesk",
        "95.00",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("1 send is still to be decided"), "{page}");
    let early = anna.post(LOST_SENDS, &[("form", "settle")]).await;
    assert_eq!(early.status, 422);

    let send = value(&page, "send");
    let decide = |decision| {
        [
            ("form", "decide"),
            ("send", send.as_str()),
            ("decision", decision),
        ]
    };
    let unexplained = anna.post(LOST_SENDS, &decide("free")).await;
    assert_eq!(unexplained.status, 422);
    assert!(
        unexplained.text.contains("-problem\""),
        "{}",
        unexplained.text
    );
    let decided = anna.post(LOST_SENDS, &decide("billed")).await;
    assert_eq!(decided.status, 303, "{}", decided.text);
    assert_eq!(billed(&app).await, 0, "not before it is confirmed");
    let page = anna.get(LOST_SENDS).await.text;
    assert!(
        page.contains("its entries are to be billed (Anna Berg"),
        "{page}"
    );
    let settled = anna.post(LOST_SENDS, &[("form", "settle")]).await;
    assert_eq!(settled.status, 303, "{}", settled.text);
    assert_eq!(billed(&app).await, 1);
    let page = anna.get(LOST_SENDS).await.text;
    assert!(page.contains("There is nothing to go through"), "{page}");
    let (status, text) = press(&mut anna, &invoice).await;
    assert_eq!(status, 422, "its entry is billed: {text}");
    assert!(!text.contains("Nothing is sent from here"), "{text}");
}

#[tokio::test]
async fn nobody_but_an_admin_decides_about_lost_sends() {
    let app = TestApp::start().await;
    let mut jonas = app.signed_in(JONAS).await;
    assert_eq!(jonas.get(LOST_SENDS).await.status, 403);
    for form in ["look", "decide", "settle"] {
        let answer = jonas.post(LOST_SENDS, &[("form", form)]).await;
        assert_eq!(answer.status, 403, "{form}");
    }
}
