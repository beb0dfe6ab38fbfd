//! Users by forms: links that work once, roles, and an admin who stays.

use domain::role::Role;
use store::User;

use crate::browser::Browser;
use crate::test_app::{ANNA, JONAS, PASSWORD, TestApp, ZOE};

const MIA: [(&str, &str); 5] = [
    ("form", "add"),
    ("name", "Mia Falk"),
    ("email", "mia@studio-nordlicht.example"),
    ("role", "biller"),
    ("rate", "82,50"),
];

async fn user(app: &TestApp, email: &str) -> User {
    let users = app.application.state().store.users().await.unwrap();
    let mut users = users.into_iter();
    users.find(|user| user.email.as_str() == email).unwrap()
}

/// The path of the one-time link that a page shows.
fn link(page: &str) -> String {
    let (_, rest) = page.split_once("/password/").unwrap();
    format!("/password/{}", rest.split_once('"').unwrap().0)
}

async fn choose(browser: &mut Browser, link: &str, password: &str) -> u16 {
    browser.post(link, &[("password", password)]).await.status
}

#[tokio::test]
async fn a_new_user_chooses_a_password_by_a_link_that_works_once() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let added = anna.post("/settings/users", &MIA).await;
    assert_eq!(added.status, 200);
    let link = link(&added.text);
    assert!(
        !anna.get("/settings/users").await.text.contains(&link),
        "it is shown once"
    );
    let mut mia = app.browser();
    assert!(
        mia.get(&link)
            .await
            .text
            .contains("mia@studio-nordlicht.example")
    );
    let canary = "canary-42";
    let short = mia.post(&link, &[("password", canary)]).await;
    assert_eq!(short.status, 422);
    assert!(
        !short.text.contains(canary),
        "a password is never sent back"
    );
    assert_eq!(choose(&mut mia, &link, "neun leise Laternen").await, 303);
    assert_eq!(mia.get(&link).await.status, 410);
    assert_eq!(choose(&mut mia, &link, "zehn leise Laternen").await, 410);
    let signed_in = mia
        .sign_in("mia@studio-nordlicht.example", "neun leise Laternen")
        .await;
    assert_eq!(signed_in.status, 303);
    assert_eq!(mia.get("/clients").await.status, 200);
}

#[tokio::test]
async fn a_new_link_ends_the_one_before_and_a_new_password_all_sessions() {
    let app = TestApp::start().await;
    let (mut anna, mut zoe) = (app.signed_in(ANNA).await, app.signed_in(ZOE).await);
    let page = format!("/settings/users/{}", user(&app, ZOE).await.id);
    let make = [("form", "link")];
    let old = link(&anna.post(&page, &make).await.text);
    let new = link(&anna.post(&page, &make).await.text);
    let mut other = app.browser();
    assert_eq!(other.get(&old).await.status, 410);
    assert_eq!(zoe.get("/entries/new").await.status, 200);
    assert_eq!(choose(&mut other, &new, "neun leise Laternen").await, 303);
    assert!(zoe.get("/entries/new").await.asks_to_sign_in());
    assert_eq!(app.browser().sign_in(ZOE, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_stays_in_its_fields() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let wrong = [
        ("form", "add"),
        ("name", " "),
        ("email", "mia"),
        ("role", "king"),
        ("rate", "1.000"),
    ];
    let refused = anna.post("/settings/users", &wrong).await;
    assert_eq!(refused.status, 422);
    for sentence in [
        "type a name",
        "not an e-mail address",
        "choose a role",
        "one thousand, or one",
    ] {
        assert!(refused.text.contains(sentence), "{sentence}");
    }
    assert!(refused.text.contains("value=\"mia\"") && refused.text.contains("value=\"1.000\""));
    let taken = [
        ("form", "add"),
        ("name", "Zoe"),
        ("email", "ZOE@Studio-Nordlicht.example"),
        ("role", "member"),
    ];
    let refused = anna.post("/settings/users", &taken).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text
            .contains("Another user has this e-mail address")
    );
}

#[tokio::test]
async fn the_last_admin_stays_one() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = format!("/settings/users/{}", user(&app, ANNA).await.id);
    let demote = [
        ("form", "edit"),
        ("name", "Anna B."),
        ("role", "member"),
        ("rate", "1"),
    ];
    for fields in [&demote[..], &[("form", "archive")]] {
        let refused = anna.post(&page, fields).await;
        assert_eq!(refused.status, 422, "{fields:?}");
        assert!(refused.text.contains("the last admin"), "{fields:?}");
    }
    let anna = user(&app, ANNA).await;
    assert_eq!(
        (anna.name.as_str(), anna.role, anna.archived_at),
        ("Anna Berg", Role::Admin, None)
    );
}

#[tokio::test]
async fn a_role_counts_from_the_next_request_on() {
    let app = TestApp::start().await;
    let (mut anna, mut jonas) = (app.signed_in(ANNA).await, app.signed_in(JONAS).await);
    assert_eq!(jonas.get("/clients").await.status, 200);
    let page = format!("/settings/users/{}", user(&app, JONAS).await.id);
    let demote = [
        ("form", "edit"),
        ("name", "Jonas Weiß"),
        ("role", "member"),
        ("rate", ""),
    ];
    let saved = anna.post(&page, &demote).await;
    assert_eq!(
        (saved.status, saved.location()),
        (303, format!("{page}?done=saved").as_str())
    );
    assert_eq!(jonas.get("/clients").await.status, 403);
    assert_eq!(anna.post(&page, &[("form", "archive")]).await.status, 303);
    assert!(jonas.get("/entries/new").await.asks_to_sign_in());
    assert_eq!(anna.post(&page, &[("form", "restore")]).await.status, 303);
    assert_eq!(app.browser().sign_in(JONAS, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn the_company_has_a_name_and_a_zone_that_exists() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let wrong = [("name", "Werkstatt"), ("zone", "Mars/Phobos")];
    let refused = anna.post("/settings/workspace", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("does not know this time zone"));
    let right = [("name", "Werkstatt"), ("zone", "Europe/Vienna")];
    assert_eq!(anna.post("/settings/workspace", &right).await.status, 303);
    let workspace = app
        .application
        .state()
        .store
        .workspace()
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (workspace.name.as_str(), workspace.zone.name()),
        ("Werkstatt", "Europe/Vienna")
    );
}
