//! The page on which a person decides, and where it sends them.

use sandbox::Redirects;

use super::office::{CALLBACK, Office, location, office, office_with, parameter, question};

async fn asked(office: &Office, key: &str, value: Option<&str>) -> reqwest::Response {
    let question = question(key, value);
    let request = office.world.client.get(office.url("/oauth2/authorize"));
    request.query(&question).send().await.unwrap()
}

#[tokio::test]
async fn the_page_names_what_is_asked_for_and_escapes_it() {
    let office = office().await;
    let answer = asked(&office, "connection_name", Some("Bill<hour> & \"Co\"")).await;
    assert_eq!(answer.status(), 200);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Bill&lt;hour&gt; &amp; &quot;Co&quot;"));
    assert!(page.contains("<code>contacts.read</code>"));
    assert!(!page.contains("<code>invoices.write</code>"));
    assert!(page.contains(r#"name="state" value="st4te &amp; more""#));
}

#[tokio::test]
async fn without_scopes_all_of_the_client_are_asked_for() {
    let office = office().await;
    let page = asked(&office, "scope", None).await.text().await.unwrap();
    assert!(page.contains("<code>invoices.write</code>"));
}

#[tokio::test]
async fn a_redirect_address_is_compared_letter_by_letter() {
    let registered = "https://billing.example/oauth/lexware/callback";
    let office = office_with(|options| {
        options.redirects = Redirects::Exactly(vec![registered.to_owned()]);
    })
    .await;
    assert_eq!(
        asked(&office, "redirect_uri", Some(registered))
            .await
            .status(),
        200
    );
    for other in [
        "https://billing.example/oauth/lexware/callback/",
        "https://billing.example/oauth/lexware/callback?x=1",
        "https://BILLING.example/oauth/lexware/callback",
        CALLBACK,
    ] {
        let answer = asked(&office, "redirect_uri", Some(other)).await;
        // Nobody is sent to an address that isn't registered, not even with an error.
        assert_eq!(answer.status(), 400, "{other}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_to_the_app_with_its_state() {
    let office = office().await;
    let wrong = [
        ("response_type", Some("token"), "unsupported_response_type"),
        ("scope", Some("profile.read everything"), "invalid_scope"),
        ("code_challenge", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("code_challenge_method", None, "invalid_request"),
    ];
    for (key, value, error) in wrong {
        let back = location(&asked(&office, key, value).await);
        assert_eq!(parameter(&back, "error").unwrap(), error, "{key}");
        assert_eq!(parameter(&back, "state").unwrap(), "st4te & more");
    }
    assert_eq!(
        asked(&office, "client_id", Some("somebody")).await.status(),
        400
    );
}

#[tokio::test]
async fn a_relaxed_client_needs_no_challenge() {
    let office = office_with(|options| options.pkce = false).await;
    let question = question("code_challenge", None);
    let code = office.code_for(question).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
    ];
    assert_eq!(office.form("/oauth2/token", &fields).await.status, 200);
}

#[tokio::test]
async fn allowing_brings_a_code_and_denying_an_error() {
    let office = office().await;
    let allowed = office.decide(question("", None), "allow").await;
    assert!(allowed.as_str().starts_with(CALLBACK));
    assert_eq!(parameter(&allowed, "code").unwrap().len(), 128);
    assert_eq!(parameter(&allowed, "state").unwrap(), "st4te & more");
    let denied = office.decide(question("", None), "deny").await;
    assert_eq!(parameter(&denied, "error").unwrap(), "access_denied");
    assert_eq!(parameter(&denied, "state").unwrap(), "st4te & more");
    assert_eq!(parameter(&denied, "code"), None);
}

#[tokio::test]
async fn a_wrong_password_shows_the_page_again() {
    let office = office().await;
    let mut form = question("", None);
    for (name, value) in [
        ("email", "jana@studio-nordlicht.example"),
        ("password", "wrong"),
        ("decision", "allow"),
    ] {
        form.push((name.to_owned(), value.to_owned()));
    }
    let request = office.world.client.post(office.url("/oauth2/authorize"));
    let answer = request.form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("role=\"alert\""));
}

#[tokio::test]
async fn the_form_is_checked_again_when_it_comes_back() {
    let office = office().await;
    let mut form = question("redirect_uri", Some("https://evil.example/"));
    form.push(("decision".to_owned(), "deny".to_owned()));
    let request = office.world.client.post(office.url("/oauth2/authorize"));
    assert_eq!(request.form(&form).send().await.unwrap().status(), 400);
}
