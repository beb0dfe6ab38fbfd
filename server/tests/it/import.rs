//! Importing from the page.

use reqwest::Method;
use store::testing::number;

use crate::browser::{Answer, Browser};
use crate::test_app::{ANNA, TestApp, ZOE};

/// Three rows of Clockify, one of them billed.
pub const THREE: &str = "\
    Project,Client,Description,Task,User,Email,Billable,Invoiced,Start Date,Start Time,Duration (h)\n\
    Relaunch,Lindner Optik GmbH,Kickoff,Konzept,Mia Falk,mia@example.com,Yes,No,26/10/2026,09:00:00,01:20:00\n\
    Relaunch,Lindner Optik GmbH,<script>alert(1)</script>,Konzept,Mia Falk,mia@example.com,Yes,Yes,26/10/2026,11:00:00,01:00:00\n\
    Relaunch,Lindner Optik GmbH,Mittag,,Mia Falk,mia@example.com,No,No,26/10/2026,12:00:00,00:30:00\n";

/// A row whose duration is below zero.
pub const BAD: &str =
    "Relaunch,Lindner Optik GmbH,,,Mia Falk,mia@example.com,Yes,No,27/10/2026,09:00:00,-01:00:00\n";

/// Hands a file in with the form of the page.
async fn upload(browser: &mut Browser, file: impl AsRef<[u8]>, zone: &str) -> Answer {
    let mut body = Vec::new();
    for (field, value) in [
        ("file\"; filename=\"C:\\times.csv", file.as_ref()),
        ("zone", zone.as_bytes()),
        ("dates", b"".as_slice()),
    ] {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    let request = browser
        .request(Method::POST, "/import")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(body);
    browser.send(request).await
}

/// The page of an import, once there is something to read on it.
async fn page(browser: &mut Browser, url: &str) -> Answer {
    loop {
        let answer = browser.get(url).await;
        if !answer.text.contains("http-equiv=\"refresh\"") {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

async fn checked(browser: &mut Browser, file: &str) -> (String, Answer) {
    let answer = upload(browser, file, "Europe/Berlin").await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let url = answer.location().to_owned();
    let page = page(browser, &url).await;
    assert_eq!(page.status, 200);
    (url, page)
}

async fn entries(app: &TestApp) -> i64 {
    let store = &app.application.state().store;
    number(store, "select count(*) from time_entries")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_file_is_checked_then_imported_once() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let (url, report) = checked(&mut anna, THREE).await;
    for said in [
        "times.csv",
        "exactly those of the file",
        "2:50",
        "Day first",
        "Import 3 entries",
        "Mia Falk",
    ] {
        assert!(report.text.contains(said), "{said}: {}", report.text);
    }
    assert_eq!(entries(&app).await, 0);

    let added = anna.post(&url, &[("form", "add")]).await;
    assert_eq!((added.status, added.location()), (303, url.as_str()));
    let result = page(&mut anna, &url).await;
    assert!(
        result.text.contains("3 entries were imported."),
        "{}",
        result.text
    );
    assert!(
        result
            .text
            .contains("/report?period=2026-10-26..2026-10-26")
    );
    assert_eq!(entries(&app).await, 3);
    let again = anna.post(&url, &[("form", "add")]).await;
    assert_eq!(again.status, 422, "pressed twice");

    let (_, report) = checked(&mut anna, THREE).await;
    assert!(
        report.text.contains("There is nothing new in this file"),
        "{}",
        report.text
    );
    assert_eq!(entries(&app).await, 3);
    let list = anna.get("/import").await;
    assert!(
        list.text.contains("waits for your decision"),
        "{}",
        list.text
    );
}

#[tokio::test]
async fn what_is_no_export_is_refused_beside_the_field() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let cases: [(&[u8], &str); 6] = [
        (
            b"PK\x03\x04 a workbook",
            "This is an Excel file or an archive",
        ),
        (
            b"<!doctype html><title>Sign in</title>",
            "This is a web page",
        ),
        (b"", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0", "This is not a text file"),
        (b"one column\nonly\n", "has only one column"),
        (b"a,b\n1,2\n", "Billhour does not know this export"),
    ];
    for (file, said) in cases {
        let answer = upload(&mut anna, file, "America/New_York").await;
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text.contains(said), "{said}: {}", answer.text);
        assert!(answer.text.contains("aria-invalid=\"true\""), "{said}");
        let kept = "value=\"America/New_York\" selected";
        assert!(answer.text.contains(kept), "the zone that was chosen");
    }
    let imports = "select count(*) from imports";
    let store = &app.application.state().store;
    assert_eq!(number(store, imports).await.unwrap(), 0);
}

#[tokio::test]
async fn a_form_without_a_file_says_so() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let plain = anna.post("/import", &[("zone", "Europe/Berlin")]).await;
    assert_eq!(plain.status, 422);
    assert!(
        plain.text.contains("Please choose a file."),
        "{}",
        plain.text
    );
}

#[tokio::test]
async fn bad_rows_are_listed_and_keep_all_out_until_they_are_left_out() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let (url, report) = checked(&mut anna, &format!("{THREE}{BAD}")).await;
    assert!(
        report.text.contains("-01:00:00 is below zero"),
        "{}",
        report.text
    );
    let refused = anna.post(&url, &[("form", "add")]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text.contains("Tick the box to leave them out"),
        "{}",
        refused.text
    );
    assert_eq!(entries(&app).await, 0);
    anna.post(&url, &[("form", "add"), ("skip_bad", "yes")])
        .await;
    let result = page(&mut anna, &url).await;
    assert!(
        result.text.contains("One row was left out"),
        "{}",
        result.text
    );
    assert_eq!(entries(&app).await, 3);
}

#[tokio::test]
async fn an_order_of_dates_that_nothing_settles_is_asked_for() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let (url, failed) = checked(&mut anna, &THREE.replace("26/10/", "03/04/")).await;
    assert!(
        failed
            .text
            .contains("Day or month first? 03/04/2026 on line 2"),
        "{}",
        failed.text
    );
    let again = [
        ("form", "again"),
        ("zone", "Europe/Berlin"),
        ("dates", "mdy"),
    ];
    assert_eq!(anna.post(&url, &again).await.status, 303);
    let report = page(&mut anna, &url).await;
    assert!(report.text.contains("4 Mar 2026"), "{}", report.text);
    let nowhere = [
        ("form", "again"),
        ("zone", "Europe/Nowhere"),
        ("dates", "mdy"),
    ];
    assert_eq!(anna.post(&url, &nowhere).await.status, 422);
    anna.post(&url, &[("form", "discard")]).await;
    assert_eq!(anna.get(&url).await.status, 404);
}

#[tokio::test]
async fn notes_and_names_are_text() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let (url, _) = checked(&mut anna, THREE).await;
    anna.post(&url, &[("form", "add")]).await;
    page(&mut anna, &url).await;
    let changed = THREE
        .replace("alert(1)", "alert(2)")
        .replace("Lindner", "<b>Lindner</b>");
    let (_, report) = checked(&mut anna, &changed).await;
    assert!(
        report.text.contains("rows start together with an entry"),
        "{}",
        report.text
    );
    assert!(
        report.text.contains("&lt;script&gt;alert(2)"),
        "{}",
        report.text
    );
    assert!(!report.text.contains("<script>alert") && !report.text.contains("<b>Lindner"));
}

#[tokio::test]
async fn the_pages_speak_german() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    anna.post("/language", &[("locale", "de"), ("next", "/import")])
        .await;
    let (url, report) = checked(&mut anna, &format!("{THREE}{BAD}")).await;
    for said in [
        "Was die Datei enthält",
        "liegt unter null",
        "3 Einträge importieren",
    ] {
        assert!(report.text.contains(said), "{said}: {}", report.text);
    }
    anna.post(&url, &[("form", "add"), ("skip_bad", "yes")])
        .await;
    let result = page(&mut anna, &url).await;
    assert!(
        result.text.contains("3 Einträge wurden importiert."),
        "{}",
        result.text
    );
}

#[tokio::test]
async fn a_member_hands_nothing_in() {
    let app = TestApp::start().await;
    let mut zoe = app.signed_in(ZOE).await;
    assert_eq!(upload(&mut zoe, THREE, "Europe/Berlin").await.status, 403);
    assert_eq!(zoe.get("/import").await.status, 403);
}
