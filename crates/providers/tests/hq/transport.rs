//! Connections that break off: at each byte of each answer.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::Clock as _;
use domain::payload::{CustomerRef, Payload};
use providers::hq::{Dialect, Hq, HqSettings};
use providers::http::{Clients, TimeOuts};
use providers::{Address, FixedToken, Outcome, Pieces, Provider, ProviderError, Settings, Unpaced};
use secrecy::SecretString;

use crate::common::clock::TestClock;
use crate::common::fault_server::{
    FaultServer, Play, answer, answer_in_chunks, answer_until_close,
};
use crate::sample::{october, sum_up};
use crate::support::{BOTH, REFERENCE};

const TIME_OUTS: TimeOuts = TimeOuts {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(5),
};

fn adapter(base: &str, dialect: Dialect) -> Hq {
    let settings = Settings {
        hq: Some(HqSettings {
            found: Some(dialect),
            document_template: Some(1),
            ..HqSettings::default()
        }),
        ..Settings::default()
    };
    Hq::new(
        Address::parse(base).unwrap(),
        Arc::new(FixedToken(SecretString::from("a-token-for-nothing"))),
        Arc::new(Unpaced),
        settings,
        Clients::new(TIME_OUTS).unwrap(),
        TestClock::new(),
    )
}

/// An invoice of one line.
fn payload() -> Payload {
    let mut payload = october(CustomerRef {
        id: "7".to_owned(),
        name: "ACME GmbH".to_owned(),
    });
    payload.positions.truncate(1);
    "Backend".clone_into(&mut payload.positions[0].text);
    sum_up(&mut payload);
    payload
}

fn made(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1Odata => r#"{"@odata.context":"x","Id":158001,"Status":"Draft","Number":null}"#,
        Dialect::V2Rest => r#"{"id":158001,"documentStatusEntityId":9011,"number":null}"#,
    }
}

fn added(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1Odata => {
            r#"{"Id":5,"Text":"Backend","Amount":16.25,"Unit":"Std.","Price":95,"Tax":19,"TotalPrice":1543.75,"TotalVat":293.31}"#
        }
        Dialect::V2Rest => {
            r#"{"id":5,"text":"Backend","amount1":16.25,"price":95,"tax":19,"totalNetValue":1543.75,"totalTaxValue":293.31}"#
        }
    }
}

/// A draft without lines, for whoever reads.
fn empty_draft(path: &str) -> Vec<u8> {
    let body = match path.split('?').next().unwrap() {
        "/v1/Invoices(158001)" => {
            r#"{"Id":158001,"Type":"Invoice","Status":"Draft","CompanyId":7,"NetTotal":0,"VatTotal":0,"GrossTotal":0}"#
        }
        "/v2/Documents/158001" => {
            r#"{"id":158001,"documentType":"Invoice","documentStatusEntity":{"documentStatusType":"Draft"},
                "companyId":7,"netValue":0,"taxValue":0,"grossValue":0}"#
        }
        "/v2/Documents/158001/DocumentElements" => r#"[{"id":"a-table","type":"Grid","index":1}]"#,
        _ => "[]",
    };
    answer("200 OK", body)
}

/// A whole answer in each form that HTTP has for it.
fn forms(body: &str) -> [Vec<u8>; 3] {
    let status = "200 OK";
    [
        answer(status, body),
        answer_until_close(status, body),
        answer_in_chunks(status, body),
    ]
}

#[tokio::test]
async fn a_head_counts_only_with_its_whole_answer() {
    for dialect in BOTH {
        for whole in forms(made(dialect)) {
            let server = FaultServer::start(Play::Reset).await;
            let hq = adapter(&server.base, dialect);
            for end in 0..whole.len() {
                server.play(Play::Send(whole[..end].to_vec()));
                let outcome = hq.create(&payload(), REFERENCE).await;
                let cut = String::from_utf8_lossy(&whole[..end]);
                // An answer that ends with its connection, or in the middle of its last chunk, may be whole already.
                let is_whole = outcome == executed() && cut.contains(made(dialect));
                assert!(
                    matches!(outcome, Outcome::Unknown(_)) || is_whole,
                    "{cut}: {outcome:?}"
                );
            }
            server.play(Play::Send(whole.clone()));
            assert_eq!(hq.create(&payload(), REFERENCE).await, executed());
            assert_eq!(server.log().creating.len(), whole.len() + 1);
        }
    }
}

fn executed() -> Outcome {
    Outcome::Executed {
        remote_id: "158001".to_owned(),
    }
}

#[tokio::test]
async fn a_line_counts_only_with_its_whole_answer() {
    for dialect in BOTH {
        let whole = answer("200 OK", added(dialect));
        let server = FaultServer::open(Play::Reset, Box::new(empty_draft)).await;
        let hq = adapter(&server.base, dialect);
        let payload = payload();
        let complete = async || {
            let pieces = Pieces {
                remote_id: "158001",
                payload: &payload,
                before: None,
                until: TestClock::new().now() + TimeDelta::seconds(60),
            };
            hq.complete(&pieces).await
        };
        for end in 0..whole.len() {
            server.play(Play::Send(whole[..end].to_vec()));
            let stopped = complete().await;
            assert!(
                matches!(stopped, Err(ProviderError::Unavailable { .. })),
                "{end}: {stopped:?}"
            );
        }
        server.play(Play::Send(whole.clone()));
        assert_eq!(complete().await, Ok(()));
        assert_eq!(server.log().creating.len(), whole.len() + 1);
    }
}

#[tokio::test]
async fn each_creating_request_has_a_connection_and_a_bearer_of_its_own() {
    for dialect in BOTH {
        let server = FaultServer::start(Play::KeepAlive(answer("200 OK", made(dialect)))).await;
        let hq = adapter(&server.base, dialect);
        for _ in 0..2 {
            assert_eq!(hq.create(&payload(), REFERENCE).await, executed());
        }
        let log = server.log();
        assert_ne!(log.creating[0], log.creating[1]);
        let head = log.head.to_lowercase();
        assert!(
            head.contains("authorization: bearer a-token-for-nothing\r\n"),
            "{head}"
        );
        let path = match dialect {
            Dialect::V1Odata => "post /v1/invoices http",
            Dialect::V2Rest => "post /v2/documents http",
        };
        assert!(head.starts_with(path), "{head}");
        assert!(!head.contains("expect:"), "{head}");
    }
}
