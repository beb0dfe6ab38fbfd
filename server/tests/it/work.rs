//! Clients, projects, tasks and types of work by forms.

use store::testing::sample;

use crate::browser::{Answer, Browser};
use crate::test_app::{ANNA, JONAS, TestApp, ZOE};

async fn add(browser: &mut Browser, page: &str, name: &str) -> Answer {
    let fields = [("form", "add"), ("name", name), ("rate", "")];
    browser.post(page, &fields).await
}

/// Adds something with a page of its own; answers that page.
async fn added(browser: &mut Browser, page: &str, name: &str) -> String {
    let answer = add(browser, page, name).await;
    let (page, done) = answer.location().split_once('?').unwrap();
    assert_eq!((answer.status, done), (303, "done=added"), "{name}");
    page.to_owned()
}

#[tokio::test]
async fn a_client_has_projects_and_they_have_tasks() {
    let app = TestApp::start().await;
    let mut jonas = app.signed_in(JONAS).await;
    let client = added(&mut jonas, "/clients", "Hafen  Apotheke").await;
    let rated = [
        ("form", "add"),
        ("name", "Relaunch"),
        ("rate", "1.000,50 €"),
    ];
    let project = jonas.post(&client, &rated).await;
    let project = project.location().split_once('?').unwrap().0.to_owned();
    assert_eq!(added(&mut jonas, &project, "Konzept").await, project);
    assert!(jonas.get("/clients").await.text.contains("Hafen Apotheke"));
    assert!(jonas.get(&client).await.text.contains("1,000.50"));
    let page = jonas.get(&project).await.text;
    assert!(page.contains("Konzept") && page.contains("value=\"1000.50\""));
    jonas
        .cookies
        .insert("billhour-locale".to_owned(), "de".to_owned());
    let page = jonas.get(&project).await.text;
    assert!(
        page.contains("value=\"1000,50\""),
        "as the reader's language writes it"
    );
}

#[tokio::test]
async fn a_name_is_taken_once_whatever_its_case_and_stays_in_its_field() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    for page in ["/clients", "/settings/work-types"] {
        assert_eq!(add(&mut anna, page, "ÄRZTEHAUS").await.status, 303);
        let taken = add(&mut anna, page, "Ärztehaus").await;
        assert_eq!(taken.status, 422);
        assert!(taken.text.contains("This name is taken"));
        assert!(taken.text.contains("value=\"Ärztehaus\""));
        assert_eq!(add(&mut anna, page, " \u{200b} ").await.status, 422);
        assert_eq!(add(&mut anna, page, &"x".repeat(201)).await.status, 422);
    }
}

#[tokio::test]
async fn a_name_is_text_whatever_it_looks_like() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = added(&mut anna, "/clients", "\u{202e}<script>alert(1)</script>").await;
    for page in ["/clients", page.as_str()] {
        let text = anna.get(page).await.text;
        assert!(
            text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{page}"
        );
        assert!(
            !text.contains("<script>alert") && !text.contains('\u{202e}'),
            "{page}"
        );
    }
}

#[tokio::test]
async fn what_is_in_use_is_archived_and_not_deleted() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let client = added(&mut anna, "/clients", "Hafen").await;
    assert_eq!(add(&mut anna, &client, "Relaunch").await.status, 303);
    let refused = anna.post(&client, &[("form", "delete")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Archive it instead"));
    assert_eq!(anna.post(&client, &[("form", "archive")]).await.status, 303);
    assert!(anna.get(&client).await.text.contains("archived"));
    let offered = anna.get("/entries/new").await.text;
    assert!(
        !offered.contains("Relaunch"),
        "nor are its projects offered"
    );
    assert_eq!(anna.post(&client, &[("form", "restore")]).await.status, 303);
    assert!(anna.get("/entries/new").await.text.contains("Relaunch"));
}

#[tokio::test]
async fn what_is_unused_can_be_deleted() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let client = added(&mut anna, "/clients", "Hafen").await;
    let project = added(&mut anna, &client, "Relaunch").await;
    assert_eq!(add(&mut anna, &project, "Konzept").await.status, 303);
    let deleted = anna.post(&project, &[("form", "delete")]).await;
    assert_eq!(deleted.location(), format!("{client}?done=deleted"));
    let deleted = anna.post(&client, &[("form", "delete")]).await;
    assert_eq!(deleted.location(), "/clients?done=deleted");
    assert_eq!(anna.get(&client).await.status, 404);
}

#[tokio::test]
async fn a_task_brings_its_project_and_no_other() {
    let app = TestApp::start().await;
    let store = &app.application.state().store;
    let client = sample::add_client(store, "Hafen").await;
    let relaunch = sample::add_project(store, client, "Relaunch", None).await;
    let support = sample::add_project(store, client, "Support", None)
        .await
        .to_string();
    let task = sample::add_task(store, relaunch, "Konzept")
        .await
        .to_string();
    let mut zoe = app.signed_in(ZOE).await;
    let entry = |project| {
        [
            ("date", "2026-11-20"),
            ("start", "09:00"),
            ("duration", "1"),
            ("task", task.as_str()),
            ("project", project),
        ]
    };
    let refused = zoe.post("/entries/new", &entry(&support)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("belongs to another project"));
    assert_eq!(zoe.post("/entries/new", &entry("")).await.status, 303);
    let projects = "select p.name from time_entries e join projects p on p.id = e.project_id";
    let projects = store::testing::texts(store, projects).await.unwrap();
    assert_eq!(projects, ["Relaunch"]);
}
