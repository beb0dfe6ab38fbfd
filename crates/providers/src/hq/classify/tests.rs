use super::*;

const BY_FIELD: &str = r#"{"errors":{"tax":["is wrong"]}}"#;
const PAGE: &str = "<html><h1>nginx</h1></html>";

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        retry_after: None,
        location: None,
        body: body.as_bytes().to_vec(),
    }
}

fn created(status: u16, body: &str) -> Outcome {
    creating(Ok(answer(status, body)), "id", DateTime::UNIX_EPOCH)
}

fn added(status: u16, body: &str) -> Result<Fields, NotAdded> {
    adding(Ok(answer(status, body)), "id", DateTime::UNIX_EPOCH)
}

fn read(status: u16, body: &str) -> Result<Vec<u8>, ProviderError> {
    reading(Ok(answer(status, body)), DateTime::UNIX_EPOCH)
}

#[test]
fn an_id_is_success_wherever_it_stands() {
    let done = Outcome::Executed {
        remote_id: "158001".into(),
    };
    assert_eq!(created(200, r#"{"id":158001}"#), done);
    for location in [
        "/v2/Documents/158001",
        "https://api.hellohq.io/v1/Invoices(158001)",
    ] {
        let answer = Answer {
            status: 200,
            retry_after: None,
            location: Some(location.to_owned()),
            body: b" ".to_vec(),
        };
        assert_eq!(creating(Ok(answer), "id", DateTime::UNIX_EPOCH), done);
    }
}

#[test]
fn success_without_an_id_proves_nothing() {
    for body in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"Id":7}"#,
        r#"{"id":0}"#,
        r#"{"id":"#,
        PAGE,
        "7",
    ] {
        let outcome = created(201, body);
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Unreadable { .. })),
            "{body}: {outcome:?}"
        );
        // A table's id is no number, so a line's need not be one here.
        if !body.contains(r#""id":0"#) {
            assert!(
                matches!(added(200, body), Err(NotAdded::Perhaps(_))),
                "{body}"
            );
        }
    }
}

#[test]
fn what_never_left_is_not_executed() {
    let failure = || Err(Failure::NotConnected("refused".into()));
    let outcome = creating(failure(), "id", DateTime::UNIX_EPOCH);
    assert!(matches!(
        outcome,
        Outcome::NotExecuted(Refusal::NotSent { .. })
    ));
    let line = adding(failure(), "id", DateTime::UNIX_EPOCH).unwrap_err();
    assert!(matches!(
        line,
        NotAdded::Surely(ProviderError::Unavailable { .. })
    ));
}

#[test]
fn what_broke_off_is_unknown() {
    let failure = || Err(Failure::Broken("reset".into()));
    let outcome = creating(failure(), "id", DateTime::UNIX_EPOCH);
    assert!(matches!(
        outcome,
        Outcome::Unknown(Uncertainty::Transport { .. })
    ));
    let line = adding(failure(), "id", DateTime::UNIX_EPOCH).unwrap_err();
    assert_eq!(line, NotAdded::Perhaps("reset".into()));
}

#[test]
fn each_status_of_error_has_its_meaning() {
    let wait = std::time::Duration::from_secs(30);
    let not = Outcome::NotExecuted;
    for (status, body, expected) in [
        (401, "", not(Refusal::Unauthorized)),
        (
            403,
            "no",
            not(Refusal::Forbidden {
                message: "no".into(),
            }),
        ),
        (
            404,
            "",
            not(Refusal::Invalid {
                message: String::new(),
            }),
        ),
        (429, "", not(Refusal::RateLimited { retry_after: wait })),
        (
            400,
            BY_FIELD,
            Outcome::Refused(Refusal::Invalid {
                message: "tax: is wrong".into(),
            }),
        ),
    ] {
        assert_eq!(created(status, body), expected, "{status}");
    }
    for (status, body) in [
        (400, PAGE),
        (422, "{}"),
        (302, ""),
        (409, BY_FIELD),
        (500, BY_FIELD),
        (504, PAGE),
    ] {
        let outcome = created(status, body);
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
            "{status}: {outcome:?}"
        );
        assert!(
            matches!(added(status, body), Err(NotAdded::Perhaps(_))),
            "{status}"
        );
    }
}

#[test]
fn a_line_is_turned_away_for_sure_only_by_a_plain_refusal() {
    let refused = ProviderError::Refused {
        message: "tax: is wrong".into(),
    };
    for (status, body, expected) in [
        (400, BY_FIELD, refused.clone()),
        (401, "", ProviderError::Unauthorized),
        (
            403,
            "",
            ProviderError::Forbidden {
                message: String::new(),
            },
        ),
        (404, BY_FIELD, refused),
    ] {
        assert_eq!(
            added(status, body).unwrap_err(),
            NotAdded::Surely(expected),
            "{status}"
        );
    }
    assert!(matches!(added(404, PAGE), Err(NotAdded::Perhaps(_))));
    assert!(added(201, r#"{"id":7}"#).is_ok());
}

#[test]
fn a_reading_call_tells_a_missing_document_from_a_missing_server() {
    assert_eq!(read(404, ""), Err(ProviderError::NotFound));
    assert_eq!(read(404, BY_FIELD), Err(ProviderError::NotFound));
    assert!(matches!(
        read(404, PAGE),
        Err(ProviderError::Unexpected { .. })
    ));
    assert!(matches!(
        read(503, PAGE),
        Err(ProviderError::Unavailable { .. })
    ));
    assert!(matches!(
        read(302, ""),
        Err(ProviderError::Unexpected { .. })
    ));
    assert_eq!(read(401, ""), Err(ProviderError::Unauthorized));
    assert_eq!(read(200, "x"), Ok(b"x".to_vec()));
}
