//! The wizard where something is in the way: a tool that is down, too many positions, no time, nothing left.

use domain::ConnectionId;
use domain::capabilities::BillingTool;
use reqwest::Method;
use sandbox::LexwareOptions;
use serde_json::json;
use store::testing::sample;

use crate::browser::{Answer, Browser};
use crate::test_app::{ANNA, JONAS, TestApp};
use crate::walk::value;

const REPORT: &str = "/report?period=all";

/// Anna, and so many entries of a client, each of so many seconds.
pub async fn worked(app: &TestApp, client: &str, entries: i64, seconds: i64) -> Browser {
    let store = &app.application.state().store;
    let users = store.users().await.unwrap();
    let anna = users.iter().find(|user| user.email.as_str() == ANNA);
    let client = sample::add_client(store, client).await;
    let project = sample::add_project(store, client, "Relaunch", None).await;
    for number in 0..entries {
        let mut entry = sample::entry(anna.unwrap().id, Some(project), -30 + number % 10);
        entry.seconds = seconds;
        sample::add_entry(store, &entry).await;
    }
    app.signed_in(ANNA).await
}

pub async fn connection(app: &TestApp, tool: BillingTool) -> ConnectionId {
    let connections = app.application.state().store.connections().await.unwrap();
    connections.iter().find(|c| c.tool == tool).unwrap().id
}

/// `Create invoice` on the report of everything; answers where it leads.
async fn begin(browser: &mut Browser) -> Answer {
    let page = browser.get(REPORT).await;
    let token = value(&page.text, "token");
    browser
        .post("/invoices", &[("token", &token), ("period", "all")])
        .await
}

/// Step 1 of a new invoice for the first client; answers the invoice's address.
pub async fn chosen(browser: &mut Browser) -> String {
    let begun = begin(browser).await;
    let overview = begun.location().to_owned();
    let page = browser.get(&overview).await;
    let client = value(&page.text, "client");
    let saved = browser.post(&overview, &[("client", &client)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    overview.strip_suffix("/overview").unwrap().to_owned()
}

pub async fn step(
    browser: &mut Browser,
    invoice: &str,
    name: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let form = [fields, &[("do", "continue")]].concat();
    browser.post(&format!("{invoice}/{name}"), &form).await
}

/// Steps 2 to 4 at level Times, with a customer of this tool.
pub async fn to_positions(
    app: &TestApp,
    browser: &mut Browser,
    tool: BillingTool,
    customer: &str,
) -> String {
    let invoice = chosen(browser).await;
    let connection = connection(app, tool).await.to_string();
    let answers = [
        ("connection", connection.as_str()),
        ("shown", connection.as_str()),
        ("customer", customer),
        ("target", "new_invoice"),
    ];
    for (name, fields) in [
        ("tool", answers.as_slice()),
        ("level", &[("level", "times")]),
        ("text", &[("source", "project"), ("unit", "hours")]),
    ] {
        let answer = step(browser, &invoice, name, fields).await;
        assert_eq!(answer.status, 303, "{name}: {}", answer.text);
    }
    invoice
}

#[tokio::test]
async fn step_2_keeps_its_answers_while_the_tool_is_down() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 2, 3_600).await;
    let invoice = chosen(&mut anna).await;
    let connection = connection(&app, BillingTool::Sevdesk).await.to_string();
    app.fault(json!({"tool": "sevdesk", "operation": "any", "fault": "status_before_commit", "status": 503, "count": 50}))
        .await;
    let page = anna.get(&format!("{invoice}/tool")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("sevDesk does not answer at the moment"),
        "{}",
        page.text
    );
    let answers = [
        ("connection", connection.as_str()),
        ("shown", connection.as_str()),
        ("customer", "ACME GmbH"),
        ("target", "existing_draft"),
    ];
    let refused = step(&mut anna, &invoice, "tool", &answers).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text.contains("Your invoice is kept"),
        "{}",
        refused.text
    );
    let existing = refused
        .text
        .split('<')
        .find(|tag| tag.contains("existing_draft"));
    assert!(existing.unwrap().contains("checked"), "{existing:?}");
    assert!(refused.text.contains("ACME GmbH"), "{}", refused.text);

    let mut tools = app.tools();
    let clear = tools.request(Method::DELETE, "/sandbox/faults");
    tools.send(clear).await;
    let asked = step(&mut anna, &invoice, "tool", &answers).await;
    assert!(
        asked.location().contains("target=existing_draft"),
        "{}",
        asked.location()
    );
}

#[tokio::test]
async fn an_invoice_waits_for_a_tool_that_does_not_let_us_in() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 2, 3_600).await;
    let invoice = to_positions(&app, &mut anna, BillingTool::Sevdesk, "ACME GmbH").await;
    let id = connection(&app, BillingTool::Sevdesk).await;
    let store = &app.application.state().store;
    let found = store.connection(id).await.unwrap().unwrap();
    store
        .disconnect(id, found.connected_at, "unauthorized", sample::now())
        .await
        .unwrap();
    let page = anna.get(&format!("{invoice}/tool")).await.text;
    assert!(page.contains("does not let Billhour in any more"), "{page}");
    assert!(page.contains(&format!("next={invoice}/tool")), "{page}");
    let version = value(
        &anna.get(&format!("{invoice}/create")).await.text,
        "version",
    );
    let form = [("version", version.as_str()), ("do", "create")];
    let refused = anna.post(&format!("{invoice}/create"), &form).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text.contains("refused its credentials"),
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn of_two_companies_in_one_tool_the_wizard_asks_which_by_name() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 1, 3_600).await;
    let invoice = chosen(&mut anna).await;
    let store = &app.application.state().store;
    for (id, name, number) in [("01", "Nordlicht Süd", "4711"), ("02", "", "4712")] {
        let sql = format!(
            "insert into connections (id, tool, name, organisation_id, account_name, key_id, secret_tail, settings, treatment, state,
               connected_by, connected_at)
             select x'00000000000040008000000000000{id}0', tool, '{name}', '{number}', account_name, key_id, '', settings, treatment, state,
               connected_by, connected_at from connections where organisation_id not in ('4711', '4712')"
        );
        store::testing::execute(store, &sql).await.unwrap();
    }
    let page = anna.get(&format!("{invoice}/tool")).await.text;
    for label in [
        "<strong>sevDesk Studio Nordlicht</strong>",
        "<strong>sevDesk Nordlicht Süd</strong>",
        "<strong>sevDesk Company no. 4712</strong>",
    ] {
        assert!(page.contains(label), "{label}: {page}");
    }
    let cards = anna.get("/settings/integrations").await.text;
    assert!(cards.contains("Company no. 4712"), "{cards}");
}

#[tokio::test]
async fn step_1_counts_other_clients_instead_of_listing_their_entries() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 3, 3_600).await;
    worked(&app, "Zweirad Sommer", 2, 1_800).await;
    let begun = begin(&mut anna).await;
    let page = anna.get(begun.location()).await.text;
    assert!(page.contains("and why: 2"), "{page}");
    assert!(
        page.contains("<strong>Zweirad Sommer</strong>: 2 entries, 1:00"),
        "{page}"
    );
    assert!(!page.contains("Zweirad Sommer · Relaunch"), "{page}");
}

#[tokio::test]
async fn positions_without_time_are_left_out_at_once() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 3, 3_600).await;
    let store = &app.application.state().store;
    let execute = "update time_entries set seconds = 1 where id in (select id from time_entries order by id limit 2)";
    store::testing::execute(store, execute).await.unwrap();
    let invoice = to_positions(&app, &mut anna, BillingTool::Sevdesk, "ACME GmbH").await;
    let positions = format!("{invoice}/positions");
    let page = anna.get(&positions).await.text;
    assert!(page.contains("2 positions have no time"), "{page}");
    let version = value(&page, "version");
    let form = [("version", version.as_str()), ("do", "leave_out")];
    let done = anna.post(&positions, &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = anna.get(&positions).await.text;
    assert!(!page.contains("no time"), "{page}");
    let left = store::testing::number(store, "select count(*) from positions").await;
    assert_eq!(left.unwrap(), 1);
    let open = "select count(*) from time_entries where reserved_by is null";
    assert_eq!(store::testing::number(store, open).await.unwrap(), 2);
}

#[tokio::test]
async fn more_positions_than_lexware_takes_are_refused_before_anything_is_locked() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "Müller", 301, 3_600).await;
    let form = [
        ("form", "connect-lexware"),
        ("tool", "lexware"),
        ("token", LexwareOptions::DEMO_API_KEY),
    ];
    let connected = anna.post("/settings/integrations", &form).await;
    assert_eq!(connected.status, 303, "{}", connected.text);
    let invoice = to_positions(&app, &mut anna, BillingTool::Lexware, "Müller & Söhne GmbH").await;
    let level = anna.get(&format!("{invoice}/level")).await.text;
    assert!(level.contains("More than Lexware Office takes"), "{level}");
    let sentence = "Lexware Office takes 300 positions on an invoice at most, and here are 301.";
    let positions = format!("{invoice}/positions");
    let page = anna.get(&positions).await.text;
    assert!(page.contains(sentence), "{page}");
    let version = value(&page, "version");
    let form = [("version", version.as_str()), ("price_for_all", "95")];
    let refused = step(&mut anna, &invoice, "positions", &form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(sentence), "{}", refused.text);
    let page = anna.get(&format!("{invoice}/create")).await.text;
    assert!(
        page.contains(sentence) && page.contains(&format!("{invoice}/level")),
        "{page}"
    );
    let version = value(&page, "version");
    let form = [
        ("version", version.as_str()),
        ("mark", "yes"),
        ("do", "create"),
    ];
    let refused = anna.post(&format!("{invoice}/create"), &form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(sentence), "{}", refused.text);
    let store = &app.application.state().store;
    let claimed = "select count(*) from time_entries where claimed_by is not null";
    assert_eq!(store::testing::number(store, claimed).await.unwrap(), 0);
    let attempts = "select count(*) from invoice_events where kind = 'claimed'";
    assert_eq!(
        store::testing::number(store, attempts).await.unwrap_or(0),
        0
    );
}

#[tokio::test]
async fn where_the_first_invoice_has_everything_another_one_is_not_offered() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 2, 3_600).await;
    chosen(&mut anna).await;
    let again = begin(&mut anna).await;
    assert!(
        again.location().starts_with("/invoices/again?"),
        "{}",
        again.location()
    );
    let page = anna.get(again.location()).await.text;
    assert!(
        page.contains("Nothing else in this report is open"),
        "{page}"
    );
    assert!(!page.contains("Begin another one"), "{page}");
    worked(&app, "Zweirad Sommer", 1, 3_600).await;
    let page = anna.get(again.location()).await.text;
    assert!(page.contains("Begin another one"), "{page}");
}

#[tokio::test]
async fn an_entry_on_its_way_is_shown_and_not_offered_for_change() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 1, 3_600).await;
    let invoice = to_positions(&app, &mut anna, BillingTool::Sevdesk, "ACME GmbH").await;
    let positions = format!("{invoice}/positions");
    let version = value(&anna.get(&positions).await.text, "version");
    let priced = [("version", version.as_str()), ("price_for_all", "95")];
    let saved = step(&mut anna, &invoice, "positions", &priced).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    for fault in [
        json!({"tool": "sevdesk", "operation": "save_invoice", "fault": "lost_after_commit"}),
        json!({"tool": "sevdesk", "operation": "list_invoices", "fault": "status_before_commit", "status": 503, "count": 100}),
    ] {
        app.fault(fault).await;
    }
    let pressed = crate::walk::create_draft(&mut anna, &invoice).await;
    assert_eq!(anna.send(pressed).await.status, 303);
    let store = &app.application.state().store;
    let held = "select count(*) from time_entries where claimed_by is not null";
    assert_eq!(store::testing::number(store, held).await.unwrap(), 1);
    let report = anna.get("/report?period=all").await.text;
    let (_, rest) = report.split_once("/entries/").unwrap();
    // The first link is the one that adds an entry.
    let id = rest.split_once("/entries/").map_or(rest, |(_, rest)| rest);
    let id: String = id.chars().take(36).collect();
    let page = anna.get(&format!("/entries/{id}")).await.text;
    assert!(page.contains("on an invoice that is being sent"), "{page}");
    assert!(!page.contains("name=\"duration\""), "{page}");
}

#[tokio::test]
async fn a_client_of_which_a_colleague_reserved_all_can_be_taken_over() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 2, 3_600).await;
    chosen(&mut anna).await;
    worked(&app, "Zweirad Sommer", 1, 3_600).await;
    let mut jonas = app.signed_in(JONAS).await;
    let page = jonas.get(REPORT).await;
    let token = value(&page.text, "token");
    let form = [
        ("token", token.as_str()),
        ("period", "all"),
        ("anew", "yes"),
    ];
    let begun = jonas.post("/invoices", &form).await;
    let overview = begun.location().to_owned();

    let page = jonas.get(&overview).await.text;

    let acme = page
        .split("class=\"option\"")
        .find(|option| option.contains("ACME"));
    let acme = acme.expect("the client is listed").to_owned();
    assert!(acme.contains("2 entries reserved by colleagues"), "{acme}");
    let client = acme
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let refused = jonas.post(&overview, &[("client", client)]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text.contains("tick the box below"),
        "{}",
        refused.text
    );
    let answers = [("client", client), ("take_over", "yes")];
    assert_eq!(jonas.post(&overview, &answers).await.status, 303);
}
