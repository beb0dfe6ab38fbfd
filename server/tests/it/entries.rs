//! Time entries by forms: what is wrong is said beside the field, and nothing that was typed is lost.

use domain::status::BillingStatus;
use domain::{EntryId, UserId};
use store::testing::{execute, sample, texts};
use store::{Entry, Rate, RateSource};

use crate::browser::{Answer, Browser};
use crate::test_app::{ANNA, TestApp, ZOE};

/// A form that is fit to be saved.
const FORM: [(&str, &str); 6] = [
    ("date", "2026-11-20"),
    ("start", "09:00"),
    ("duration", "1:30"),
    ("note", "Konzept <besprochen>"),
    ("billable", "yes"),
    ("next", "/report?period=today"),
];

/// The form with other values.
fn form<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = |name: &str| !changes.iter().any(|(changed, _)| *changed == name);
    let kept: Vec<_> = FORM.into_iter().filter(|(name, _)| kept(name)).collect();
    [kept.as_slice(), changes].concat()
}

async fn user(app: &TestApp, email: &str) -> UserId {
    let users = app.application.state().store.users().await.unwrap();
    users
        .iter()
        .find(|user| user.email.as_str() == email)
        .unwrap()
        .id
}

/// An entry of somebody, made past the pages.
async fn entry_of(app: &TestApp, email: &str) -> EntryId {
    let fields = sample::entry(user(app, email).await, None, 0);
    sample::add_entry(&app.application.state().store, &fields).await
}

async fn stored(app: &TestApp, id: EntryId) -> Entry {
    let entry = app.application.state().store.entry(id, None).await;
    entry.unwrap().unwrap()
}

/// The notes of all entries, in order.
async fn notes(app: &TestApp) -> Vec<String> {
    let select = "select note from time_entries order by note";
    let notes = texts(&app.application.state().store, select).await;
    notes.unwrap()
}

async fn save(browser: &mut Browser, id: EntryId, changes: &[(&str, &str)]) -> Answer {
    let fields = form(changes);
    browser.post(&format!("/entries/{id}"), &fields).await
}

#[tokio::test]
async fn an_entry_is_added_and_its_reader_goes_back() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let added = anna.post("/entries/new", &FORM).await;
    assert_eq!(
        (added.status, added.location()),
        (303, "/report?period=today")
    );
    let another = form(&[("do", "another"), ("next", "https://evil.example")]);
    let added = anna.post("/entries/new", &another).await;
    assert!(
        added
            .location()
            .starts_with("/entries/new?done=added&date=2026-11-20&start=10%3A30&")
    );
    let internal: Vec<_> = another
        .into_iter()
        .filter(|(name, _)| *name != "billable")
        .collect();
    let added = anna.post("/entries/new", &internal).await;
    let next = anna.get(added.location()).await.text;
    let billable = next
        .split('<')
        .find(|tag| tag.contains("name=\"billable\""));
    assert!(!billable.unwrap().contains("checked"), "{billable:?}");
    let away = form(&[("next", "//evil.example")]);
    assert_eq!(anna.post("/entries/new", &away).await.location(), "/report");
    assert_eq!(notes(&app).await.len(), 4);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    for (changes, sentence) in [
        ([("duration", "1e3"), ("end", "")], "This is not a duration"),
        ([("duration", "1.000"), ("end", "")], "one thousand, or one"),
        ([("duration", "-3"), ("end", "")], "below zero"),
        ([("duration", "25:00"), ("end", "")], "24 hours"),
        ([("duration", ""), ("end", "")], "How long did it take"),
        ([("duration", "2"), ("end", "10:00")], "do not agree"),
        ([("date", "2026-02-30"), ("end", "")], "This is not a date"),
        ([("date", "0026-02-03"), ("end", "")], "1970 to 2999"),
        ([("rate", "1e3"), ("end", "")], "This is not a number"),
        ([("project", "nonsense"), ("end", "")], "choose again"),
    ] {
        let refused = anna.post("/entries/new", &form(&changes)).await;
        assert_eq!(refused.status, 422, "{changes:?}");
        assert!(refused.text.contains(sentence), "{changes:?}");
        assert!(
            refused.text.contains("Konzept &lt;besprochen>"),
            "{changes:?}"
        );
        let (name, typed) = changes[0];
        let shown = format!("value=\"{typed}\"");
        assert!(
            name == "project" || refused.text.contains(&shown),
            "{changes:?}"
        );
    }
    assert!(notes(&app).await.is_empty());
}

#[tokio::test]
async fn a_long_note_is_refused_and_not_lost() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let long = "ä".repeat(10_001);
    let refused = anna.post("/entries/new", &form(&[("note", &long)])).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(&long));
}

#[tokio::test]
async fn of_two_who_change_an_entry_the_second_sees_both_texts_first() {
    let app = TestApp::start().await;
    let id = entry_of(&app, ANNA).await;
    let mut anna = app.signed_in(ANNA).await;
    let first = save(&mut anna, id, &[("version", "1"), ("note", "first")]).await;
    assert_eq!(first.status, 303);
    let second = save(&mut anna, id, &[("version", "1"), ("note", "second")]).await;
    assert_eq!(second.status, 422);
    assert!(second.text.contains(">second</textarea>"), "what was typed");
    assert!(
        second.text.contains("<dd>first</dd>"),
        "what was saved meanwhile"
    );
    assert!(second.text.contains("name=\"version\" value=\"2\""));
    assert_eq!(stored(&app, id).await.note, "first");
    let decided = save(&mut anna, id, &[("version", "2"), ("note", "second")]).await;
    assert_eq!(decided.status, 303);
    assert_eq!(stored(&app, id).await.note, "second");
}

#[tokio::test]
async fn an_entry_that_is_being_invoiced_stays_as_it_is() {
    let app = TestApp::start().await;
    let id = entry_of(&app, ANNA).await;
    let before = stored(&app, id).await;
    let claim = "update time_entries set claimed_by = id";
    execute(&app.application.state().store, claim)
        .await
        .unwrap();
    let mut anna = app.signed_in(ANNA).await;
    for deletes in [&[][..], &[("form", "delete")]] {
        let fields = [&[("version", "1"), ("note", "changed")], deletes].concat();
        let refused = save(&mut anna, id, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("cannot be changed"), "{deletes:?}");
    }
    let after = stored(&app, id).await;
    assert_eq!((after.note, after.version), (before.note, before.version));
    assert_eq!(after.status, BillingStatus::Reserved);
}

#[tokio::test]
async fn members_have_their_own_entries_only() {
    let app = TestApp::start().await;
    let (annas, own) = (entry_of(&app, ANNA).await, entry_of(&app, ZOE).await);
    let mut zoe = app.signed_in(ZOE).await;
    assert_eq!(zoe.get(&format!("/entries/{own}")).await.status, 200);
    assert_eq!(zoe.get(&format!("/entries/{annas}")).await.status, 404);
    let meddled = save(&mut zoe, annas, &[("version", "1"), ("note", "mine now")]).await;
    assert_eq!(meddled.status, 404);
    assert_ne!(stored(&app, annas).await.note, "mine now");
    let anna = user(&app, ANNA).await.to_string();
    let given = save(&mut zoe, own, &[("version", "1"), ("user", &anna)]).await;
    assert_eq!(given.status, 303);
    assert_eq!(stored(&app, own).await.user, user(&app, ZOE).await);
}

#[tokio::test]
async fn a_member_does_not_change_a_rate() {
    let app = TestApp::start().await;
    let id = entry_of(&app, ZOE).await;
    let mut anna = app.signed_in(ANNA).await;
    let priced = save(&mut anna, id, &[("version", "1"), ("rate", "120,50")]).await;
    assert_eq!(priced.status, 303);
    let mut zoe = app.signed_in(ZOE).await;
    assert!(
        !zoe.get(&format!("/entries/{id}"))
            .await
            .text
            .contains("120.50")
    );
    let changed = save(&mut zoe, id, &[("version", "2"), ("rate", "1")]).await;
    assert_eq!(changed.status, 303);
    let entry = stored(&app, id).await;
    assert_eq!(entry.rate.map(Rate::cents), Some(12_050));
    assert_eq!(entry.rate_source, Some(RateSource::Hand));
}

#[tokio::test]
async fn a_deleted_entry_is_gone() {
    let app = TestApp::start().await;
    let id = entry_of(&app, ANNA).await;
    let mut anna = app.signed_in(ANNA).await;
    let page = format!("/entries/{id}");
    let delete = [
        ("form", "delete"),
        ("version", "1"),
        ("next", "/report?page=2"),
    ];
    let deleted = anna.post(&page, &delete).await;
    assert_eq!(
        (deleted.status, deleted.location()),
        (303, "/report?page=2")
    );
    assert_eq!(anna.get(&page).await.status, 404);
    assert_eq!(anna.post(&page, &delete).await.status, 404);
}
