//! `kill -9` of the whole process while it is writing.

use std::env;
use std::path::Path;
use std::process::Stdio;

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::support::{TOKEN, client, good, serve};

/// Tells the child process which file to use.
const FILE: &str = "SANDBOX_FILE_OF_KILL_TEST";

/// Not a test: the program that the test below starts and kills.
#[tokio::test]
#[ignore = "it serves until it is killed, and does nothing without the variable that the kill test sets"]
async fn serve_until_killed() {
    let Ok(file) = env::var(FILE) else { return };
    let world = serve(Sandbox::open(Some(file.into()), Options::default()).unwrap()).await;
    println!("\n{}", world.base);
    std::future::pending::<()>().await;
}

async fn start(file: &Path) -> (Child, String) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "kill::serve_until_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if line.starts_with("http://") {
            return (child, line);
        }
    }
}

/// Saves drafts one after another until there is no answer, and tells the id of each that was answered.
async fn save_until_silence(base: String, answered: UnboundedSender<String>) {
    let client = client();
    loop {
        let request = client.post(format!("{base}/sevdesk/api/v1/Invoice/Factory/saveInvoice"));
        let Ok(response) = request
            .header("Authorization", TOKEN)
            .json(&good())
            .send()
            .await
        else {
            return;
        };
        let Ok(saved) = response.json::<Value>().await else {
            return;
        };
        answered
            .send(
                saved["objects"]["invoice"]["id"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            )
            .unwrap();
    }
}

#[tokio::test]
async fn what_was_answered_survives() {
    const ROUNDS: usize = 4;
    const WRITERS: usize = 3;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.jsonl");
    let mut answered = Vec::new();
    for round in 0..ROUNDS {
        let (mut child, base) = start(&file).await;
        let (sender, mut ids) = unbounded_channel();
        for _ in 0..WRITERS {
            tokio::spawn(save_until_silence(base.clone(), sender.clone()));
        }
        drop(sender);
        let mut of_this_round = 0;
        while let Some(id) = ids.recv().await {
            answered.push(id);
            of_this_round += 1;
            if of_this_round == 3 + 4 * round {
                child.start_kill().unwrap();
            }
        }
        child.wait().await.unwrap();
    }

    let world = serve(Sandbox::open(Some(file), Options::default()).unwrap()).await;
    let state = world.state().await;
    let documents = state["sevdesk"]["documents"].as_array().unwrap();
    for id in &answered {
        let kept = documents.iter().find(|document| document["id"] == **id);
        assert_eq!(
            kept.map(|document| &document["net"]),
            Some(&json!("308.75")),
            "draft {id} was answered"
        );
    }
    // A draft may be kept without having been answered: at most the one in flight of each writer and round.
    let samples = 3;
    assert!(documents.len() <= samples + answered.len() + ROUNDS * WRITERS);
}
