//! One creating request: it leaves once, on a connection of its own, and no broken answer is taken for "not sent".

use std::time::Duration;

use domain::payload::{CustomerRef, Payload};
use providers::http::{Clients, TimeOuts};
use providers::sevdesk::Sevdesk;
use providers::{Address, Outcome, Provider, Refusal, Settings, Uncertainty};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::common::clock::TestClock;
use crate::common::fault_server::{
    FaultServer, Play, answer, answer_in_chunks, answer_until_close,
};
use crate::sample::october;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const SAVED: &str =
    r#"{"objects":{"invoice":{"id":"135582100","status":"100"},"invoicePos":[],"vatdrop":""}}"#;

pub(crate) fn adapter(base: &str, time_outs: TimeOuts) -> Sevdesk {
    let settings = Settings {
        contact_person: Some("1551095".to_owned()),
        bookkeeping_version: Some("2.0".to_owned()),
        unit_ids: [
            ("hour".to_owned(), "9".to_owned()),
            ("day".to_owned(), "13".to_owned()),
        ]
        .into(),
        ..Settings::default()
    };
    let clients = Clients::new(time_outs).unwrap();
    Sevdesk::new(
        Address::parse(base).unwrap(),
        SecretString::from(TOKEN),
        settings,
        clients,
        TestClock::new(),
    )
}

fn patient() -> TimeOuts {
    TimeOuts::default()
}

fn payload() -> Payload {
    october(CustomerRef {
        id: "138810497".to_owned(),
        name: "ACME GmbH".to_owned(),
    })
}

async fn create(sevdesk: &Sevdesk) -> Outcome {
    sevdesk.create(&payload(), "BH-2026-10-7KQ2MD").await
}

fn executed() -> Outcome {
    Outcome::Executed {
        remote_id: "135582100".to_owned(),
    }
}

#[tokio::test]
async fn an_answer_cut_at_any_byte_is_unknown_or_executed() {
    for make in [answer, answer_until_close, answer_in_chunks] {
        let whole = make("201 Created", SAVED);
        let server = FaultServer::start(Play::Reset).await;
        let sevdesk = adapter(&server.base, patient());
        for cut in 0..=whole.len() {
            server.play(Play::Send(whole[..cut].to_vec()));
            match create(&sevdesk).await {
                Outcome::Unknown(_) if cut < whole.len() => {}
                outcome => assert_eq!((outcome, cut), (executed(), whole.len())),
            }
        }
        assert_eq!(server.log().creating.len(), whole.len() + 1);
    }
}

#[tokio::test]
async fn a_refusal_cut_at_any_byte_is_never_less_than_it_proves() {
    let body =
        r#"{"error":{"message":"The tax rate 16 is not allowed","code":null},"objects":null}"#;
    let whole = answer("422 Unprocessable Entity", body);
    let server = FaultServer::start(Play::Reset).await;
    let sevdesk = adapter(&server.base, patient());
    for cut in 0..whole.len() {
        server.play(Play::Send(whole[..cut].to_vec()));
        let outcome = create(&sevdesk).await;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{cut}: {outcome:?}");
    }
    server.play(Play::Send(whole));
    assert!(matches!(
        create(&sevdesk).await,
        Outcome::Refused(Refusal::Invalid { .. })
    ));
}

#[tokio::test]
async fn one_attempt_is_one_connection_and_one_request() {
    let unavailable = answer("503 Service Unavailable", "{}");
    let limited = answer("429 Too Many Requests", "{}");
    let reset = Play::Reset;
    for play in [
        Play::Send(Vec::new()),
        reset,
        Play::Send(unavailable),
        Play::Send(limited),
        Play::Send(b"garbage\r\n\r\n".to_vec()),
    ] {
        let server = FaultServer::start(play.clone()).await;
        let outcome = create(&adapter(&server.base, patient())).await;
        assert_ne!(outcome, executed());
        let log = server.log();
        assert_eq!(log.creating.len(), 1, "{play:?}");
        assert!(!log.reading.contains(&log.creating[0]), "{play:?}");
    }
}

#[tokio::test]
async fn no_connection_carries_two_creating_requests() {
    let server = FaultServer::start(Play::KeepAlive(answer("201 Created", SAVED))).await;
    let sevdesk = adapter(&server.base, patient());
    for _ in 0..5 {
        assert_eq!(create(&sevdesk).await, executed());
    }
    let log = server.log();
    let mut connections = log.creating.clone();
    connections.dedup();
    assert_eq!((log.creating.len(), connections.len()), (5, 5));
    // Reads do share theirs.
    assert!(
        log.reading
            .iter()
            .all(|connection| *connection == log.reading[0]),
        "{log:?}"
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let server = FaultServer::start(Play::Reset).await;
        let redirect = format!(
            "HTTP/1.1 {status}\r\nLocation: {}/elsewhere\r\nContent-Length: 0\r\n\r\n",
            server.base
        );
        server.play(Play::Send(redirect.into_bytes()));
        let outcome = create(&adapter(&server.base, patient())).await;
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
            "{status}: {outcome:?}"
        );
        let log = server.log();
        assert_eq!((log.creating.len(), log.reading.len()), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn what_is_sent_says_who_we_are() {
    let server = FaultServer::start(Play::Send(answer("201 Created", SAVED))).await;
    create(&adapter(&server.base, patient())).await;
    let head = server.log().head.to_lowercase();
    assert!(
        head.starts_with("post /api/v1/invoice/factory/saveinvoice http/1.1"),
        "{head}"
    );
    for line in [
        format!("authorization: {TOKEN}"),
        "user-agent: billhour by billhour".to_owned(),
        "accept: application/json".to_owned(),
        "content-type: application/json".to_owned(),
    ] {
        assert!(
            head.lines().any(|header| header == line),
            "{line} in {head}"
        );
    }
}

#[tokio::test]
async fn the_country_is_that_of_the_customer() {
    // As if the filter were ignored: somebody else's address comes first.
    let address = |contact: &str, id: &str, country: &str| {
        format!(
            r#"{{"id":"{id}","contact":{{"id":"{contact}","objectName":"Contact"}},
                "country":{{"id":"{country}","objectName":"StaticCountry"}}}}"#
        )
    };
    let theirs = address("138810497", "2", "14");
    let others = address("1", "1", "3");
    for (addresses, country) in [(format!("{others},{theirs}"), 14), (others, 1)] {
        let body = format!(r#"{{"objects":[{addresses}]}}"#);
        let reads = Box::new(move |_: &str| answer("200 OK", &body));
        let server = FaultServer::open(Play::Send(answer("201 Created", SAVED)), reads).await;
        assert_eq!(create(&adapter(&server.base, patient())).await, executed());
        let sent = server.log().body;
        assert!(
            sent.contains(&format!(r#""addressCountry":{{"id":{country},"#)),
            "{sent}"
        );
    }
}

#[tokio::test]
async fn a_drip_past_the_time_out_is_unknown() {
    let hasty = TimeOuts {
        connect: Duration::from_secs(5),
        total: Duration::from_millis(400),
    };
    let whole = answer("201 Created", SAVED);
    let server = FaultServer::start(Play::Drip(whole, Duration::from_millis(50))).await;
    let outcome = create(&adapter(&server.base, hasty)).await;
    assert!(
        matches!(outcome, Outcome::Unknown(Uncertainty::Transport { .. })),
        "{outcome:?}"
    );
    assert_eq!(server.log().creating.len(), 1);
}

#[tokio::test]
async fn answers_of_other_kinds_are_unknown() {
    let bodies = [
        "<!doctype html><h1>Maintenance</h1>",
        "null",
        "[]",
        "\u{feff}{}",
        "{\"objects\":{\"invoice\":{\"id\":1e400}}}",
        "{\"objects\":{\"invoice\":{\"id\":NaN}}}",
        "{\"objects\":{\"invoice\":{\"id\":[\"135582100\"]}}}",
        "{\"objects\":[{\"invoice\":{\"id\":\"135582100\"}}]}",
    ];
    let server = FaultServer::start(Play::Reset).await;
    let sevdesk = adapter(&server.base, patient());
    let deep = format!(
        "{{\"objects\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    for body in bodies.into_iter().chain([deep.as_str()]) {
        server.play(Play::Send(answer("200 OK", body)));
        let outcome = create(&sevdesk).await;
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Unreadable { .. })),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn without_a_listener_nothing_was_sent() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    // Answers the read that comes first, and is gone before the creating request.
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        drop(listener);
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        stream
            .write_all(&answer("200 OK", r#"{"objects":[],"total":"0"}"#))
            .await
            .unwrap();
    });
    let outcome = create(&adapter(&base, patient())).await;
    assert!(
        matches!(outcome, Outcome::NotExecuted(Refusal::NotSent { .. })),
        "{outcome:?}"
    );
    served.await.unwrap();
}
