//! The program itself, as a process.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::browser::Browser;
use crate::test_app::write_site;

const TOKEN: &str = sandbox::SevdeskOptions::DEMO_TOKEN;

/// A command that keeps everything in this folder and sees nothing of this machine's settings.
fn billhour(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_billhour"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("BILLHOUR_SITE", write_site(&folder.join("site")))
        .env("BILLHOUR_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// A running process and what it writes.
struct Process {
    child: Child,
    folder: TempDir,
}

impl Process {
    /// Starts a command whose output goes into files.
    fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| fs::File::create(folder.path().join(name)).unwrap();
        let child = billhour(folder.path(), arguments)
            .envs(environment.iter().copied())
            .stdout(file("stdout"))
            .stderr(file("stderr"))
            .spawn()
            .unwrap();
        Self { child, folder }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// What follows `before` on its line, once the process has written that line.
    async fn line(&self, name: &str, before: &str) -> String {
        loop {
            let text = self.read(name);
            let found = text
                .split_inclusive('\n')
                .find_map(|line| line.split_once(before));
            if let Some((_, rest)) = found.filter(|(_, rest)| rest.ends_with('\n')) {
                return rest.trim().to_owned();
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Asks it to stop, as whatever supervises it would.
    async fn terminate(&mut self) -> std::process::ExitStatus {
        let id = self.child.id().unwrap().to_string();
        Command::new("kill").arg(id).status().await.unwrap();
        self.child.wait().await.unwrap()
    }
}

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
    let mut process = Process::start(&["serve"], &[]);
    let link = process.line("stderr", "Set Billhour up at ").await;
    let link = link.split(' ').next().unwrap();
    let (base, token) = link.split_once("/setup/").unwrap();
    let mut browser = Browser::new(base);
    while browser.get("/healthz").await.status != 200 {}
    assert_eq!(browser.get(&format!("/setup/{token}")).await.status, 200);

    let folder = process.folder.path();
    let second = billhour(folder, &["serve"]).output().await.unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        !second.status.success() && said.contains("another Billhour uses"),
        "{said}"
    );
    assert!(process.terminate().await.success());
    assert_eq!(
        fs::read_to_string(process.folder.path().join("billhour.key"))
            .unwrap()
            .len(),
        65
    );
}

#[tokio::test]
async fn the_demo_says_where_it_is_and_no_secret_reaches_the_log() {
    let listen = ["--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0"];
    let arguments = [&["demo", "--empty"], listen.as_slice()].concat();
    let mut process = Process::start(&arguments, &[("RUST_LOG", "trace")]);
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
    let folder = tempfile::tempdir().unwrap();
    let mut command = billhour(folder.path(), &["sandbox", "--listen", "127.0.0.1:0"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let mut browser = Browser::new(line.strip_prefix("sandbox: ").unwrap());
    assert_eq!(browser.get("/sandbox/state").await.status, 200);
    child.kill().await.unwrap();
}
