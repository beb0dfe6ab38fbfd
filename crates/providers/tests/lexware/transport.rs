//! One creating request: it leaves once, and no broken answer is taken for "not sent".

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::Clock;
use providers::lexware::{Lexware, LexwareSettings, TaxType};
use providers::{
    Address, Budget, DraftPage, FixedToken, Lookup, Outcome, Pace, Provider, ProviderError,
    Refusal, Settings,
};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

use crate::common::clock::TestClock;
use crate::office::{Office, access, key};
use crate::sample::{acme, september};

const ANSWER: &str = r#"{"id":"e9066f04-8cc7-4616-93f8-ac9ecc8479c8","version":1}"#;

fn settings() -> Settings {
    let company = LexwareSettings {
        tax_type: TaxType::Net,
        small_business: false,
    };
    Settings {
        lexware: Some(company),
        ..Settings::default()
    }
}

/// Reads one request and answers these bytes; then the connection ends. Answers how the request looked.
async fn served(listener: &TcpListener, answer: &[u8]) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request);
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .and_then(|length| length.parse::<usize>().ok());
        let body = text.split_once("\r\n\r\n").map(|(_, body)| body.len());
        let has_no_body = text.starts_with("GET ") && body.is_some();
        if read == 0
            || has_no_body
            || body.is_some_and(|body| length.is_some_and(|length| body >= length))
        {
            break;
        }
    }
    stream.write_all(answer).await.unwrap();
    String::from_utf8(request).unwrap()
}

fn lexware(base: &str) -> Lexware {
    Lexware::new(access(base, key(), &TestClock::new()), settings())
}

#[tokio::test]
async fn an_answer_cut_at_any_byte_leaves_everything_open() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let lexware = lexware(&format!("http://{}", listener.local_addr().unwrap()));
    let answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    for length in 0..=answer.len() {
        let payload = september(acme());
        let (outcome, request) = tokio::join!(
            lexware.create(&payload, ""),
            served(&listener, &answer.as_bytes()[..length])
        );
        assert!(
            request.starts_with("POST /lexware/v1/invoices HTTP/1.1\r\n"),
            "{request}"
        );
        if length == answer.len() {
            assert!(matches!(outcome, Outcome::Executed { .. }), "{outcome:?}");
        } else {
            assert!(
                matches!(outcome, Outcome::Unknown(_)),
                "{length}: {outcome:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_draft_is_asked_for_by_leaving_finalize_out() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let lexware = lexware(&format!("http://{}", listener.local_addr().unwrap()));
    let payload = september(acme());
    let (_, request) = tokio::join!(lexware.create(&payload, ""), served(&listener, b""));
    assert!(!request.contains("finalize"));
    assert!(request.contains("authorization: Bearer ") && request.contains("user-agent: Billhour"));
    assert!(
        request.contains(r#""quantity":3.3333"#) && request.contains(r#""netAmount":95,"#),
        "{request}"
    );
}

#[tokio::test]
async fn whatever_is_cut_the_draft_is_there_once_and_found() {
    let office = Office::open().await;
    for at in [0, 1, 20, 120] {
        let payload = september(acme());
        let since = office.clock.now();
        office
            .fault_with("create_invoice", "cut_answer", json!({"at": at}))
            .await;
        let outcome = office.lexware.create(&payload, "").await;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{at}: {outcome:?}");
        let found = office.find(&payload, since, &[]).await;
        assert!(matches!(found, Lookup::Found { .. }), "{at}: {found:?}");
        office.clock.advance(600);
    }
}

/// Writes down whose turn it was, and refuses where it is told to.
#[derive(Default)]
struct Turns {
    taken: Mutex<Vec<&'static str>>,
    refuse_after: Option<usize>,
    count: AtomicUsize,
}

#[async_trait]
impl Pace for Turns {
    async fn turn(&self, budget: Budget) -> Result<(), ProviderError> {
        let turn = self.count.fetch_add(1, Ordering::SeqCst);
        if self.refuse_after.is_some_and(|after| turn >= after) {
            let retry_after = Duration::from_secs(9);
            return Err(ProviderError::RateLimited { retry_after });
        }
        self.taken.lock().await.push(budget.name);
        Ok(())
    }
}

fn paced(office: &Office, turns: &Arc<Turns>) -> Lexware {
    let mut access = access(&office.base, key(), &office.clock);
    access.pace = turns.clone();
    Lexware::new(access, office.settings.clone())
}

#[tokio::test]
async fn each_request_waits_for_its_turn_and_a_document_for_two() {
    let office = Office::open().await;
    let turns = Arc::new(Turns::default());
    let lexware = paced(&office, &turns);
    lexware.check().await.unwrap();
    lexware.create(&september(acme()), "").await;
    assert_eq!(
        *turns.taken.lock().await,
        ["requests", "documents", "requests"]
    );
}

#[tokio::test]
async fn what_gets_no_turn_is_not_sent() {
    let office = Office::open().await;
    for after in 0..2 {
        let turns = Arc::new(Turns {
            refuse_after: Some(after),
            ..Turns::default()
        });
        let outcome = paced(&office, &turns).create(&september(acme()), "").await;
        let retry_after = Duration::from_secs(9);
        assert_eq!(
            outcome,
            Outcome::NotExecuted(Refusal::RateLimited { retry_after })
        );
    }
    assert_eq!(office.count("create_invoice").await, 0);
}

#[tokio::test]
async fn a_token_in_an_answer_is_not_passed_on() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let token = "canary-token-0123456789";
    let mut access = access(&base, Arc::new(FixedToken(token.into())), &TestClock::new());
    access.app = Address::parse(&base).unwrap();
    let lexware = Lexware::new(access, settings());
    let body = format!(r#"{{"message":"no {token}"}}"#);
    let answer = format!(
        "HTTP/1.1 406 Not Acceptable\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let payload = september(acme());
    let (outcome, _) = tokio::join!(
        lexware.create(&payload, ""),
        served(&listener, answer.as_bytes())
    );
    let message = "no [token]".to_owned();
    assert_eq!(outcome, Outcome::NotExecuted(Refusal::Invalid { message }));
}

#[tokio::test]
async fn rows_that_were_not_asked_for_are_not_even_read() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let lexware = lexware(&format!("http://{}", listener.local_addr().unwrap()));
    let acme = acme();
    let row = |id: &str, kind: &str, status: &str, contact: &str| {
        json!({"id": id, "voucherType": kind, "voucherStatus": status, "contactId": contact,
            "createdDate": "2026-10-01T09:15:09.000+02:00"})
    };
    // As if no filter had been known.
    let rows = [
        row("1", "quotation", "draft", &acme.id),
        row("2", "invoice", "open", &acme.id),
        row("3", "invoice", "draft", "somebody-else"),
    ];
    let list = json!({"content": rows, "last": true, "totalElements": 3}).to_string();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{list}",
        list.len()
    );
    let (drafts, request) =
        tokio::join!(lexware.drafts(&acme), served(&listener, answer.as_bytes()));
    assert_eq!(drafts, Ok(DraftPage::default()));
    let asked = format!("contactId={}", acme.id);
    assert!(
        request.contains(&asked) && request.contains("voucherStatus=draft"),
        "{request}"
    );
}
