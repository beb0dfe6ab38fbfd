use std::time::Duration;

use super::*;

const REGULAR: &str = r#"{"status":406,"message":"Validation failed","details":[{"violation":"NOTNULL","field":"voucherDate","message":"darf nicht leer sein"}]}"#;
const LEGACY: &str = r#"{"IssueList":[{"i18nKey":"missing_entity","source":"address"}]}"#;

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        retry_after: Some("7".to_owned()),
        location: None,
        body: body.as_bytes().to_vec(),
    }
}

fn creates(status: u16, body: &str) -> Outcome {
    creating(Ok(answer(status, body)), DateTime::UNIX_EPOCH)
}

fn reads(status: u16, body: &str) -> Result<Vec<u8>, ProviderError> {
    reading(Ok(answer(status, body)), DateTime::UNIX_EPOCH)
}

fn invalid(message: &str) -> Outcome {
    let message = message.to_owned();
    Outcome::NotExecuted(Refusal::Invalid { message })
}

#[test]
fn success_is_an_id() {
    let executed = Outcome::Executed {
        remote_id: "e9066f04".to_owned(),
    };
    for status in [200, 201] {
        assert_eq!(
            creates(status, r#"{"id":"e9066f04","version":1}"#),
            executed
        );
    }
    for body in [
        "",
        "{}",
        r#"{"id":""}"#,
        r#"{"id":7}"#,
        "<h1>ok</h1>",
        r#"{"id":"e9"#,
    ] {
        let outcome = creates(201, body);
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Unreadable { .. })),
            "{body}"
        );
    }
}

#[test]
fn a_refusal_in_a_documented_shape_proves_that_nothing_was_written() {
    assert_eq!(
        creates(406, REGULAR),
        invalid("voucherDate: darf nicht leer sein")
    );
    assert_eq!(creates(406, LEGACY), invalid("address: missing_entity"));
    assert_eq!(
        creates(404, r#"{"message":"no Route matched"}"#),
        invalid("no Route matched")
    );
    for status in [400, 404, 405, 406, 415] {
        let outcome = creates(status, "<h1>a proxy</h1>");
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
            "{status}"
        );
    }
}

#[test]
fn the_gateway_turns_away_before_anything_happens() {
    let message = "Unauthorized".to_owned();
    let body = r#"{"message":"Unauthorized"}"#;
    assert_eq!(
        creates(401, body),
        Outcome::NotExecuted(Refusal::Unauthorized)
    );
    for status in [402, 403] {
        let refusal = Refusal::Forbidden {
            message: message.clone(),
        };
        assert_eq!(creates(status, body), Outcome::NotExecuted(refusal));
    }
    let retry_after = Duration::from_secs(7);
    assert_eq!(
        creates(429, body),
        Outcome::NotExecuted(Refusal::RateLimited { retry_after })
    );
}

#[test]
fn a_server_error_proves_nothing_even_if_it_speaks_of_the_limit() {
    for status in [302, 408, 409, 422, 500, 502, 503, 504] {
        let outcome = creates(
            status,
            r#"{"message":"Internal server error or rate limit exceeded"}"#,
        );
        assert!(
            matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
            "{status}"
        );
    }
}

#[test]
fn a_failure_counts_by_whether_anything_left() {
    let detail = "gone".to_owned();
    let never = creating(
        Err(Failure::NotConnected(detail.clone())),
        DateTime::UNIX_EPOCH,
    );
    assert_eq!(
        never,
        Outcome::NotExecuted(Refusal::NotSent {
            detail: detail.clone()
        })
    );
    let perhaps = creating(Err(Failure::Broken(detail.clone())), DateTime::UNIX_EPOCH);
    assert_eq!(perhaps, Outcome::Unknown(Uncertainty::Transport { detail }));
}

#[test]
fn reading_fails_in_words() {
    assert_eq!(reads(200, "{}"), Ok(b"{}".to_vec()));
    assert_eq!(reads(401, ""), Err(ProviderError::Unauthorized));
    assert_eq!(
        reads(404, r#"{"message":"not found"}"#),
        Err(ProviderError::NotFound)
    );
    assert_eq!(reads(404, ""), Err(ProviderError::NotFound));
    assert!(matches!(
        reads(404, "<h1>a proxy</h1>"),
        Err(ProviderError::Unexpected { .. })
    ));
    for status in [402, 403] {
        assert!(
            matches!(reads(status, "{}"), Err(ProviderError::Forbidden { .. })),
            "{status}"
        );
    }
    for status in [400, 406, 409] {
        assert!(
            matches!(reads(status, REGULAR), Err(ProviderError::Refused { .. })),
            "{status}"
        );
    }
    let retry_after = Duration::from_secs(7);
    assert_eq!(
        reads(429, ""),
        Err(ProviderError::RateLimited { retry_after })
    );
    let hidden = r#"{"message":"Internal server error or rate limit exceeded"}"#;
    assert_eq!(
        reads(500, hidden),
        Err(ProviderError::RateLimited { retry_after })
    );
    for status in [500, 502, 504] {
        assert!(
            matches!(reads(status, "{}"), Err(ProviderError::Unavailable { .. })),
            "{status}"
        );
    }
    assert!(matches!(
        reads(302, ""),
        Err(ProviderError::Unexpected { .. })
    ));
}
