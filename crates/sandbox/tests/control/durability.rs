//! What was answered survives, however the sandbox ends.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use reqwest::Method;
use sandbox::{JournalError, Options, Sandbox};
use serde_json::{Value, json};

use super::support::{ACME_DRAFT, World, good, serve, world};

async fn open(path: &Path) -> World {
    serve(Sandbox::open(Some(path.into()), Options::default()).unwrap()).await
}

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("deep/sandbox.jsonl")
}

#[tokio::test]
async fn documents_are_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    let id = world.saved(&good()).await;
    world.delete(&format!("/Invoice/{ACME_DRAFT}")).await;
    let before = world.state().await["sevdesk"].clone();
    world.running.stop().await;

    let world = open(&file(&folder)).await;
    assert_eq!(world.state().await["sevdesk"], before);
    assert_eq!(world.invoice(id).await["sumNet"], "308.75");
    // Ids are never given out twice.
    assert!(world.saved(&good()).await > id);
}

#[tokio::test]
async fn a_write_is_in_the_file_before_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    world.saved(&good()).await;
    // As if the process had been killed now: a copy of the file is all that is left.
    let copy = folder.path().join("copy.jsonl");
    fs::copy(file(&folder), &copy).unwrap();
    let survivor = open(&copy).await;
    assert_eq!(
        survivor.state().await["sevdesk"],
        world.state().await["sevdesk"]
    );
}

#[tokio::test]
async fn ids_of_deleted_documents_are_not_given_out_again_after_compaction() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    let id = world.saved(&good()).await;
    world.delete(&format!("/Invoice/{id}")).await;
    world.running.stop().await;
    let world = open(&file(&folder)).await;
    assert!(world.saved(&good()).await > id);
}

#[tokio::test]
async fn half_a_line_at_the_end_is_dropped_and_a_damaged_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    world.saved(&good()).await;
    let before = world.state().await["sevdesk"].clone();
    world.running.stop().await;
    let append = |text: &str| {
        OpenOptions::new()
            .append(true)
            .open(file(&folder))
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    };

    append("{\"sevdesk\":{\"invoice_deleted\":13558");
    let world = open(&file(&folder)).await;
    assert_eq!(world.state().await["sevdesk"], before);
    world.running.stop().await;

    append("nonsense\n");
    let error = Sandbox::open(Some(file(&folder)), Options::default()).unwrap_err();
    assert!(matches!(error, JournalError::Damaged { .. }), "{error}");
}

#[tokio::test]
async fn opening_compacts_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    let fresh = fs::metadata(file(&folder)).unwrap().len();
    for _ in 0..80 {
        let id = world.saved(&good()).await;
        world.delete(&format!("/Invoice/{id}")).await;
    }
    assert!(fs::metadata(file(&folder)).unwrap().len() > 2 * fresh);
    world.running.stop().await;
    let _world = open(&file(&folder)).await;
    assert!(fs::metadata(file(&folder)).unwrap().len() < fresh + 100);
}

#[tokio::test]
async fn a_reset_is_durable_too() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    world.saved(&good()).await;
    world
        .control(Method::POST, "/sandbox/reset", &Value::Null)
        .await;
    let id = world.saved(&good()).await;
    world.running.stop().await;
    let world = open(&file(&folder)).await;
    assert_eq!(world.document_count().await, 4);
    assert_eq!(world.invoice(id).await["status"], "100");
}

#[tokio::test]
async fn one_file_belongs_to_one_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let _world = open(&file(&folder)).await;
    let error = Sandbox::open(Some(file(&folder)), Options::default()).unwrap_err();
    assert!(matches!(error, JournalError::InUse { .. }), "{error}");
}

#[tokio::test]
async fn without_a_file_two_sandboxes_know_nothing_of_each_other() {
    let (one, other) = (world().await, world().await);
    one.saved(&good()).await;
    assert_eq!(
        (one.document_count().await, other.document_count().await),
        (4, 3)
    );
}

#[tokio::test]
async fn many_writers_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = open(&file(&folder)).await;
    let body = good();
    let saves = (0..40).map(|_| {
        let request = world
            .api(Method::POST, "/Invoice/Factory/saveInvoice")
            .json(&body);
        tokio::spawn(async move { request.send().await.unwrap().status().as_u16() })
    });
    for save in saves.collect::<Vec<_>>() {
        assert_eq!(save.await.unwrap(), 201);
    }
    world.running.stop().await;
    let world = open(&file(&folder)).await;
    let ids: Vec<Value> = world
        .get("/Invoice?limit=1000")
        .await
        .rows()
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    let mut unique: Vec<&str> = ids.iter().filter_map(Value::as_str).collect();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), 43, "{}", json!(ids));
}
