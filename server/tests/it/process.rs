//! The program itself, as a process.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::browser::Browser;
use crate::program::{Program, billhour};

const TOKEN: &str = sandbox::SevdeskOptions::DEMO_TOKEN;

async fn output(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    billhour(folder.path(), arguments)
        .envs(environment.iter().copied())
        .output()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_documented_settings_are_the_ones_there_are() {
    let printed = output(&["serve", "--print-config"], &[("DATABASE_URL", "canary")]).await;
    assert!(printed.status.success());
    let documented = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    assert_eq!(
        String::from_utf8(printed.stdout).unwrap(),
        fs::read_to_string(documented).unwrap()
    );
}

#[tokio::test]
async fn what_cannot_be_used_ends_the_start_with_a_sentence() {
    for (name, value, expected) in [
        (
            "BILLHOUR_LISTEN",
            "nowhere",
            "BILLHOUR_LISTEN cannot be used",
        ),
        (
            "BILLHOUR_LISTEN",
            "0.0.0.0:0",
            "plain http would show passwords",
        ),
        (
            "BILLHOUR_KEY_FILE",
            "billhour-data/key",
            "must not be in the data folder",
        ),
        (
            "DATABASE_URL",
            "mysql://canary-password@localhost",
            "must begin with `sqlite:` or `postgres:`",
        ),
        ("BILLHOUR_SITE", "/nonexistent", "./dev build"),
    ] {
        let output = output(&["serve"], &[(name, value)]).await;
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains(expected),
            "{said}"
        );
        assert!(
            !said.contains("canary-password") && !said.contains("panicked"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn the_first_start_offers_a_link_and_a_second_process_is_turned_away() {
    let mut process = Program::start(&["serve"], &[]);
    let link = process.line("stderr", "Set Billhour up at ").await;
    let link = link.split(' ').next().unwrap();
    let (base, token) = link.split_once("/setup/").unwrap();
    let mut browser = Browser::new(base);
    while browser.get("/healthz").await.status != 200 {}
    assert_eq!(browser.get(&format!("/setup/{token}")).await.status, 200);

    let folder = process.folder();
    let second = billhour(folder, &["serve"]).output().await.unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        !second.status.success() && said.contains("another Billhour uses"),
        "{said}"
    );
    assert!(process.terminate().await.success());
    assert_eq!(
        fs::read_to_string(process.folder().join("billhour.key"))
            .unwrap()
            .len(),
        65
    );
}

#[tokio::test]
async fn the_demo_says_where_it_is_and_no_secret_reaches_the_log() {
    let listen = ["--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0"];
    let arguments = [&["demo", "--empty"], listen.as_slice()].concat();
    let mut process = Program::start(&arguments, &[("RUST_LOG", "trace")]);
    let app = process.line("stdout", "app: ").await;
    let sandbox = process.line("stdout", "sandbox: ").await;
    let sign_in = process.line("stdout", "sign in: ").await;
    let (email, password) = sign_in.split_once(' ').unwrap();
    assert_eq!(process.read("stdout").lines().count(), 3);

    let mut anna = Browser::new(&app);
    let mut pages = String::new();
    anna.sign_in(email, "canary-wrong-password").await;
    assert_eq!(anna.sign_in(email, password).await.status, 303);
    let secret_link = "/password/0123456789abcdef0123456789abcdef?token=canary-query";
    for path in [
        "/report",
        "/settings/integrations",
        "/settings/users",
        secret_link,
    ] {
        pages.push_str(&anna.get(path).await.text);
    }
    let form = [
        ("tool", "sevdesk"),
        ("token", "canary-token-0123456789abcdef"),
    ];
    pages.push_str(&anna.post("/settings/integrations", &form).await.text);
    let mut tool = Browser::new(&sandbox);
    assert!(
        tool.get("/sandbox/state")
            .await
            .text
            .contains("\"documents\"")
    );
    let session = anna.cookies["billhour"].clone();
    assert!(process.terminate().await.success());

    let log = process.read("stderr");
    assert!(log.contains("TRACE"), "the log says everything");
    for secret in [
        "canary-wrong-password",
        "canary-token",
        "canary-query",
        "0123456789abcdef0123456789abcdef",
        password,
        &session,
        TOKEN,
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
    for secret in ["canary-token", TOKEN, &session] {
        assert!(!pages.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_sandbox_runs_alone() {
    let mut sandbox = Program::start(&["sandbox", "--listen", "127.0.0.1:0"], &[]);
    let url = sandbox.line("stdout", "sandbox: ").await;
    let mut browser = Browser::new(&url);
    assert_eq!(browser.get("/sandbox/state").await.status, 200);
}
