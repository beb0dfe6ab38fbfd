//! Every route there is, found rather than listed, so that a new one cannot be forgotten.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use server::page_paths;

use crate::test_app::{ANNA, TestApp};

/// An id that nothing has.
const NO_ID: &str = "01900000-0000-7000-8000-000000000000";

/// A path and whether it is posted to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// As `axum` writes it: `/invoices/{id}`.
    pub pattern: String,
    /// Whether it takes forms.
    pub post: bool,
}

impl Route {
    /// A path that matches, with an id that nothing has.
    pub fn path(&self) -> String {
        let path = self.pattern.replace("{id}", NO_ID);
        let path = path.replace("{token}", &"0".repeat(32));
        // Nothing without its query.
        path.replace("/again", &format!("/again?invoice={NO_ID}"))
    }

    /// Whether nobody has to sign in for it.
    pub fn is_public(&self) -> bool {
        ["/sign-in", "/setup/", "/password/", "/language"]
            .iter()
            .any(|public| self.pattern.starts_with(public))
    }
}

/// All pages, forms and functions.
pub fn all(app: &TestApp) -> BTreeSet<Route> {
    let pages = page_paths(app.application.state());
    let pages = pages.into_iter().map(|pattern| Route {
        pattern,
        post: false,
    });
    let functions = leptos::server_fn::axum::server_fn_paths();
    let functions = functions.map(|(path, method)| Route {
        pattern: path.to_owned(),
        post: method == "POST",
    });
    let routes: BTreeSet<Route> = pages.chain(handlers()).chain(functions).collect();
    assert!(
        routes.iter().filter(|route| route.post).count() >= 10,
        "{routes:?}"
    );
    routes
}

/// `axum` does not tell what a router serves, so the handlers' paths are read from the source.
fn handlers() -> BTreeSet<Route> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/pages");
    let mut sources = String::new();
    read_all(&pages, &mut sources);
    let calls = sources.split(".route(").skip(1).filter_map(|call| {
        let (pattern, rest) = call.trim_start().strip_prefix('"')?.split_once('"')?;
        // Up to the end of the call: two lines are as long as one gets.
        let lines: Vec<&str> = rest.lines().take(2).collect();
        let post = lines.concat().split(".route(").next()?.contains("post(");
        let pattern = pattern.to_owned();
        Some(Route { pattern, post })
    });
    calls.collect()
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[tokio::test]
async fn nobody_gets_anywhere_without_signing_in() {
    let app = TestApp::start().await;
    for route in all(&app) {
        let mut nobody = app.browser();
        let answer = if route.post {
            nobody.post(&route.path(), &[]).await
        } else {
            nobody.get(&route.path()).await
        };
        assert_eq!(
            answer.asks_to_sign_in(),
            !route.is_public(),
            "{route:?} {}",
            answer.status
        );
        assert!(answer.status < 500, "{route:?} {}", answer.status);
    }
}

#[tokio::test]
async fn who_signs_in_goes_on_where_they_wanted_to() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let answer = browser.get("/report?period=last-month&group=project").await;
    assert_eq!(
        answer.location(),
        "/sign-in?next=%2Freport%3Fperiod%3Dlast-month%26group%3Dproject"
    );
    let page = browser.get(answer.location()).await;
    assert!(
        page.text
            .contains("value=\"/report?period=last-month&amp;group=project\"")
    );
}

#[tokio::test]
async fn the_empty_path_leads_to_the_report_and_an_unknown_one_nowhere() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    assert_eq!(anna.get("/").await.location(), "/report");
    let nowhere = anna.get("/nowhere").await;
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.text.contains("<h1>This page does not exist</h1>"));
}
