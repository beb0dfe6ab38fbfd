//! Headers of every kind of answer.

use reqwest::Method;

use crate::test_app::{ANNA, PASSWORD, Plan, TestApp};

const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[tokio::test]
async fn every_answer_is_hardened() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let missing = anna.request(Method::POST, "/sign-in");
    let refused = anna.send(missing).await;
    assert_eq!(refused.status, 403);
    let mut answers = vec![("a refusal", refused)];
    for path in [
        "/sign-in",
        "/report",
        "/nowhere",
        "/healthz",
        "/pkg/billhour.css",
        "/pkg/none",
        "/icon.svg",
        "/",
    ] {
        answers.push((path, anna.get(path).await));
    }
    for (what, answer) in answers {
        for (name, value) in ALWAYS {
            assert_eq!(answer.header(name), value, "{what}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{what}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{what}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{what}: {policy}");
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{what}"
        );
        assert_eq!(answer.header("x-request-id").len(), 16, "{what}");
        assert_eq!(answer.header("strict-transport-security"), "", "{what}");
        let cached = what.starts_with("/pkg") || what == "/icon.svg";
        assert_eq!(
            answer.header("cache-control"),
            if cached { "no-cache" } else { "no-store" },
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_page_has_a_nonce_of_its_own() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let page = browser.get("/sign-in").await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap();
        assert!(nonce.len() >= 20, "{policy}");
        assert!(
            page.text.contains(&format!("nonce=\"{nonce}\"")),
            "{policy}"
        );
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn the_cookie_is_for_this_site_and_not_for_scripts() {
    let app = TestApp::start().await;
    let answer = app.browser().sign_in(ANNA, PASSWORD).await;
    let cookie = session_cookie(answer.header("set-cookie"), "billhour");
    assert_eq!(cookie, "HttpOnly; SameSite=Lax; Path=/; Max-Age=1209600");
}

#[tokio::test]
async fn over_https_the_cookie_has_its_prefix_and_browsers_stay_there() {
    let origin = "https://billhour.example.com";
    let app = Plan::new().set("BILLHOUR_ORIGIN", origin).start().await;
    let answer = app.browser().sign_in(ANNA, PASSWORD).await;
    let cookie = session_cookie(answer.header("set-cookie"), "__Host-billhour");
    assert_eq!(
        cookie,
        "HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=1209600"
    );
    assert_eq!(
        answer.header("strict-transport-security"),
        "max-age=31536000"
    );
}

/// The attributes of a cookie of this name.
fn session_cookie<'a>(header: &'a str, name: &str) -> &'a str {
    let (pair, attributes) = header.split_once("; ").unwrap();
    assert!(pair.starts_with(&format!("{name}=")), "{header}");
    attributes
}
