//! Who may do what, over every route there is.

use domain::role::Role;
use server::demo::Amount;

use crate::routes::{self, Route};
use crate::test_app::{ANNA, JONAS, Plan, TestApp, ZOE};

/// The least role that a route is for. A route that is not here fails the test: decide whom it is for.
fn least(route: &Route) -> Option<Role> {
    let pattern = route.pattern.as_str();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| pattern.starts_with(prefix));
    if route.is_public() || pattern == "/settings" || starts(&["/report", "/entries", "/sign-out"])
    {
        return Some(Role::Member);
    }
    if starts(&[
        "/settings/work-types",
        "/clients",
        "/projects",
        "/tasks",
        "/invoices",
        "/import",
    ]) || starts(&[
        "/api/save_positions",
        "/api/suggest_customers",
        "/api/invoice_news",
        "/api/preview_template",
    ]) {
        return Some(Role::Biller);
    }
    starts(&[
        "/settings/users",
        "/settings/workspace",
        "/settings/integrations",
        "/settings/installation",
        "/settings/lost-sends",
        "/oauth/",
    ])
    .then_some(Role::Admin)
}

#[tokio::test]
async fn a_role_opens_what_it_is_for_and_nothing_else() {
    let app = TestApp::start().await;
    for (email, role) in [
        (ZOE, Role::Member),
        (JONAS, Role::Biller),
        (ANNA, Role::Admin),
    ] {
        let signed_in = app.signed_in(email).await;
        for route in routes::all(&app) {
            let least = least(&route).unwrap_or_else(|| panic!("whom is {route:?} for?"));
            if route.pattern == "/sign-out" {
                continue;
            }
            let mut browser = app.browser();
            browser.cookies = signed_in.cookies.clone();
            let answer = if route.post {
                browser.post(&route.path(), &[]).await
            } else {
                browser.get(&route.path()).await
            };
            let what = format!("{role:?} {route:?}: {}", answer.status);
            assert!(
                answer.status < 500 || route.pattern.starts_with("/api/"),
                "{what}"
            );
            if role < least {
                assert!(is_refusal(&route, answer.status, &answer.text), "{what}");
            } else {
                assert_ne!(answer.status, 403, "{what}");
            }
        }
    }
}

/// A page says 403. A function of an island says so in its own words.
fn is_refusal(route: &Route, status: u16, text: &str) -> bool {
    if route.pattern.starts_with("/api/") {
        return status >= 400 && !text.contains("panicked");
    }
    status == 403
}

/// Rates, and so what work is worth, are not a member's to know.
#[tokio::test]
async fn a_member_sees_hours_and_no_amounts() {
    let app = Plan::new().amount(Some(Amount::Full)).start().await;
    for (email, sees) in [(ZOE, false), (JONAS, true)] {
        let mut browser = app.signed_in(email).await;
        for query in ["", "&sum=task", "&group=project", "&group=project&sum=user"] {
            let page = browser.get(&format!("/report?period=all{query}")).await;
            assert!(page.text.contains("<tfoot>"), "{email} {query}");
            assert_eq!(page.text.contains('€'), sees, "{email} {query}");
        }
    }
}
