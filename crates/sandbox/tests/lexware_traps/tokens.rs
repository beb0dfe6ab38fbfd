//! Codes and tokens: each is worth something once.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::Value;

use super::office::{CALLBACK, VERIFIER, oauth_error, office, office_with, pair, text};
use super::support::send;

#[tokio::test]
async fn a_code_becomes_a_pair_of_tokens_with_a_scope_that_says_nothing() {
    let office = office().await;
    let code = office.code().await;
    let answer = office.redeem(&code).await;
    let body = answer.json();
    assert_eq!(
        (&body["expires_in"], &body["scope"]),
        (&14_399.into(), &"read write".into())
    );
    assert_eq!(body["token_type"], "Bearer");
    let (access, refresh) = pair(&answer);
    assert_eq!((access.len() > 255, refresh.len()), (true, 128));
    assert_eq!(office.get_as(&access, "/profile").await.status, 200);
}

#[tokio::test]
async fn a_code_used_twice_ends_the_connection_too() {
    let office = office().await;
    let code = office.code().await;
    let (access, refresh) = pair(&office.redeem(&code).await);
    assert_eq!(
        oauth_error(&office.redeem(&code).await),
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    assert_eq!(
        oauth_error(&office.refresh(&refresh).await).1,
        "invalid_grant"
    );
}

#[tokio::test]
async fn a_code_lives_five_minutes() {
    let office = office().await;
    let code = office.code().await;
    office.pass(TimeDelta::seconds(299));
    assert_eq!(office.redeem(&code).await.status, 200);
    let code = office.code().await;
    office.pass(TimeDelta::minutes(5));
    assert_eq!(
        oauth_error(&office.redeem(&code).await),
        (400, "invalid_grant".to_owned())
    );
}

#[tokio::test]
async fn a_failed_attempt_spends_the_code() {
    let office = office().await;
    for (key, wrong) in [
        (
            "redirect_uri",
            "http://127.0.0.1:3001/oauth/lexware/callback",
        ),
        (
            "code_verifier",
            "not-the-verifier-that-belongs-to-the-challenge",
        ),
    ] {
        let code = office.code().await;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        let fields = fields.map(|(name, value)| (name, if name == key { wrong } else { value }));
        let answer = office.form("/oauth2/token", &fields).await;
        assert_eq!(
            oauth_error(&answer),
            (400, "invalid_grant".to_owned()),
            "{key}"
        );
        assert_eq!(office.redeem(&code).await.status, 400, "{key}");
    }
}

#[tokio::test]
async fn each_refresh_replaces_both_tokens() {
    let office = office().await;
    let (access, refresh) = office.connected().await;
    let (newer_access, newer_refresh) = pair(&office.refresh(&refresh).await);
    assert_ne!((&access, &refresh), (&newer_access, &newer_refresh));
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    assert_eq!(
        oauth_error(&office.refresh(&refresh).await),
        (400, "invalid_grant".to_owned())
    );
    // The old token was worth nothing, but asking with it hasn't hurt the new one.
    assert_eq!(office.get_as(&newer_access, "/profile").await.status, 200);
    assert_eq!(office.refresh(&newer_refresh).await.status, 200);
}

#[tokio::test]
async fn an_access_token_ends_after_four_hours_or_earlier() {
    let office = office().await;
    let (access, refresh) = office.connected().await;
    let profile = office.get_as(&access, "/profile").await.json();
    let connection = text(&profile["connectionId"]);
    office.pass(TimeDelta::seconds(14_399));
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    let (access, refresh) = pair(&office.refresh(&refresh).await);
    assert_eq!(office.get_as(&access, "/profile").await.status, 200);
    office
        .press(&format!("/do/apps/{connection}/log-out"))
        .await;
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    assert_eq!(office.refresh(&refresh).await.status, 200);
}

#[tokio::test]
async fn a_person_who_removes_the_app_ends_everything() {
    let office = office().await;
    let (access, refresh) = office.connected().await;
    let profile = office.get_as(&access, "/profile").await.json();
    let connection = text(&profile["connectionId"]);
    assert_eq!(
        office
            .press(&format!("/do/apps/{connection}/remove"))
            .await
            .status,
        303
    );
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    assert_eq!(
        oauth_error(&office.refresh(&refresh).await),
        (400, "invalid_grant".to_owned())
    );
}

#[tokio::test]
async fn revoking_the_refresh_token_ends_the_access_token_too() {
    let office = office().await;
    let (access, refresh) = office.connected().await;
    let answer = office.form("/oauth2/revoke", &[("token", &refresh)]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(office.get_as(&access, "/profile").await.status, 401);
    assert_eq!(
        office
            .form("/oauth2/revoke", &[("token", "unknown")])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_client_proves_itself_in_the_header_only() {
    let office = office().await;
    let code = office.code().await;
    let fields = [("grant_type", "authorization_code"), ("code", &code)];
    let url = office.url("/oauth2/token");
    let plain = office.world.client.post(&url);
    let answer = send(plain.form(&fields)).await;
    assert_eq!(oauth_error(&answer), (401, "invalid_client".to_owned()));
    let wrong = office
        .world
        .client
        .post(&url)
        .basic_auth("somebody", Some("else"));
    assert_eq!(send(wrong.form(&fields)).await.status, 401);
    let twice = [("grant_type", "refresh_token"), ("client_secret", "x")];
    assert_eq!(
        oauth_error(&office.form("/oauth2/token", &twice).await),
        (400, "invalid_request".to_owned())
    );
    // None of this touched the code.
    assert_eq!(office.redeem(&code).await.status, 200);
}

#[tokio::test]
async fn a_client_that_was_switched_off_is_told_so() {
    let office = office_with(|options| options.client_enabled = false).await;
    assert_eq!(
        oauth_error(&office.refresh("any").await),
        (400, "unauthorized_client".to_owned())
    );
}

#[tokio::test]
async fn the_parameters_belong_into_the_body() {
    let office = office().await;
    let code = office.code().await;
    let url = office.url("/oauth2/token");
    let request = office.world.client.post(url).basic_auth(
        sandbox::LexwareOptions::DEMO_CLIENT_ID,
        Some(sandbox::LexwareOptions::DEMO_CLIENT_SECRET),
    );
    let answer =
        send(request.query(&[("grant_type", "authorization_code"), ("code", &code)])).await;
    assert_eq!(oauth_error(&answer), (400, "invalid_request".to_owned()));
    let unknown = [("grant_type", "password")];
    assert_eq!(
        oauth_error(&office.form("/oauth2/token", &unknown).await).1,
        "unsupported_grant_type"
    );
}

#[tokio::test]
async fn tokens_survive_a_restart_of_the_sandbox() {
    use super::support::serve;
    use sandbox::{Options, Sandbox};

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.jsonl");
    let open = || Sandbox::open(Some(file.clone()), Options::default()).unwrap();
    let clock = office().await.clock;
    let first = super::office::Office {
        world: serve(open()).await,
        clock,
    };
    let (access, refresh) = first.connected().await;
    first.world.running.stop().await;
    let second = super::office::Office {
        world: serve(open()).await,
        clock: first.clock,
    };
    assert_eq!(second.get_as(&access, "/profile").await.status, 200);
    assert_eq!(second.refresh(&refresh).await.status, 200);
    let state = second
        .world
        .control(Method::GET, "/sandbox/state", &Value::Null)
        .await;
    assert!(!state.text.contains(&refresh));
}

#[tokio::test]
async fn every_code_and_token_stays_known_to_tests_that_look_for_them() {
    let office = office().await;
    let code = office.code().await;
    let (access, refresh) = pair(&office.redeem(&code).await);
    office.refresh(&refresh).await;
    let url = format!("{}/sandbox/secrets", office.world.base);
    let secrets: Vec<String> = reqwest::get(url).await.unwrap().json().await.unwrap();
    for given in [&code, &access, &refresh] {
        assert!(secrets.contains(given), "{given}");
    }
}
