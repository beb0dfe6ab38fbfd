//! `billhour import`, as a process.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use store::Store;
use store::testing::sample::set_up;
use store::testing::{number, sqlite_url};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use crate::import::{BAD, THREE};

/// A folder with a database that is set up, and a file.
async fn folder_with(file: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    set_up(&store).await;
    store.close().await;
    fs::write(folder.path().join("times.csv"), file).unwrap();
    folder
}

async fn open(folder: &Path) -> Store {
    Store::open(&sqlite_url(&folder.join("billhour.db")))
        .await
        .unwrap()
}

async fn entries(folder: &Path) -> i64 {
    let store = open(folder).await;
    let entries = number(&store, "select count(*) from time_entries").await;
    store.close().await;
    entries.unwrap()
}

fn import(folder: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_billhour"));
    command
        .args(["import", "times.csv"])
        .args(options)
        .current_dir(folder)
        .env_clear()
        .env("DATABASE_URL", sqlite_url(&folder.join("billhour.db")))
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Runs the command; answers whether it succeeded and what it said.
async fn run(folder: &Path, options: &[&str]) -> (bool, String, String) {
    let output = import(folder, options).output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[tokio::test]
async fn it_tells_what_it_would_do_and_does_it_once() {
    let folder = folder_with(THREE).await;
    let (success, told, _) = run(folder.path(), &["--dry-run"]).await;
    assert!(success);
    let billed = format!("billed{:>20}{:>16}{:>20}", 1, "1:00", "1:00");
    for line in [billed.as_str(), "new: 3 rows, 2:50 h"] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("imported:"), "{told}");
    assert_eq!(entries(folder.path()).await, 0);

    let (success, told, progress) = run(folder.path(), &["--timezone", "Europe/Berlin"]).await;
    assert!(success && told.contains("imported: 3 entries"), "{told}");
    assert!(progress.contains("compared 100 %"), "{progress}");
    let (success, told, _) = run(folder.path(), &[]).await;
    assert!(success && told.contains("imported: 0 entries"), "{told}");
    assert_eq!(entries(folder.path()).await, 3);
}

#[tokio::test]
async fn bad_rows_end_it_until_they_are_skipped() {
    let folder = folder_with(&format!("{THREE}{BAD}")).await;
    let (success, told, error) = run(folder.path(), &[]).await;
    assert!(!success);
    assert!(
        told.contains("line 5: Duration (h): -01:00:00 is below zero."),
        "{told}"
    );
    assert!(error.contains("billhour: 1 rows cannot be read"), "{error}");
    assert_eq!(entries(folder.path()).await, 0);
    let (success, told, _) = run(folder.path(), &["--skip-bad"]).await;
    assert!(success && told.contains("imported: 3 entries"), "{told}");
}

#[tokio::test]
async fn what_cannot_be_read_ends_it_with_a_sentence() {
    let folder = folder_with(&THREE.replace("26/10/", "03/04/")).await;
    let cases: [(&[&str], &str); 3] = [
        (
            &["--user", "nobody@example.com"],
            "there is no user with the address",
        ),
        (&["--timezone", "Europe/Nowhere"], "there is no time zone"),
        (&[], "day or month first? 03/04/2026 on line 2"),
    ];
    for (options, said) in cases {
        let (success, _, error) = run(folder.path(), options).await;
        assert!(!success && error.contains(said), "{error}");
    }
    let (success, told, _) = run(folder.path(), &["--dates", "mdy"]).await;
    assert!(
        success && told.contains("days: 2026-03-04 to 2026-03-04"),
        "{told}"
    );
    fs::remove_file(folder.path().join("times.csv")).unwrap();
    let (success, _, error) = run(folder.path(), &[]).await;
    assert!(
        !success && error.contains("times.csv cannot be read"),
        "{error}"
    );
}

#[tokio::test]
async fn killed_in_the_middle_it_leaves_nothing() {
    let mut rows = THREE.to_owned();
    for at in 0..20_000 {
        let (day, hour, minute) = (1 + at / 1_440, at / 60 % 24, at % 60);
        writeln!(rows, "Relaunch,Lindner Optik GmbH,{at},,Mia Falk,mia@example.com,Yes,No,{day:02}/10/2026,{hour:02}:{minute:02}:00,00:05:00").unwrap();
    }
    let folder = folder_with(&rows).await;
    let mut child = import(folder.path(), &[])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
    while !told
        .next_line()
        .await
        .unwrap()
        .unwrap()
        .starts_with("compared")
    {}
    child.kill().await.unwrap();
    assert_eq!(entries(folder.path()).await, 0);

    let (success, told, error) = run(folder.path(), &[]).await;
    assert!(
        success && told.contains("imported: 20,003 entries"),
        "{told} {error}"
    );
    assert_eq!(entries(folder.path()).await, 20_003);
}
