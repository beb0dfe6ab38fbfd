//! Each fault, seen from outside.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::support::{TOKEN, World, good, send, world};

/// Sample documents before anything is written.
const SEEDED: usize = 3;

/// Orders a fault for the next request that saves an invoice.
pub async fn on_save(world: &World, fault: &str, extra: &Value) {
    let mut order = json!({"tool": "sevdesk", "operation": "save_invoice", "fault": fault});
    for (key, value) in extra.as_object().into_iter().flatten() {
        order[key] = value.clone();
    }
    world.fault(order).await;
}

/// Sends a good request over a bare connection, and answers every byte that comes back.
async fn raw_save(world: &World) -> Vec<u8> {
    let body = good().to_string();
    let host = world.base.trim_start_matches("http://");
    let head = format!(
        "POST /sevdesk/api/v1/Invoice/Factory/saveInvoice HTTP/1.1\r\nHost: {host}\r\nAuthorization: {TOKEN}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    answer
}

/// Waits until so many documents are there; a late commit has no other sign.
async fn until_documents(world: &World, count: usize) {
    while world.document_count().await != count {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Waits until an operation was asked for.
async fn until_asked(world: &World, operation: &str) {
    while world.state().await["requests"]["sevdesk"][operation].is_null() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn an_answer_can_be_lost_before_and_after_the_commit() {
    let world = world().await;
    on_save(&world, "lost_before_commit", &json!({})).await;
    assert_eq!(raw_save(&world).await, b"");
    assert_eq!(world.document_count().await, SEEDED);
    on_save(&world, "lost_after_commit", &json!({})).await;
    assert_eq!(raw_save(&world).await, b"");
    assert_eq!(world.document_count().await, SEEDED + 1);
    // A client library sees an error, not an answer.
    on_save(&world, "lost_after_commit", &json!({})).await;
    let request = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .json(&good());
    assert!(request.send().await.is_err());
}

#[tokio::test]
async fn a_commit_can_come_after_the_answer() {
    let world = world().await;
    on_save(&world, "commit_late_504", &json!({"delay_ms": 50})).await;
    assert_eq!(world.save(&good()).await.status, 504);
    until_documents(&world, SEEDED + 1).await;
    on_save(&world, "commit_late_lost", &json!({"delay_ms": 50})).await;
    assert_eq!(raw_save(&world).await, b"");
    until_documents(&world, SEEDED + 2).await;
}

#[tokio::test]
async fn a_late_commit_does_not_outlive_a_reset() {
    let world = world().await;
    on_save(&world, "commit_late_504", &json!({"delay_ms": 100})).await;
    assert_eq!(world.save(&good()).await.status, 504);
    world
        .control(Method::POST, "/sandbox/reset", &Value::Null)
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(world.document_count().await, SEEDED);
}

#[tokio::test]
async fn an_answer_can_be_late() {
    let world = world().await;
    on_save(&world, "late_after_commit", &json!({"delay_ms": 600_000})).await;
    let request = good();
    tokio::select! {
        answer = world.save(&request) => panic!("it was not late: {answer:?}"),
        () = until_documents(&world, SEEDED + 1) => {}
    }
    on_save(&world, "late_after_commit", &json!({"delay_ms": 20})).await;
    assert_eq!(world.save(&request).await.status, 201);
}

#[tokio::test]
async fn work_begun_is_finished_even_when_the_client_hangs_up() {
    let world = world().await;
    on_save(&world, "late_before_commit", &json!({"delay_ms": 700})).await;
    let request = good();
    tokio::select! {
        answer = world.save(&request) => panic!("it was not late: {answer:?}"),
        () = until_asked(&world, "save_invoice") => {}
    }
    // The client has gone before anything was done.
    until_documents(&world, SEEDED + 1).await;
}

#[tokio::test]
async fn every_error_status_comes_before_or_after_the_commit() {
    let world = world().await;
    let mut expected = SEEDED;
    for status in [401, 403, 404, 422, 429, 500, 502, 503, 504] {
        on_save(&world, "status_before_commit", &json!({"status": status})).await;
        assert_eq!(world.save(&good()).await.status, status);
        assert_eq!(world.document_count().await, expected, "{status}");
        on_save(&world, "status_after_commit", &json!({"status": status})).await;
        assert_eq!(world.save(&good()).await.status, status);
        expected += 1;
        assert_eq!(world.document_count().await, expected, "{status}");
    }
}

#[tokio::test]
async fn errors_have_the_form_of_the_tool() {
    let world = world().await;
    let body = |status: u16| {
        let world = &world;
        async move {
            on_save(world, "status_before_commit", &json!({"status": status})).await;
            world.save(&good()).await
        }
    };
    assert_eq!(body(422).await.refusal().0, 422);
    assert_eq!(body(404).await.refusal().1, 151);
    assert_eq!(body(401).await.json()["status"], 401);
    assert!(body(502).await.text.starts_with("<html>"));
    on_save(
        &world,
        "status_before_commit",
        &json!({"status": 429, "retry_after": "7"}),
    )
    .await;
    let limited = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .json(&good())
        .send()
        .await
        .unwrap();
    assert_eq!(limited.headers()["retry-after"], "7");
    assert_eq!(body(429).await.status, 429);
}

#[tokio::test]
async fn an_answer_can_be_cut_at_any_byte() {
    let world = world().await;
    let whole = raw_save_closing(&world).await;
    let head = whole
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap()
        + 4;
    for at in [0, 1, 17, head - 1, head, head + 1, whole.len() - 1] {
        on_save(&world, "cut_answer", &json!({"at": at})).await;
        assert_eq!(raw_save(&world).await.len(), at, "answer cut at {at}");
    }
    for at in [0, 1, 500] {
        on_save(&world, "cut_body", &json!({"at": at})).await;
        let cut = raw_save(&world).await;
        assert!(cut.starts_with(b"HTTP/1.1 201 Created\r\n"));
        assert_eq!(
            cut.len()
                - cut
                    .windows(4)
                    .position(|window| window == b"\r\n\r\n")
                    .unwrap()
                - 4,
            at
        );
    }
    // All of them were done.
    assert_eq!(world.document_count().await, SEEDED + 11);
}

/// A whole answer of the same length as the cut ones: a fault without effect makes it close the connection as well.
async fn raw_save_closing(world: &World) -> Vec<u8> {
    on_save(world, "late_after_commit", &json!({})).await;
    raw_save(world).await
}

#[tokio::test]
async fn a_long_answer_is_cut_exactly_too() {
    let world = world().await;
    let draft = json!({"drafts": [{"contact": "ACME GmbH", "generated_lines": 900}]});
    let id = world
        .control(Method::POST, "/sandbox/seed", &draft)
        .await
        .json()["drafts"][0]
        .clone();
    let path = format!("/Invoice/{}/getPositions?limit=1000", id.as_str().unwrap());
    world.fault(json!({"tool": "sevdesk", "operation": "get_positions", "fault": "cut_body", "at": 500_000})).await;
    let mut response = world.api(Method::GET, &path).send().await.unwrap();
    let mut length = 0;
    let error = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => length += chunk.len(),
            Ok(None) => panic!("the whole answer came, {length} bytes"),
            Err(error) => break error,
        }
    };
    assert_eq!(length, 500_000, "{error}");
}

#[tokio::test]
async fn a_body_can_be_bent_in_many_ways() {
    let world = world().await;
    let expectations = [
        ("malformed_body", "{\"objects\":[{\"id\":\"13"),
        ("html_body", "<!doctype html>"),
        ("empty_body", ""),
    ];
    for (fault, start) in expectations {
        on_save(&world, fault, &json!({})).await;
        let answer = world.save(&good()).await;
        assert_eq!(answer.status, 201, "{fault}");
        assert!(answer.text.starts_with(start), "{fault}: {}", answer.text);
        assert!(serde_json::from_str::<Value>(&answer.text).is_err());
    }
    on_save(&world, "wrong_type_body", &json!({})).await;
    assert!(world.save(&good()).await.json()["objects"]["id"].is_object());
    assert_eq!(world.document_count().await, SEEDED + 4);
}

#[tokio::test]
async fn an_answer_can_be_named_a_page() {
    let world = world().await;
    on_save(&world, "wrong_media_type", &json!({})).await;
    let request = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .json(&good());
    let response = request.send().await.unwrap();
    assert_eq!(
        response.headers()["content-type"],
        "text/html; charset=utf-8"
    );
    assert!(response.json::<Value>().await.unwrap()["objects"].is_object());
    assert_eq!(world.document_count().await, SEEDED + 1);
}

#[tokio::test]
async fn success_can_be_an_error_and_an_answer_a_redirect() {
    let world = world().await;
    on_save(&world, "error_in_200", &json!({})).await;
    let answer = world.save(&good()).await;
    assert_eq!(answer.status, 200);
    assert!(answer.json()["error"]["message"].is_string());
    on_save(&world, "redirect", &json!({"location": "/elsewhere"})).await;
    let request = world
        .api(Method::POST, "/Invoice/Factory/saveInvoice")
        .json(&good());
    let response = request.send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["location"]),
        (302, &"/elsewhere".parse().unwrap())
    );
    assert_eq!(world.document_count().await, SEEDED);
}

#[tokio::test]
async fn a_fault_hits_its_operation_as_often_as_ordered() {
    let world = world().await;
    let order = json!({"tool": "sevdesk", "operation": "unity", "fault": "status_before_commit",
                       "status": 503, "count": 2, "after": 1});
    world.fault(order).await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        assert_eq!(world.get("/SevUser").await.status, 200);
        seen.push(world.get("/Unity").await.status.as_u16());
    }
    assert_eq!(seen, [200, 503, 503, 200]);
}

#[tokio::test]
async fn faults_can_be_listed_and_taken_back() {
    let world = world().await;
    on_save(&world, "lost_after_commit", &json!({"count": 5})).await;
    let list = world
        .control(Method::GET, "/sandbox/faults", &Value::Null)
        .await
        .json();
    let waiting = json!([{"tool": "sevdesk", "operation": "save_invoice", "fault": "lost_after_commit",
                          "after": 0, "count": 5}]);
    assert_eq!(list["waiting"], waiting);
    assert!(
        list["faults"]
            .as_array()
            .unwrap()
            .contains(&json!("extra_line"))
    );
    assert!(
        list["operations"]["sevdesk"]
            .as_array()
            .unwrap()
            .contains(&json!("sev_user"))
    );
    assert_eq!(
        world
            .control(Method::DELETE, "/sandbox/faults", &Value::Null)
            .await
            .status,
        204
    );
    assert_eq!(world.save(&good()).await.status, 201);
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused_with_a_reason() {
    let world = world().await;
    let orders = [
        json!({"tool": "sevdesk", "operation": "save_invoice", "fault": "gremlins"}),
        json!({"tool": "sevdesk", "operation": "brew", "fault": "empty_body"}),
        json!({"tool": "excel", "operation": "any", "fault": "empty_body"}),
        json!({"tool": "sevdesk", "operation": "get_invoice", "fault": "changed_net"}),
        json!({"tool": "sevdesk", "operation": "any", "fault": "empty_body", "tiems": 2}),
    ];
    for order in orders {
        let answer = world.control(Method::POST, "/sandbox/faults", &order).await;
        assert_eq!(answer.status, 422, "{order}");
        assert!(answer.json()["error"].is_string());
    }
    assert_eq!(send(world.api(Method::GET, "/SevUser")).await.status, 200);
}
